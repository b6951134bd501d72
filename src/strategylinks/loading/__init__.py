"""From what a reader saw to what a report states."""
