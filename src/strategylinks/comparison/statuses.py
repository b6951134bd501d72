"""Compare the statuses: stated, inferred and missing ones apart; and what was left unfinished without a successor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Account, Cell, Row, Section, Source, cells, counted, share
from strategylinks.comparison.reading import NONE, STATED, Reading

_DONE = "achieved"
#: What says that an element has no successor: reviewed, and apart from each other.
_WITHOUT = ("discontinued", "not-in-scope")
_LEVELS = ("goal", "flagship", "action")
_SOURCES = (STATED, "inferred", NONE)
_Kind = tuple[str, str, str]


def status_section(pair: Pair) -> Section:
    """Count the statuses of each level by where they come from; a share is of the level and that source."""
    before, after = _mix(pair.earlier), _mix(pair.later)
    kinds = sorted(before.keys() | after.keys(), key=lambda k: (_LEVELS.index(k[0]), _SOURCES.index(k[1]), k[2]))
    rows = []
    for level, source, status in kinds:
        row = {"level": Cell(level), "source": Cell(source), "status": Cell(status or None)}
        for name, mix in (("earlier", before), ("later", after)):
            own = mix.get((level, source, status), [])
            whole = sum(len(found) for kind, found in mix.items() if kind[:2] == (level, source))
            row |= {name: counted(own), f"{name}_share": Cell(share(len(own), whole))}
        rows.append(row)
    return Section("statuses", rows)


def unfinished_section(pair: Pair, accounts: Sequence[Account]) -> Section:
    """List what the earlier report calls unfinished and what, by review, does not go on; beyond the scope apart."""
    ending = [account for account in accounts if account.outcome in _WITHOUT]
    ending.sort(key=lambda account: _WITHOUT.index(account.outcome))
    rows = [row for account in ending if (row := _unfinished(pair.earlier, account))]
    return Section("unfinished", rows)


def _mix(side: Reading) -> dict[_Kind, list[Source]]:
    """Sort the elements by level, source of the status, and status; a level without any status counts for actions."""
    rated = {side.level(iri) for iri in side.statuses} | {"action"}
    found: dict[_Kind, list[Source]] = defaultdict(list)
    for level in _LEVELS:
        for iri in side.of_level(level) if level in rated else ():
            status = side.statuses.get(iri)
            kind = (level, status.source, status.common) if status else (level, NONE, "")
            found[kind].append(side.source(iri))
    return found


def _unfinished(side: Reading, account: Account) -> Row | None:
    iri = account.source.iri
    known = [part for part in side.parts(iri) if side.is_known(part) and part != iri and side.level(part) == "action"]
    still_open = [part for part in known if side.statuses[part].common != _DONE]
    own = side.statuses[iri] if side.is_known(iri) else None
    if not still_open and (own is None or own.common == _DONE):
        return None
    return cells(
        outcome=account.outcome,
        level=account.level,
        code=account.code or None,
        name=Cell(account.source.words, (account.source,)),
        status=Cell(own.common, (side.source(iri, own.written),)) if own else Cell(None),
        source=own.source if own else None,
        unfinished=counted(map(side.source, still_open)),
        actions=counted(map(side.source, known)),
        carried=", ".join(account.carried) or None,
        reason=account.reason or None,
    )
