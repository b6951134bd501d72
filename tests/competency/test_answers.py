"""The program answers the competency questions as an independent reader of the documents does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from expecting import Expected, answers, is_answered, is_meant

from strategylinks.table import Table

Answered = Callable[[Expected], Table]
ANSWERS = answers()
of_each = pytest.mark.parametrize("expected", ANSWERS, ids=map(str, ANSWERS))


@of_each
def test_rows_that_must_be_there_are(answered: Answered, expected: Expected) -> None:
    table = answered(expected)
    assert not [wanted for wanted in expected.must if not is_answered(wanted, table)]


@of_each
def test_rows_that_must_not_be_there_are_not(answered: Answered, expected: Expected) -> None:
    wrong = [row for row in answered(expected) if any(is_meant(barred, row) for barred in expected.must_not)]
    assert not wrong


@pytest.mark.parametrize("expected", complete := [each for each in ANSWERS if each.complete], ids=map(str, complete))
def test_nothing_else_is_there_where_the_reader_found_all(answered: Answered, expected: Expected) -> None:
    allowed = [*expected.must, *expected.may]
    assert not [row for row in answered(expected) if not any(is_meant(known, row) for known in allowed)]


@of_each
def test_no_row_is_there_twice(answered: Answered, expected: Expected) -> None:
    rows = [tuple(row.values()) for row in answered(expected)]
    assert len(rows) == len(set(rows))
