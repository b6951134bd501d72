"""The store: a build replaces it as a whole or not at all, and whoever reads it meanwhile sees the old one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef

from strategylinks.errors import GraphStoreError
from strategylinks.graph import store as module
from strategylinks.graph.store import Build, GraphStore, memory_store

SAYS = URIRef("https://example.org/says")
NAMES = [URIRef(f"https://example.org/graph/{name}") for name in ("one", "two", "shared")]
Content = dict[str, list[str]]


def graphs(words: str, *names: URIRef) -> dict[URIRef, Graph]:
    made = {}
    for name in names or NAMES:
        made[name] = Graph()
        for number in range(50):
            made[name].add((URIRef(f"{name}/{number}"), SAYS, Literal(f"{words} {number}", lang="fi")))
        made[name].add((BNode(), SAYS, Literal(words)))
    return made


def content(opened: ox.Store) -> Content:
    return {
        name.value: sorted(str(quad) for quad in opened.quads_for_pattern(None, None, None, name))
        for name in opened.named_graphs()
    }


def words_of(opened: ox.Store) -> set[str]:
    return {quad.object.value.split()[0] for quad in opened if isinstance(quad.object, ox.Literal)}


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def built(tmp_path: Path) -> GraphStore:
    built = GraphStore(tmp_path / "store")
    built.replace(graphs("old"), "print-1", "1.0")
    return built


def test_what_was_put_in_comes_out(built: GraphStore) -> None:
    assert words_of(built.open()) == {"old"}
    assert {name: len(quads) for name, quads in content(built.open()).items()} == {str(name): 51 for name in NAMES}
    build = built.current()
    assert build is not None
    assert (build.fingerprint, build.version) == ("print-1", "1.0")


def test_replacing_leaves_one_store_and_its_pointer(built: GraphStore) -> None:
    first = files(built.folder)
    built.replace(graphs("new", NAMES[0]), "print-2", "1.0")
    assert words_of(built.open()) == {"new"}
    assert list(content(built.open())) == [str(NAMES[0])]
    assert len(first) == len(files(built.folder)) == 2
    assert first != files(built.folder)
    assert json.loads((built.folder / "current.json").read_text(encoding="utf-8"))["fingerprint"] == "print-2"


def fail_while_loading(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    load = module._load

    def half(opened: ox.Store, named) -> None:
        load(opened, dict(list(named.items())[:1]))
        raise error

    monkeypatch.setattr(module, "_load", half)


def fail_while_writing_the_pointer(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    write = Path.write_text

    def half(path: Path, text: str, **options: str) -> int:
        write(path, text[:5], **options)
        raise error

    monkeypatch.setattr(Path, "write_text", half)


def fail_while_switching_the_pointer(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def never(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", never)


FAILURES = [fail_while_loading, fail_while_writing_the_pointer, fail_while_switching_the_pointer]


@pytest.mark.parametrize("fail", FAILURES)
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(28, "No space left on device"), GraphStoreError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=lambda error: type(error).__name__ if isinstance(error, BaseException) else "",
)
@pytest.mark.parametrize("only_some", [False, True], ids=["all", "some"])
def test_a_build_that_fails_or_is_interrupted_leaves_the_old_graph_and_nothing_else(
    built: GraphStore,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[pytest.MonkeyPatch, BaseException], None],
    error: BaseException,
    raised: type[BaseException],
    only_some: bool,
) -> None:
    before, listed, build = content(built.open()), files(built.folder), built.current()
    with monkeypatch.context() as patch:
        fail(patch, error)
        with pytest.raises(raised):
            (built.replace_graphs if only_some else built.replace)(graphs("new", *NAMES[:2]), "print-2", "1.0")
    assert content(built.open()) == before
    assert files(built.folder) == listed
    assert built.current() == build


@pytest.mark.parametrize("fail", FAILURES)
def test_a_first_build_that_fails_leaves_no_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[[pytest.MonkeyPatch, BaseException], None]
) -> None:
    fresh = GraphStore(tmp_path / "store")
    with monkeypatch.context() as patch:
        fail(patch, OSError(28, "No space left on device"))
        with pytest.raises(GraphStoreError, match=r"cannot write the store.*No space left"):
            fresh.replace(graphs("new"), "print", "1.0")
    assert fresh.current() is None
    assert files(fresh.folder) == []
    with pytest.raises(GraphStoreError, match="there is no graph yet"):
        fresh.open()


KILLED = """
import os, signal, sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from strategylinks.graph import store

