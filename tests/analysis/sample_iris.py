"""The IRIs of sample.trig."""

from __future__ import annotations

_BASE = "https://example.org/"


def element(name: str) -> str:
    return f"{_BASE}e/{name}"


def unit(name: str) -> str:
    return f"{_BASE}u/{name}"


def linkage(name: str) -> str:
    return f"{_BASE}l/{name}"


action = element
A1, A2, B1, B2, F1, G1, LADEX = map(element, ("A1", "A2", "B1", "B2", "F1", "G1", "LADEX"))
W, X, Y, Z = map(unit, "WXYZ")
