"""From the lines of a document to rows of cells, with one reader per shape of document."""
