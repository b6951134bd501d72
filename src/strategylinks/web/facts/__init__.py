"""What the pages say of one thing: read from the graph by its IRI, never by reading everything."""
