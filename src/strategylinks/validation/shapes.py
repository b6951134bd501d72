"""SHACL: whether each report's graph has the shape that the ontology asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from strategylinks.graph.namespaces import SL
from strategylinks.model import Finding, Severity
from strategylinks.resources import resource_root

_TARGETS = (SH.targetClass, SH.targetSubjectsOf)
_SEVERITY = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.NOTE}


@cache
def read_shapes(name: str) -> Graph:
    """Read a file of shapes, ``data`` or ``sources``, each property shape with the targets of its node shape.

    That means the same. But pySHACL checks a property shape under a node shape anew for each node, and one with targets
    of its own once for all of them, which takes less than half the time.
    """
    shapes = Graph().parse(resource_root() / "ontology" / "shapes" / f"{name}.ttl")
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        targets = [(by, target) for by in _TARGETS for target in shapes.objects(node, by)]
        for own in list(shapes.objects(node, SH.property)) if targets else ():
            shapes.remove((node, SH.property, own))
            for about in ((RDF.type, SH.PropertyShape), *targets):
                shapes.add((own, *about))
    return shapes


def validate_shapes(report: str, graph: Graph, shapes: str = "data") -> Iterator[Finding]:
    """Find where a named graph breaks a file of shapes, graded by the severity that the shapes give."""
    # pySHACL takes half a second to import, and only this function needs it.
    from pyshacl import validate

    _, results, _ = validate(graph, shacl_graph=read_shapes(shapes), inplace=True)
    for result in sorted(results.subjects(RDF.type, SH.ValidationResult), key=lambda node: _order(results, node)):
        focus = results.value(result, SH.focusNode)
        first, last = _lines(graph, focus)
        path = results.value(result, SH.resultPath)
        message = results.value(result, SH.resultMessage)
        severity = results.value(result, SH.resultSeverity)
        yield Finding(
            _SEVERITY.get(URIRef(str(severity)), Severity.ERROR),
            "shape" if path is None else f"shape-{str(path).replace('#', '/').rsplit('/', 1)[-1]}",
            str(message),
            report,
            first,
            last,
            str(focus),
        )


def _order(results: Graph, node: Node) -> tuple[str, str, str]:
    return (
        str(results.value(node, SH.focusNode)),
        str(results.value(node, SH.resultPath)),
        str(results.value(node, SH.resultMessage)),
    )


def _lines(graph: Graph, focus: Node | None) -> tuple[int, int]:
    """Give the lines that something comes from, or those of a source span itself."""
    spans = [focus, *graph.objects(focus, SL.hasSource)]
    firsts = [int(str(value)) for span in spans for value in graph.objects(span, SL.firstLine)]
    lasts = [int(str(value)) for span in spans for value in graph.objects(span, SL.lastLine)]
    return min(firsts, default=0), max(lasts, default=0)
