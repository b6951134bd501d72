"""Dates as the graph writes them: a day, a month, a year, or an interval in which something happened."""

from __future__ import annotations

from dataclasses import dataclass

_MONTHS = 12
_DAYS = 31


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold when something happened, in years: ``first`` and ``last`` are the same where the day is known."""

    first: float
    last: float

    @property
    def middle(self) -> float:
        """Give the middle."""
        return (self.first + self.last) / 2

    @property
    def is_exact(self) -> bool:
        """Tell whether it is known to the month."""
        return self.last - self.first <= 1 / _MONTHS + 0.001


def read_span(date: str) -> Span:
    """Read a date or an interval such as "2017-07/2021-12"."""
    opening, _, closing = date.partition("/")
    return Span(_start(opening), _end(closing or opening))


def _numbers(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


def _start(date: str) -> float:
    year, month, day = [*_numbers(date), 1, 1][:3]
    return year + (month - 1 + (day - 1) / _DAYS) / _MONTHS


def _end(date: str) -> float:
    numbers = _numbers(date)
    return _start(date) + {1: 1.0, 2: 1 / _MONTHS, 3: 0.0}[len(numbers)]