target, step = Path(sys.argv[1]), sys.argv[2]
name = URIRef("https://example.org/graph/one")
graph = Graph().add((name, URIRef("https://example.org/says"), Literal("new 1")))
load, replace = store._load, Path.replace

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def die_after_loading(*given):
    load(*given)
    die()

if step == "loading":
    store._load = die_after_loading
else:
    Path.replace = die
store.GraphStore(target).replace({name: graph}, "print-2", "1.0")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
@pytest.mark.parametrize("step", ["loading", "switching"])
def test_a_build_that_is_killed_leaves_the_old_graph_and_the_next_build_cleans_up(built: GraphStore, step: str) -> None:
    before, listed = content(built.open()), files(built.folder)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(built.folder), step], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert len(files(built.folder)) > len(listed)
    assert content(built.open()) == before
    built.replace(graphs("next"), "print-3", "1.0")
    assert words_of(built.open()) == {"next"}
    assert len(files(built.folder)) == 2


def test_readers_see_the_old_graph_while_a_build_runs_and_keep_it_until_they_open_anew(
    built: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, other = built.open(), built.open()
    before, load = content(early), module._load
    seen: list[Content] = []

    def look_meanwhile(opened: ox.Store, named) -> None:
        load(opened, named)
        seen.extend([content(early), content(other), content(built.open())])

    monkeypatch.setattr(module, "_load", look_meanwhile)
    built.replace(graphs("new"), "print-2", "1.0")
    assert seen == [before, before, before]
    assert content(early) == content(other) == before
    assert words_of(built.open()) == {"new"}


def test_a_build_that_ends_while_another_runs_leaves_that_one_alone(
    built: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, seen = module._load, []

    def build_meanwhile(opened: ox.Store, named) -> None:
        load(opened, named)
        if not seen:
            seen.append("started")
            GraphStore(built.folder).replace(graphs("other"), "print-3", "1.0")
            seen.extend(words_of(built.open()))

    monkeypatch.setattr(module, "_load", build_meanwhile)
    built.replace(graphs("new"), "print-2", "1.0")
    assert seen == ["started", "other"]
    assert words_of(built.open()) == {"new"}
    assert len(files(built.folder)) == 2


def test_a_store_that_is_not_accepted_is_not_put_in_use(built: GraphStore) -> None:
    before, listed = content(built.open()), files(built.folder)

    def refuse(opened: ox.Store) -> None:
        assert words_of(opened) == {"new"}
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        built.replace(graphs("new"), "print-2", "1.0", refuse)
    assert content(built.open()) == before
    assert files(built.folder) == listed


def test_damaged_leftovers_are_swept_away(built: GraphStore) -> None:
    leftover = built.folder / "store-left"
    leftover.mkdir()
    (leftover / "CURRENT").write_text("nonsense", encoding="utf-8")
    built.replace(graphs("new"), "print-2", "1.0")
    assert words_of(built.open()) == {"new"}
    assert not leftover.exists()


def test_replacing_some_graphs_leaves_all_others_as_they_are_to_the_byte(built: GraphStore) -> None:
    before = content(built.open())
    built.replace_graphs(graphs("new", NAMES[0]), "print-2", "1.0")
    after = content(built.open())
    assert {name: quads for name, quads in after.items() if name != str(NAMES[0])} == {
        name: quads for name, quads in before.items() if name != str(NAMES[0])
    }
    assert set(after[str(NAMES[0])]) & set(before[str(NAMES[0])]) == set()
    assert len(after[str(NAMES[0])]) == 51
    assert built.current() != Build("", "print-1", "1.0")
    assert len(files(built.folder)) == 2


def test_graphs_that_were_not_there_are_added(built: GraphStore) -> None:
    before, name = content(built.open()), URIRef("https://example.org/graph/new")
    built.replace_graphs(graphs("new", name), "print-2", "1.0")
    after = content(built.open())
    assert after.pop(str(name))
    assert after == before


def test_replacing_some_graphs_of_no_store_builds_one(tmp_path: Path) -> None:
    fresh = GraphStore(tmp_path / "deep/down/store")
    fresh.replace_graphs(graphs("new", NAMES[1]), "print", "1.0")
    assert list(content(fresh.open())) == [str(NAMES[1])]


@pytest.mark.parametrize(
    "pointer",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe\x00",
        b'{"folder": 5, "fingerprint": "", "version": ""}',
        b'{"folder": "store-gone", "fingerprint": "", "version": ""}',
        b'{"folder": "store-x", "fingerprint": "", "version": "", "colour": "red"}',
    ],
)
def test_a_corrupt_pointer_is_a_kind_error_that_the_next_build_mends(built: GraphStore, pointer: bytes) -> None:
    (built.folder / "current.json").write_bytes(pointer)
    with pytest.raises(GraphStoreError, match="Run 'strategylinks build'"):
        built.open()
    built.replace(graphs("new"), "print-2", "1.0")
    assert words_of(built.open()) == {"new"}
    assert len(files(built.folder)) == 2


def test_a_store_whose_folder_is_gone_or_damaged_is_a_kind_error(built: GraphStore) -> None:
    build = built.current()
    assert build is not None
    for path in (built.folder / build.folder).glob("CURRENT"):
        path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(GraphStoreError, match="cannot be opened"):
        built.open()
    shutil.rmtree(built.folder / build.folder)
    with pytest.raises(GraphStoreError, match="cannot be opened"):
        built.open()


def test_a_missing_store_folder_is_a_kind_error_and_is_not_made_by_looking(tmp_path: Path) -> None:
    missing = GraphStore(tmp_path / "store")
    assert missing.current() is None
    with pytest.raises(GraphStoreError, match=r"there is no graph yet\nRun 'strategylinks build'") as caught:
        missing.open()
    assert caught.value.where == tmp_path / "store"
    assert not missing.folder.exists()


def test_a_folder_that_cannot_be_written_is_a_kind_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for folder in (file, file / "below"):
        with pytest.raises(GraphStoreError, match="cannot write here"):
            GraphStore(folder).replace(graphs("new"), "print", "1.0")

    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(GraphStoreError, match=r"cannot write here: Permission denied\nCheck .*rights"):
        GraphStore(tmp_path / "store").replace(graphs("new"), "print", "1.0")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_can_be_read_and_not_replaced(built: GraphStore) -> None:
    built.folder.chmod(0o555)
    try:
        with pytest.raises(GraphStoreError, match="cannot write here"):
            built.replace(graphs("new"), "print", "1.0")
        assert words_of(built.open()) == {"old"}
    finally:
        built.folder.chmod(0o755)


def test_a_store_in_memory_holds_the_same_graphs(built: GraphStore) -> None:
    named = graphs("old")
    in_memory = content(memory_store(named))
    assert {name: len(quads) for name, quads in in_memory.items()} == {
        name: len(quads) for name, quads in content(built.open()).items()
    }
    without_blank = [quad for quad in in_memory[str(NAMES[0])] if not quad.startswith("_:")]
    assert without_blank == [quad for quad in content(built.open())[str(NAMES[0])] if not quad.startswith("_:")]
