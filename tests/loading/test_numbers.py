"""Numbers as Finnish reports print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from strategylinks.loading.numbers import magnitude, read_number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("8", "8"),
        ("14,1 %", "14.1"),
        ("-10 252 t. €", "-10252"),
        ("−1,5", "-1.5"),
        ("–2 508", "-2508"),
        ("+0,8", "0.8"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("9 513", "9513"),
        ("4.0", "4.0"),
        ("0", "0"),
        ("274 M€", "274"),
    ],
)
def test_number_that_opens_a_value_is_read(printed, number):
    assert read_number(printed) == Decimal(number)


@pytest.mark.parametrize(
    "printed", ["9.12.2024", "30.6.", "5-10 kpl", "1/2", "2/24 3,39", "", "kpl 3", "3.", "2017: 5", "noin 50", "–"]
)
def test_dates_ranges_fractions_and_words_are_no_numbers(printed):
    assert read_number(printed) is None


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("milj. euroa", 10**6), ("M€", 10**6), ("t. €", 1000), ("1 000 euroa", 1000), ("%", 1), ("", 1), ("htv", 1)],
)
def test_unit_of_measure_says_what_the_number_is_multiplied_by(unit, factor):
    assert magnitude(unit) == factor
