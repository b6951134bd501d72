"""Reviewing in the browser: only where editing is on, only from our own pages, and written like the command does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from strategylinks.alignment.sssom import read_mappings
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site
from strategylinks.workspace import Workspace

PAIR = "/en/review/lahti-2021-education/lahti-2024-q4-vitality"
ENDS = ("lahti-2021-education", "lahti-2024-q4-vitality")


@pytest.fixture
def own(tmp_path: Path, workspace: Workspace) -> Workspace:
    """Give a workspace whose mappings may change."""
    shutil.copytree(workspace.data, tmp_path / "data")
    return Workspace(tmp_path)


@pytest.fixture
def editor(engine: EmbeddedEngine, own: Workspace) -> Iterator[TestClient]:
    """Give a client of an application that can be edited."""
    site = Site(engine, engine, own, "edited", {page.name: page for page in PAGES})
    with TestClient(
        create_app(Keeper(lambda: "x", lambda: site), is_editable=True), base_url="http://localhost"
    ) as one:
        yield one


def first_form(page: str) -> dict[str, str]:
    form = re.search(r"<form method=\"post\".*?</form>", page, re.DOTALL)
    assert form
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def test_without_editing_there_is_nothing_to_review(client: TestClient) -> None:
    assert client.get(PAIR).status_code == 404
    assert client.post(PAIR, data={"decision": "accept"}).status_code in (404, 405)


def test_evidence_is_in_the_language_of_the_page(editor: TestClient) -> None:
    evidence = re.findall(r'<ul class="evidence">(.*?)</ul>', editor.get(PAIR.replace("/en/", "/fi/")).text, re.DOTALL)
    assert evidence
    told = " ".join(evidence)
    assert "<li>aiheet: " in told
    assert "<li>yhteisiä sanoja " in told
    assert "themes:" not in told


def test_an_accepted_candidate_is_written_and_not_proposed_again(editor: TestClient, own: Workspace) -> None:
    form = first_form(editor.get(PAIR).text)
    given = form | {"decision": "accept", "relation": "closeMatch", "reason": "the same words", "reviewer": "A tester"}
    answer = editor.post(PAIR, data=given)
    assert "Accepted and written" in answer.text
    written = next(one for one in read_mappings(own.mappings) if (one.earlier, one.later) == ENDS)
    assert [mapping.pair for mapping in written] == [(form["element"], form["continuation"])]
    assert (form["element"], form["continuation"]) not in proposals(answer.text)


def test_a_rejected_candidate_is_remembered(editor: TestClient, own: Workspace) -> None:
    form = first_form(editor.get(PAIR).text)
    given = form | {"decision": "reject", "reason": "another thing", "reviewer": "A tester"}
    answer = editor.post(PAIR, data=given)
    assert "not proposed again" in answer.text
    assert (form["element"], form["continuation"]) not in proposals(answer.text)
    written = next(one for one in read_mappings(own.mappings) if (one.earlier, one.later) == ENDS)
    assert len(written.rejected) == 1


def test_a_decision_without_a_reason_is_refused_kindly(editor: TestClient, own: Workspace) -> None:
    form = first_form(editor.get(PAIR).text)
    answer = editor.post(PAIR, data=form | {"decision": "accept", "relation": "closeMatch", "reviewer": "A tester"})
    assert 'role="alert"' in answer.text
    assert not any((one.earlier, one.later) == ENDS for one in read_mappings(own.mappings))


def test_a_form_of_another_site_is_refused(editor: TestClient) -> None:
    answer = editor.post(PAIR, data={"decision": "accept"}, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 403


def proposals(page: str) -> set[tuple[str, str]]:
    pattern = r'name="element" value="([^"]*)">\s*<input type="hidden" name="continuation" value="([^"]*)"'
    return set(re.findall(pattern, page))
