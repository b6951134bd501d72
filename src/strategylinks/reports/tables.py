"""Tab-separated tables: their cells and column headings, rows torn by a page break, printed pieces of a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from strategylinks.errors import WorkspaceError
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Part, Role
from strategylinks.reports.pieces import join_parts, part_of_text

#: How alike a printed heading, marker or status word must be to the layout's, in per cent (rapidfuzz ratio).
LIKENESS = 80
#: How many known headings a row must print at least to be the row of column headings.
LEAST_HEADINGS = 3
#: How many characters beside a gap are looked at, so that reading stays linear.
_SIGHT = 40

_PARAGRAPH = re.compile(r"</?p\b[^<>]*>")
_GAP = re.compile(r"\s{2,}")
_ABBREVIATION = re.compile(r"[^\W\d_]{1,3}\.")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_PAGE_NUMBER = re.compile(r"\d{1,4}(\s*[/(]\s*\d{1,4}\s*\)?)?")

#: Tells whether a gap between two texts parts them.
Parting = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold what one line prints in one cell."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """Hold a printed row, or several that a page break has torn apart, as stretches by role."""

    first: int
    last: int
    cells: Mapping[Role, tuple[Stretch, ...]]
    doubts: tuple[str, ...] = ()

    def text(self, role: Role) -> str:
        """Give all the text of a role."""
        return " ".join(stretch.text for stretch in self.cells.get(role, ()))

    def doubted(self, doubt: str) -> TableRow:
        """Add a doubt about the row."""
        return replace(self, doubts=(*self.doubts, doubt))


@dataclass(frozen=True)
class Headings:
    """Hold the column headings that a layout knows, and the order of columns where no headings are printed.

    The heading ``""`` stands for a first column that has none.
    """

    roles: Mapping[str, Role]
    order: tuple[Role, ...]

    @classmethod
    def of(cls, layout: Layout) -> Headings:
        """Take the headings from a layout; raise WorkspaceError where it names an unknown role."""
        try:
            roles = {fold(heading): Role(role) for heading, role in layout.columns().items()}
            return cls(roles, tuple(map(Role, layout.words("order"))))
        except ValueError as error:
            raise WorkspaceError(str(error), where=layout.path, do=f"Use one of: {', '.join(Role)}.") from error

    def match(self, cells: Sequence[str]) -> tuple[Role, ...] | None:
        """Give the roles of the columns where the cells are column headings; an unknown heading is a text."""
        printed = [heading for cell in cells if (heading := fold(cell))]
        known = [heading for heading in printed if self._role(heading)]
        if len(known) < LEAST_HEADINGS or len(known) * 2 <= len(printed):
            return None
        roles = [self._role(fold(cell)) or Role.TEXT if cell.strip() else Role.TEXT for cell in cells]
        first = self.roles.get("")
        if first and first not in roles:
            roles[: 0 if cells[0].strip() else 1] = [first]
        return tuple(roles)

    def are_printed_in(self, text: str) -> bool:
        """Tell whether a line that has lost its tabs is little else than column headings."""
        rest = text = fold(text)
        for heading in sorted(self.roles, key=len, reverse=True):
            rest = rest.replace(heading, " ", 1) if heading else rest
        return rest.count(" ") >= LEAST_HEADINGS and len(fold(rest)) * 4 < len(text)

    def _role(self, heading: str) -> Role | None:
        if not heading:
            return self.roles.get(heading)
        known = [name for name in self.roles if name]
        best = process.extractOne(heading, known, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        return self.roles[best[0]] if best else None


def join_rows(rows: Sequence[TableRow]) -> TableRow:
    """Make one row of those that a page break has torn apart."""
    cells: dict[Role, list[Stretch]] = {}
    for row in rows:
        for role, stretches in row.cells.items():
            cells.setdefault(role, []).extend(stretches)
    whole = {role: tuple(stretches) for role, stretches in cells.items()}
    doubts = dict.fromkeys(doubt for row in rows for doubt in row.doubts)
    return TableRow(rows[0].first, rows[-1].last, whole, tuple(doubts))


def fold(text: str) -> str:
    """Reduce a text to its letters, in lower case: dates, hyphens and blanks in a heading do not count."""
    return _NOT_LETTERS.sub("", text).casefold()


def is_like(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text is one of the words, damaged or not."""
    folded = map(fold, words)
    return process.extractOne(fold(text), list(folded), scorer=fuzz.ratio, score_cutoff=LIKENESS) is not None


def is_rule(line: str) -> bool:
    """Tell whether a line only draws a line."""
    marks = "".join(line.split())
    return len(marks) > 1 and not marks.strip("-–—_=|")


def is_page_number(line: str) -> bool:
    """Tell whether a line is only the number of a page."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))


def runs_on(left: str, right: str) -> bool:
    """Tell whether a text goes on after a gap: with a lower-case word, or on the other side of a slash."""
    if left.rstrip().endswith("/") or right.startswith("/"):
        return True
    return right[:1].islower() and not _ABBREVIATION.match(right)


def parts_sentence(left: str, right: str) -> bool:
    """Tell whether a gap between two lines parts paragraphs: it does after a full stop only."""
    return not runs_on(left, right) and left.rstrip()[-1:] in tuple(".!?:")


def is_parted(left: str, right: str) -> bool:
    """Tell whether a gap parts two pieces."""
    return not runs_on(left, right)


def has_paragraphs(stretches: Sequence[Stretch]) -> bool:
    """Tell whether a cell is marked up as paragraphs."""
    return any(_PARAGRAPH.search(stretch.text) for stretch in stretches)


def split_pieces(text: str, separator: re.Pattern[str] = _GAP, parted: Parting = is_parted) -> list[str]:
    """Split a text at the separators that part it; the pieces are verbatim."""
    pieces, start = [], 0
    for gap in separator.finditer(text):
        left, right = text[max(start, gap.start() - _SIGHT) : gap.start()], text[gap.end() : gap.end() + _SIGHT]
        if parted(left, right):
            pieces.append(text[start : gap.start()])
            start = gap.end()
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]


def parts_of_stretches(
    stretches: Sequence[Stretch],
    separator: re.Pattern[str] = _GAP,
    parted: Parting = is_parted,
    parted_by_page: Parting = is_parted,
) -> list[Part]:
    """Split a cell into its printed pieces: at paragraph marks, gaps, and page breaks that part it."""
    torn: list[list[Part]] = []
    for stretch in stretches:
        found = [
            part_of_text(piece, stretch.line)
            for paragraph in _PARAGRAPH.split(stretch.text)
            for piece in split_pieces(paragraph.strip(), separator, parted)
        ]
        if torn and found and not parted_by_page(torn[-1][-1].text, found[0].text):
            torn[-1].append(found.pop(0))
        torn += ([part] for part in found)
    return [join_parts(*parts) for parts in torn]


def whole_part(stretches: Sequence[Stretch]) -> Part:
    """Take all stretches of a cell as one piece."""
    return join_parts(*(part_of_text(stretch.text, stretch.line) for stretch in stretches))
