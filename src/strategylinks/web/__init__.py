"""The browser interface: pages that answer, and the same for machines."""
