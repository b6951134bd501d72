"""Asking the graph from the command line: questions, SPARQL, explanations, analyses, networks."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import networkx as nx
import pytest

C5 = ("ask", "units-sharing-goal", "--goal", "C5")


def test_without_a_name_all_questions_are_listed_with_what_they_need(cli, five):
    shown = cli("ask", "-w", five)
    assert shown.exit_code == 0
    assert "units-sharing-goal --goal …" in shown.stdout
    assert "Which units share a goal" in shown.stdout


@pytest.mark.parametrize(("language", "title"), [("fi", "Mitkä yksiköt jakavat tavoitteen"), ("sv", "Vilka enheter")])
def test_titles_and_headings_come_in_the_language_asked_for(cli, five, language, title):
    assert title in cli(*C5, "-w", five, "-l", language).stdout


def test_a_question_says_about_itself_what_it_needs_and_answers(cli, five):
    shown = cli("ask", "goals-of-many-units", "--about", "-w", five).stdout
    assert "--minimum" in shown
    assert "integer, 3" in shown


def test_an_answer_says_once_what_is_the_same_in_all_rows_and_hides_iris(cli, five):
    shown = cli(*C5, "-w", five).stdout
    assert shown.count("Panostamme kiertotalouteen") == 1
    assert "https://" not in shown
    assert "2 rows" in shown


def test_answers_come_as_csv_json_and_markdown(cli, five):
    rows = list(csv.DictReader(io.StringIO(cli(*C5, "-w", five, "-f", "csv").stdout)))
    answer = json.loads(cli(*C5, "-w", five, "-f", "json").stdout)
    markdown = cli(*C5, "-w", five, "-f", "markdown").stdout
    assert [row["unit_code"] for row in rows] == [row["unit_code"] for row in answer["rows"]] == ["KYMP", "KH"]
    assert answer["title"] == "Which units share a goal"
    assert answer["version"].startswith("strategylinks ")
    assert markdown.splitlines()[0] == "**Which units share a goal**"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["--report", "2017", "--report=lahti-2022"], {"lahti-2017-h1", "lahti-2022-h1-vitality"}),
        (["--municipality", "Tuusula"], {"tuusula-2021-q3"}),
        (["--municipality", "Lahti", "--report", "2021"], {"lahti-2021-education"}),
    ],
)
def test_several_reports_and_a_municipality_narrow_an_answer(cli, five, given, expected):
    shown = cli("ask", "plan-tree", *given, "-w", five, "-f", "csv")
    assert {row["report"] for row in csv.DictReader(io.StringIO(shown.stdout))} == expected


def test_the_format_follows_from_the_name_of_the_file(cli, five, tmp_path):
    cli(*C5, "-w", five, "-o", tmp_path / "c5.xlsx")
    assert zipfile.is_zipfile(tmp_path / "c5.xlsx")
    refused = cli(*C5, "-w", five, "-o", tmp_path / "c5.what")
    assert refused.exit_code == 2
    assert "Choose one with --format" in refused.stderr
    assert not (tmp_path / "c5.what").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["units-sharing-goals"], "Nearest: units-sharing-goal"),
        (["units-sharing-goal"], "needs 'goal'\nAsk: strategylinks ask units-sharing-goal --goal … [--report …]"),
        (["units-sharing-goal", "--goal", "C55"], "no goal in the graph is called 'C55'\nNearest: "),
        (["units-sharing-goal", "--aim", "C5"], "has no parameter 'aim'\nIt takes: goal, report"),
        (["units-sharing-goal", "--goal"], "--goal stands without a value"),
        (["units-sharing-goal", "C5"], "'C5' stands without a name"),
        (["units-in-flagship", "--flagship", "1"], "'1' names 3 things"),
        (["units-sharing-goal", "--goal", "C5", "--language", "xx"], "'xx' is not one of en, fi, sv"),
        (["units-on", "--day", "soon"], "is not a day such as 2022-06-30"),
    ],
)
def test_a_slip_in_a_question_is_a_kind_error(cli, five, arguments, said):
    shown = cli("ask", *arguments, "-w", five)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr


def test_sparql_is_read_from_the_command_line_a_file_and_standard_input(cli, five, tmp_path):
    query = "PREFIX sl: <https://w3id.org/strategylinks/ontology#> SELECT (COUNT(?g) AS ?goals) { ?g a sl:Goal }"
    (tmp_path / "goals.rq").write_text(query, encoding="utf-8")
    answers = [
        cli("sparql", query, "-w", five, "-f", "csv").stdout,
        cli("sparql", tmp_path / "goals.rq", "-w", five, "-f", "csv").stdout,
        cli("sparql", "-", "-w", five, "-f", "csv", input=query).stdout,
    ]
    assert {"".join(answer.split()) for answer in answers} == {"goals75"}


def test_sparql_answers_yes_or_no_and_triples(cli, five):
    assert cli("sparql", "ASK { ?s ?p ?o }", "-w", five).stdout == "true\n"
    triples = cli("sparql", "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 1", "-w", five).stdout
    assert " a " in triples
    assert triples.startswith("@prefix")
    about = cli("sparql", "DESCRIBE <https://w3id.org/strategylinks/id/lahti/2017/goal/C5>", "-w", five).stdout
    assert '"C5"' in about


def test_sparql_that_is_cut_says_so(cli, five):
    shown = cli("sparql", "SELECT ?s { ?s ?p ?o }", "--rows", "3", "-w", five, "-f", "csv")
    assert shown.exit_code == 1
    assert len(shown.stdout.splitlines()) == 4
    assert "cut at its limit of rows" in shown.stderr


@pytest.mark.parametrize(
    "limit",
    [("--rows", "-1"), ("--rows", "0"), ("--rows", "9" * 30), ("--seconds", "nan"), ("--seconds", "1e300")],
)
def test_a_limit_that_is_none_is_a_kind_error(cli, five, limit):
    shown = cli("sparql", "SELECT ?s { ?s ?p ?o }", *limit, "-w", five)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "is no limit" in shown.stderr


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DROP ALL", "would change the graph"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE asks an outside server"),
        ("SELECT nonsense { }", "SPARQL"),
        ("no-such-file.rq", "neither SPARQL nor a readable file"),
    ],
)
def test_sparql_that_may_not_run_is_a_kind_error(cli, five, query, said):
    shown = cli("sparql", query, "-w", five)
    assert shown.exit_code == 2
    assert said in shown.stderr


def test_an_explanation_leads_down_to_the_report(cli, five):
    asked = ("explain", "id:lahti/2017/goal/C5", "sl:involvesUnit", "id:lahti/unit/KYMP", "-w", five)
    lines = cli(*asked).stdout.splitlines()
    proof = json.loads(cli(*asked, "--json").stdout)
    assert "[rule involves-the-units-of-its-parts]" in lines[0]
    assert lines[-1].endswith("[stated in graph:report/lahti-2017-h1]")
    assert proof["rule"] == "involves-the-units-of-its-parts"
    denied = cli("explain", "id:lahti/2017/goal/C5", "sl:involvesUnit", "id:lahti/unit/SIVI", "-w", five)
    assert denied.exit_code == 2


def test_analyses_are_listed_explained_and_run(cli, five):
    assert "brokers" in cli("analyse", "-w", five).stdout
    assert "--report" in cli("analyse", "brokers", "--about", "-w", five).stdout
    answer = json.loads(cli("analyse", "brokers", "--report", "2017", "-f", "json", "-w", five).stdout)
    assert answer["rows"][0]["code"] == "KH"
    assert "Betweenness" in answer["note"]


def test_networks_are_written_in_the_format_of_the_file(cli, five, tmp_path):
    for name in ("units.gexf", "units.graphml", "units.html", "units.json"):
        done = cli("network", "units", "--report", "2017", "-o", tmp_path / name, "-w", five)
        assert done.exit_code == 0, done.stderr
    assert len(nx.read_graphml(tmp_path / "units.graphml")) >= 4
    assert "<!doctype html>" in (tmp_path / "units.html").read_text(encoding="utf-8")[:50].lower()
    assert cli("network", "units", "-w", five).exit_code == 2


def test_the_workbook_is_one_file(cli, five, tmp_path):
    done = cli("workbook", "-l", "fi", "--report", "2017", "-o", tmp_path / "strategy.xlsx", "-w", five)
    assert done.exit_code == 0, done.stderr
    assert zipfile.is_zipfile(tmp_path / "strategy.xlsx")


def test_candidates_for_the_register_and_open_conditions_are_listed(cli, five):
    words = json.loads(cli("candidates", "-f", "json", "-w", five).stdout)["rows"]
    conditions = json.loads(cli("candidates", "--conditions", "-f", "json", "-w", five).stdout)["rows"]
    assert {"word", "looks", "count", "places", "sentence"} == words[0].keys()
    assert conditions
    assert not {row["word"] for row in words} & {"KELPO", "DigiOne", "LADEC"}


def test_a_server_that_is_not_there_is_a_kind_error(cli, five):
    shown = cli(*C5, "--store", "http://127.0.0.1:9", "-w", five)
    assert shown.exit_code == 2
    assert "cannot be reached" in shown.stderr
