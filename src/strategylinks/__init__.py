"""A knowledge graph of strategy linkages, read from municipal monitoring reports."""

__version__ = "0.1.0"
