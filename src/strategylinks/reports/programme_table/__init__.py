"""Read strategy follow-up as tab-separated tables under programmes, goals and flagship projects."""
