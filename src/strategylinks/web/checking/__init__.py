"""What can be trusted: coverage, totals and findings of each report, from the graph and the text of the report."""
