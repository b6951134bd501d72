"""Networks of the graph, and what follows from their shape: NetworkX is the interface, at any size."""
