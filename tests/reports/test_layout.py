"""Layout files: what they hold, and kind errors for what they lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategylinks.errors import WorkspaceError
from strategylinks.reports.layout import Layout, read_layout, read_layouts
from strategylinks.reports.parsing import READERS

GOOD = """
id = "own-table"
reader = "coded-table"
status_scale = "status-degree"
markers = ["kts.", "ks."]
count = 3
[signs]
'^Tavoite\\b' = 2.0
'\\bMittari\\b' = 0.5
[columns]
"Tavoite" = "code"
"MITTARI" = "indicator"
"""


def layout(tmp_path: Path, text: str) -> Layout:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return read_layout(file)


def test_layout_files_say_reader_scale_signs_and_words(tmp_path: Path) -> None:
    read = layout(tmp_path, GOOD)
    assert (read.id, read.reader, read.status_scale) == ("own-table", "coded-table", "status-degree")
    assert [(bool(pattern.search("Tavoite ja Mittari")), weight) for pattern, weight in read.sign_patterns] == [
        (True, 2.0),
        (True, 0.5),
    ]
    assert read.words("markers") == ("kts.", "ks.")
    assert read.columns() == {"tavoite": "code", "mittari": "indicator"}
    assert read.path == tmp_path / "own.toml"


def test_layouts_without_columns_have_none(tmp_path: Path) -> None:
    assert layout(tmp_path, GOOD.partition("[columns]")[0]).columns() == {}


@pytest.mark.parametrize("name", ["nothing", "count"])
def test_words_that_are_missing_or_no_list_are_a_kind_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match=rf"'own-table' has no list of words '{name}'\n.*{name} = ") as caught:
        layout(tmp_path, GOOD).words(name)
    assert caught.value.where == tmp_path / "own.toml"


@pytest.mark.parametrize("key", ["id", "reader", "signs"])
def test_layouts_need_id_reader_and_signs(tmp_path: Path, key: str) -> None:
    with pytest.raises(WorkspaceError, match=f"the layout has no '{key}'"):
        layout(tmp_path, GOOD.replace(f"{key} =", "other =").replace(f"[{key}]", "[other]"))


def test_malformed_layouts_are_a_kind_error(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not a TOML file"):
        layout(tmp_path, "id = ")
    (tmp_path / "own.toml").write_bytes('id = "käyttö"'.encode("latin-1"))
    with pytest.raises(WorkspaceError, match="not a TOML file"):
        read_layout(tmp_path / "own.toml")


def test_signs_that_are_no_patterns_are_a_kind_error(tmp_path: Path) -> None:
    broken = layout(tmp_path, GOOD.replace("'^Tavoite\\b'", "'(Tavoite'"))
    with pytest.raises(WorkspaceError, match=r"the sign '\(Tavoite' is no pattern"):
        _ = broken.sign_patterns


def test_layouts_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD.replace("own-table", name), encoding="utf-8")
    (tmp_path / "notes.md").write_text("no layout", encoding="utf-8")
    assert [read.id for read in read_layouts(tmp_path)] == ["a", "b", "c"]
    assert read_layouts(tmp_path / "missing") == []


def test_layouts_of_the_package_name_known_readers_and_differ(inputs) -> None:
    assert {read.reader for read in inputs.layouts} == set(READERS)
    assert len({read.id for read in inputs.layouts}) == len(inputs.layouts)
    assert all(read.sign_patterns for read in inputs.layouts)
