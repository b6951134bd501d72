"""Walk the graph as Python objects, with owlready2: ``goal.involvesUnit``, ``unit.sharesGoalWith``.

The objects are a copy in memory: changing them changes no graph.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.engine import Engine
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import PREFIXES, SL
from strategylinks.reasoning.hermit import silence

_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"


def as_objects(engine: Engine, graphs: Iterable[URIRef] | None = None, iris: Iris | None = None) -> Any:  # noqa: ANN401
    """Copy named graphs into a fresh owlready2 world and give its strategylinks ontology.

    The terms of the ontology are its attributes (``sl.Goal.instances()``), and ``sl.world[iri]`` finds anything by its
    IRI. Without ``graphs``, all of them are copied; the vocabulary always is.
    """
    vocabulary = (iris or Iris()).graph("vocabulary")
    names = _all_graphs(engine) if graphs is None else set(graphs)
    # owlready2 cannot read Turtle.
    content = b"".join(engine.dump(name) for name in sorted(names | {vocabulary}))
    with silence():
        import owlready2
    ontology = owlready2.World().get_ontology(str(SL)).load(fileobj=io.BytesIO(content), format="ntriples")
    _settle_names(ontology)
    return ontology


def _all_graphs(engine: Engine) -> set[URIRef]:
    return {URIRef(graph.value) for (graph,) in engine.select(_GRAPHS).rows if isinstance(graph, ox.NamedNode)}


def _settle_names(ontology: Any) -> None:  # noqa: ANN401
    """Keep each attribute for our property where an outside one has the same name, as dcterms:isPartOf has."""
    prefixes = {str(namespace): prefix for prefix, namespace in PREFIXES.items()}
    for outside in list(ontology.world.properties()):
        ours = ontology[outside.name]
        if ours is not None and ours is not outside:
            outside.python_name = f"{prefixes.get(outside.namespace.base_iri, 'other')}_{outside.name}"
            ours.python_name = ours.name
