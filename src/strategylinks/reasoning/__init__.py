"""What follows from the graphs: description logic checks and rules."""
