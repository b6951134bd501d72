"""The web server: what listens, whom it answers, and what every answer carries."""
