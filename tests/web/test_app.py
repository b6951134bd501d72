"""The application as a whole: languages, files, errors, headers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from strategylinks.web.service.headers import HEADERS


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_says_its_language(client: TestClient, language: str) -> None:
    answer = client.get(f"/{language}/")
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language


def test_the_language_of_the_browser_is_chosen_and_finnish_where_it_is_another(client: TestClient) -> None:
    wanted = {"sv-FI,sv;q=0.9": "/sv/", "de-DE": "/fi/", "en-GB": "/en/", "": "/fi/"}
    for header, place in wanted.items():
        answer = client.get("/", headers={"accept-language": header}, follow_redirects=False)
        assert answer.headers["location"] == place


@pytest.mark.parametrize("place", ["/en/", "/en/no-such-page", "/en/index.json", "/static/style.css", "/de/"])
def test_every_answer_carries_the_safe_headers(client: TestClient, place: str) -> None:
    headers = client.get(place).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_a_page_that_is_not_there_says_so_kindly_in_its_language(client: TestClient) -> None:
    answer = client.get("/fi/ei-mitään")
    assert answer.status_code == 404
    assert "Tätä ei löydy" in answer.text


def test_a_page_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/en/").headers["etag"]
    assert client.get("/en/", headers={"if-none-match": tag}).status_code == 304


def test_a_head_request_is_answered(client: TestClient) -> None:
    assert client.head("/en/").status_code == 200
