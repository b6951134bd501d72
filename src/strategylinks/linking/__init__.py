"""Linkages of one report: which units, elements and named things depend on each other, and what shows it."""

from strategylinks.linking.linkages import (
    End,
    EndKind,
    Ground,
    Linkage,
    LinkageKind,
    Linked,
    Mention,
    Sign,
)
from strategylinks.linking.linker import Linker

__all__ = ["End", "EndKind", "Ground", "Linkage", "LinkageKind", "Linked", "Linker", "Mention", "Sign"]
