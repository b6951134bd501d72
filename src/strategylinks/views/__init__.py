"""What people and programs see of the graph: flat tables and their files."""
