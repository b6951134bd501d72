"""Whether the graph can be trusted: shapes, quality queries, coverage, reconciliation."""
