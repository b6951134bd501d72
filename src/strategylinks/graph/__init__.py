"""From the domain to RDF named graphs, and into the embedded store."""
