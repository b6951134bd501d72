"""Answers on a terminal: no word is broken, what is too wide becomes one block per row."""

from __future__ import annotations

from strategylinks.cli.answers import show_table
from strategylinks.table import Column, Table

LONG = "Kaupunkiorganisaation toimintakulttuurin kehittäminen osallisuutta tukevaksi"


def table(columns: int, rows: int) -> Table:
    names = [f"heading{number}" for number in range(columns)]
    cells = [dict.fromkeys(names, f"{LONG} {row}") for row in range(rows)]
    return Table("made", {"en": "Made"}, [Column(name, {"en": name}) for name in names], cells)


def shown(capsys, made: Table) -> list[str]:
    show_table(made, "en")
    return capsys.readouterr().out.splitlines()


def test_no_word_is_broken_and_no_line_is_too_long(capsys):
    lines = shown(capsys, table(3, 2))
    assert max(map(len, lines)) <= 120
    assert sum(line.count("toimintakulttuurin") for line in lines) == 6


def test_a_table_that_is_too_wide_becomes_one_block_per_row(capsys):
    lines = shown(capsys, table(9, 2))
    assert sum(line.startswith("heading0: ") for line in lines) == 2
    assert lines[-1] == "2 rows"


def test_what_is_the_same_in_all_rows_is_said_once(capsys):
    made = Table("made", {}, [Column("a", {"en": "A"}), Column("b", {"en": "B"})], [{"a": 1, "b": 2}, {"a": 1, "b": 3}])
    assert "A: 1" in shown(capsys, made)


def test_an_empty_answer_says_so(capsys):
    assert shown(capsys, table(2, 0))[-1] == "0 rows"
