"""What programs are answered by: SPARQL within limits, in the format and language they accept."""
