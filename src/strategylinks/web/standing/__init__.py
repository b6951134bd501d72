"""The status of the actions and goals of a report: counted, reconciled, and what stands behind each number."""
