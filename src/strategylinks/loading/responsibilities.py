"""Who answers for an element: unit labels, section headings and posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategylinks.loading.keys import slug
from strategylinks.loading.sources import certainty_of, spans_of
from strategylinks.model import Responsibility
from strategylinks.organisation import Organisation, UnitMention
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Role, Row

_BRACKET = re.compile(r"\(([^()]+)\)")


def read_responsibilities(
    row: Row, layout: Layout, organisation: Organisation, section: Row | None
) -> tuple[Responsibility, ...]:
    """Read the units and posts of a row; a row without a unit takes the unit of its section heading."""
    holder = row if row.cell(Role.UNIT) or section is None else section
    cell = holder.cell(Role.UNIT)
    mentions: Sequence[UnitMention] = ()
    if cell is not None:
        mentions = section_units(cell.text, organisation) if holder is section else organisation.mentions(cell.text)
    role, role_as_written = _role(row, layout)
    units = [_unit(mention, holder, cell, role, role_as_written) for mention in _each_once(mentions)]
    return (*units, *_posts(row, organisation))


def section_units(heading: str, organisation: Organisation) -> tuple[UnitMention, ...]:
    """Read the unit that a section heading names: the one in brackets where it is known, else the whole."""
    for bracketed in _BRACKET.findall(heading):
        unit = organisation.find_unit(bracketed)
        if unit:
            return (UnitMention(heading, unit),)
    bare = _BRACKET.sub("", heading).strip()
    return (UnitMention(bare, organisation.find_unit(bare)),)


def _each_once(mentions: Sequence[UnitMention]) -> list[UnitMention]:
    return list({mention.abbreviation: mention for mention in reversed(mentions)}.values())[::-1]


def _unit(mention: UnitMention, row: Row, cell: Cell | None, role: str, role_as_written: str) -> Responsibility:
    return Responsibility(
        holder=mention.abbreviation,
        is_post=False,
        is_known=mention.unit is not None,
        as_written=mention.as_written,
        role=role,
        role_as_written=role_as_written,
        sources=spans_of(cell),
        certainty=certainty_of(row, cell),
    )


def _posts(row: Row, organisation: Organisation) -> list[Responsibility]:
    cell = row.cell(Role.RESPONSIBLE)
    if cell is None or not cell.text:
        return []
    post = organisation.find_post(cell.text)
    return [
        Responsibility(
            holder=post.id if post else slug(cell.text),
            is_post=True,
            is_known=post is not None,
            as_written=cell.text,
            sources=spans_of(cell),
            certainty=certainty_of(row, cell),
        )
    ]


def _role(row: Row, layout: Layout) -> tuple[str, str]:
    """Read the role from the words that an action's name opens with, as the layout file lists them."""
    name = row.text(Role.NAME).casefold()
    for role, openings in layout.settings.get("roles", {}).items():
        for words in openings:
            at = name.find(words.casefold())
            if at == 0 or (at > 0 and name[:at].rstrip().endswith(".")):
                return role, row.text(Role.NAME)[at : at + len(words)]
    return "responsible", ""
