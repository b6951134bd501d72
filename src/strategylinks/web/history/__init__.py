"""What happened when: strategies, their reports, and the units that came and went."""
