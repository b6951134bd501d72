"""Read follow-up in which numeric codes give the level of each row."""
