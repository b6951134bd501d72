"""Find what became of the elements of one report in another."""
