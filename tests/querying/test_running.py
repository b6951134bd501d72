"""The SPARQL of a user, run in a process of its own, within limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.limited import Cut, Form, Limits
from strategylinks.errors import GraphStoreError, QueryError
from strategylinks.graph.namespaces import SL
from strategylinks.querying.running import Outcome, run_sparql
from strategylinks.table import Table

#: More solutions than any machine can count while a test waits.
ENDLESS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def folder(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a store on disk."""
    folder = tmp_path_factory.mktemp("limited") / "store"
    copy = ox.Store(str(folder))
    copy.bulk_extend(iter(store))
    copy.flush()
    return folder


def run(folder: Path, text: str, limits: Limits | None = None) -> Outcome:
    return run_sparql(folder, text, limits)


def test_select_answers_with_a_table(folder: Path) -> None:
    outcome = run(
        folder, f"SELECT (COUNT(*) AS ?goals) ('x' AS ?text) (SAMPLE(?no) AS ?nothing) {{ ?goal a <{SL.Goal}> }}"
    )
    assert isinstance(outcome.answer, Table)
    assert outcome.answer.fields == ["goals", "text", "nothing"]
    (row,) = outcome.answer
    assert row["text"] == "x"
    assert row["nothing"] is None
    assert isinstance(row["goals"], int)
    assert row["goals"] > 50, "patterns outside GRAPH see all graphs"
    assert (outcome.form, outcome.cut) == (Form.SELECT, None)


def test_construct_and_describe_answer_with_triples(folder: Path, engine: EmbeddedEngine) -> None:
    text = f"CONSTRUCT {{ ?goal a <{SL.Goal}> }} {{ ?goal a <{SL.Goal}> }}"
    outcome = run(folder, text)
    assert not isinstance(outcome.answer, bool | Table)
    assert set(outcome.answer) == set(engine.construct(text))
    described = run(folder, "DESCRIBE <https://w3id.org/strategylinks/id/lahti/2017/goal/C5>")
    assert not isinstance(described.answer, bool | Table)
    assert len(described.answer) > 3


def test_ask_answers_true_or_false(folder: Path) -> None:
    assert run(folder, f"ASK {{ ?goal a <{SL.Goal}> }}").answer is True
    assert run(folder, "ASK { ?goal a <urn:nothing> }").answer is False


def test_a_store_in_memory_is_asked_in_the_same_way(engine: EmbeddedEngine) -> None:
    outcome = run_sparql(engine, f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?goal a <{SL.Goal}> }} }}")
    assert isinstance(outcome.answer, Table)
    assert len(outcome.answer) > 2


def test_more_rows_than_the_limit_are_cut_and_it_is_said(folder: Path) -> None:
    many = run(folder, "SELECT * { ?s ?p ?o }", Limits(rows=100))
    assert isinstance(many.answer, Table)
    assert (len(many.answer), many.cut) == (100, Cut.ROWS)
    exact = run(folder, "SELECT * { ?s ?p ?o } LIMIT 100", Limits(rows=100))
    assert isinstance(exact.answer, Table)
    assert (len(exact.answer), exact.cut) == (100, None)
    triples = run(folder, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", Limits(rows=100))
    assert not isinstance(triples.answer, bool | Table)
    assert (len(triples.answer), triples.cut) == (100, Cut.ROWS)


def test_rows_are_given_as_they_come_though_the_query_never_ends(folder: Path) -> None:
    outcome = run(folder, f"SELECT * {{ {ENDLESS} }}", Limits(rows=50))
    assert outcome.cut is Cut.ROWS


def test_more_bytes_than_the_limit_are_cut_at_a_row(folder: Path) -> None:
    for text in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        outcome = run(folder, text, Limits(bytes=20_000))
        assert outcome.cut is Cut.BYTES
        assert not isinstance(outcome.answer, bool)
        assert 10 < len(outcome.answer) < 1000
    with pytest.raises(QueryError, match="more than 10 bytes"):
        run(folder, "SELECT * { ?s ?p ?o }", Limits(bytes=10))


def test_a_query_is_stopped_at_its_time(folder: Path) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="stopped after 1 s"):
        run(folder, f"SELECT (COUNT(*) AS ?n) {{ {ENDLESS} }}", Limits(seconds=1))
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_query_is_stopped_where_it_takes_too_much_memory(folder: Path) -> None:
    text = f"SELECT ?a {{ {ENDLESS} }} ORDER BY ?c ?f ?i ?l LIMIT 1"
    with pytest.raises(QueryError, match="more than 100 MB"):
        run(folder, text, Limits(seconds=60, megabytes=100))


def test_nothing_is_left_of_a_query_that_was_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Kept)
    run(folder, f"SELECT * {{ {ENDLESS} }}", Limits(rows=5))
    with pytest.raises(QueryError):
        run(folder, f"SELECT (COUNT(*) AS ?n) {{ {ENDLESS} }}", Limits(seconds=0.5))
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


@pytest.mark.skipif(os.name != "posix", reason="Windows does not limit the time of a process")
def test_a_query_ends_though_its_parent_is_gone(folder: Path) -> None:
    child = Path(sys.modules[Limits.__module__].__file__ or "").with_name("confined.py")
    query = f"ASK {{ {ENDLESS} FILTER(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) = 'nothing') }}"
    task = {"folder": str(folder), "query": query, "seconds": 0, "megabytes": 500}
    done = subprocess.run(
        [sys.executable, "-P", child], input=json.dumps(task).encode() + b"\n", capture_output=True, timeout=60
    )
    assert done.returncode != 0


def test_what_only_the_engine_refuses_is_said(folder: Path) -> None:
    with pytest.raises(QueryError, match="not SPARQL"):
        run(folder, "SELECT ?s (COUNT(*) AS ?s) { ?s ?p ?o }")


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphStoreError, match="cannot be opened"):
        run(tmp_path / "nothing", "ASK { ?s ?p ?o }")


def test_a_query_that_would_write_never_starts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(QueryError, match="would change the graph"):
        run(folder, "DROP ALL")


def test_from_names_the_graphs_that_are_seen(folder: Path) -> None:
    report = "<https://w3id.org/strategylinks/graph/report/lahti-2017-h1>"
    counted = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"

    def count(clauses: str) -> object:
        (row,) = run(folder, counted.format(clauses)).answer  # type: ignore[union-attr]
        return row["n"]

    assert 0 < count(f"FROM {report}") < count("")
    assert count(f"FROM NAMED {report}") == 0, "patterns outside GRAPH see nothing then"
