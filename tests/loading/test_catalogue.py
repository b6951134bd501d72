"""The catalogue of reports: what it holds, and what is said where it is malformed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_rows import ENTRY

from strategylinks.errors import WorkspaceError
from strategylinks.loading.catalogue import catalogue_text, read_catalogue

WHOLE = """\
[[municipality]]
id = "saari"
name = "Saari"
names = { sv = "Ön" }

[[plan]]
id = "saari-2030"
municipality = "saari"
title = "Saaren strategia"
title_is_stated = true

[[report]]
id = "saari-2030"
file = "saari-2030.txt"
plan = "saari-2030"
title = "Saaren seuranta"
start = 2030-01-01
end = 2030-12-31
inferred = ["title"]
is_extract = true
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_report_covers_can_be_said_in_other_languages(tmp_path):
    (report,) = read_catalogue(
        written(tmp_path, WHOLE + 'scope = "All"\nscopes = { fi = "Kaikki", sv = "Allt" }\n')
    ).reports
    assert (report.scope, report.scopes) == ("All", {"fi": "Kaikki", "sv": "Allt"})


@pytest.mark.parametrize("scopes", ['{ de = "Alles" }', '{ en = "All" }', "{ fi = 1 }", '"Kaikki"'])
def test_other_scopes_are_refused_with_their_line(tmp_path, scopes):
    with pytest.raises(WorkspaceError) as raised:
        read_catalogue(written(tmp_path, f"{WHOLE}scopes = {scopes}\n"))
    assert raised.value.line == 12


def test_reports_plans_and_municipalities_are_read(tmp_path):
    catalogue = read_catalogue(written(tmp_path, WHOLE))
    (report,) = catalogue.reports
    assert catalogue.municipalities["saari"].names == {"fi": "Saari", "sv": "Ön"}
    assert (report.plan.title, report.plan.title_is_stated, report.municipality) == ("Saaren strategia", True, "saari")
    assert (report.start, report.end) == (date(2030, 1, 1), date(2030, 12, 31))
    assert (report.inferred, report.is_extract, report.publisher) == (frozenset({"title"}), True, "")


@pytest.mark.parametrize(
    ("printed", "instead", "says"),
    [
        ('name = "Saari"\n', "", "name"),
        ('municipality = "saari"\n', "", "municipality"),
        ('file = "saari-2030.txt"\n', "", "file"),
        ('plan = "saari-2030"', 'plan = "saari-2031"', "saari-2031"),
        ("start = 2030-01-01", 'start = "1.1.2030"', "1.1.2030"),
        ("start = 2030-01-01", "start = 2030", "2030"),
        ("[[report]]", "[[report", "TOML"),
    ],
)
def test_malformed_entries_are_named_with_the_file(tmp_path, printed, instead, says):
    assert printed in WHOLE
    path = written(tmp_path, WHOLE.replace(printed, instead))
    with pytest.raises(WorkspaceError, match=says) as error:
        read_catalogue(path)
    assert str(path) in str(error.value)
    assert error.value.do


def test_a_report_that_is_there_twice_is_an_error(tmp_path):
    path = written(tmp_path, WHOLE + WHOLE[WHOLE.index("[[report]]") :])
    with pytest.raises(WorkspaceError, match="two entries"):
        read_catalogue(path)


def test_a_missing_catalogue_is_an_error(tmp_path):
    with pytest.raises(WorkspaceError, match="missing"):
        read_catalogue(tmp_path / "catalogue.toml")


def test_an_entry_that_is_written_is_read_again_as_it_was(tmp_path):
    path = written(tmp_path, "")
    entry = replace(ENTRY, title='Kun "meri" on \\ puhdas', inferred=frozenset({"title", "plan"}), sha256="0" * 64)
    path.write_text(catalogue_text(entry, read_catalogue(path)), encoding="utf-8")
    assert read_catalogue(path).reports == [entry]


def test_what_the_catalogue_has_already_is_not_written_again(tmp_path):
    catalogue = read_catalogue(written(tmp_path, WHOLE))
    added = tomllib.loads(catalogue_text(replace(ENTRY, id="saari-2030-q2"), catalogue))
    assert list(added) == ["report"]
