"""Compare two reports: what became of everything, who carries it, and how the whole has changed."""
