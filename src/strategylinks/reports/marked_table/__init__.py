"""Read follow-up in four-cell rows with paragraph markup, and the pages around them."""
