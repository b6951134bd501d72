"""The only door to ``queries/``: SPARQL files that run as they stand."""
