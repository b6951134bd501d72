"""What a comparison is made of: sections of rows, whose every number knows the rows of the reports behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from strategylinks.table import Texts, Value


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Hold a row of a report that a number counts: where it stands, what it says, and the IRI it was read as."""

    report: str
    first: int
    last: int
    words: str
    iri: str

    @property
    def place(self) -> str:
        """Give the report and the lines, as in "lahti-2017-h1:226-291"."""
        if not self.first:
            return self.report
        return f"{self.report}:{self.first}" + (f"-{self.last}" if self.last > self.first else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold a value and the rows that it opens to; ``texts`` say it by language, where it is words of ours."""

    value: Value
    opens: tuple[Source, ...] = ()
    texts: Texts = field(default_factory=dict)


Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one view of the comparison; its title, headings and explanation come from ``comparison.yaml``.

    ``said`` are sentences about the numbers, each complete in every language.
    """

    name: str
    rows: Sequence[Row]
    said: Sequence[Texts] = ()

    def row(self, **wanted: Value) -> Row:
        """Find the first row with some values; raise LookupError where there is none."""
        for row in self.rows:
            if all(row[name].value == value for name, value in wanted.items()):
                return row
        raise LookupError(wanted)


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of the two reports; ``scope`` says in English what it covers, ``scopes`` in every language known."""

    report: str
    title: str
    plan: str
    municipality: str
    scope: str = ""
    start: str = ""
    end: str = ""
    scopes: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """Hold who has settled the pair and when; ``decisions`` is 0 where nobody has."""

    decisions: int = 0
    rejected: int = 0
    reviewers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    file: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Tell whether a person has settled anything about the pair."""
        return self.decisions > 0


@dataclass(frozen=True, slots=True)
class Successor:
    """Hold a confirmed continuation: the later element, as what it goes on, who carries it, who says so and why."""

    source: Source
    level: str
    code: str
    relation: str
    confidence: float
    reason: str
    reviewer: str
    reviewed: str
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Hold what became of an element; ``outcome`` is "unreviewed" where nobody has said.

    ``reason`` and ``confidence`` are those of the decision where nothing follows.
    """

    source: Source
    level: str
    code: str
    outcome: str
    carried: tuple[str, ...] = ()
    successors: tuple[Successor, ...] = ()
    confidence: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Hold a later element without a confirmed origin: new, beyond what the earlier report shows, or unreviewed."""

    source: Source
    level: str
    code: str
    outcome: str
    carried: tuple[str, ...] = ()
    confidence: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold everything that differs between two reports; what is only proposed stands in its own section."""

    earlier: Side
    later: Side
    review: Review
    accounts: Sequence[Account]
    arrivals: Sequence[Arrival]
    sections: Sequence[Section]
    said: Sequence[Texts] = field(default_factory=tuple)

    def section(self, name: str) -> Section:
        """Find a section by its name; raise LookupError where there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        raise LookupError(name)


def cells(**values: Value | Cell) -> dict[str, Cell]:
    """Make a row; a plain value opens to nothing."""
    return {name: value if isinstance(value, Cell) else Cell(value) for name, value in values.items()}


def counted(sources: Iterable[Source]) -> Cell:
    """Count rows, each once."""
    distinct = tuple(sorted(set(sources)))
    return Cell(len(distinct), distinct)


def share(part: float, whole: float) -> float | None:
    """Divide, to four digits; None where there is nothing to divide by."""
    return round(part / whole, 4) if whole else None
