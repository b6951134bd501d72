"""Questions as forms: what can be chosen, what was meant, and answers whose names and lines lead on."""
