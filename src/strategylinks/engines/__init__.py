"""The engines that answer SPARQL: the embedded store, or any SPARQL 1.1 server; both look the same from above."""
