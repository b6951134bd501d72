"""Account for every element: what became of it, where a new one came from, and what is only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from strategylinks.alignment.mappings import Mapping, Outcome
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Account, Arrival, Cell, Row, Section, Successor, cells, counted
from strategylinks.comparison.reading import Reading

#: What an element is of which nobody has said what became of it.
UNREVIEWED = "unreviewed"
#: The levels in the order of the report, and those that are accounted for even where nobody has reviewed them.
LEVELS = ("goal", "flagship", "action")
_ALWAYS = frozenset({"goal", "flagship"})
_BEFORE, _AFTER = "earlier", "later"


def accounts(pair: Pair) -> list[Account]:
    """Say what became of each earlier element of the levels that are accounted for, in printed order."""
    return [_account(pair, iri) for iri in pair.earlier.of_level(*_levels(pair, pair.earlier, 0))]


def arrivals(pair: Pair) -> list[Arrival]:
    """List the later elements without a confirmed origin, in printed order."""
    continued = {mapping.pair[1] for mapping in pair.continuations}
    every = pair.later.of_level(*_levels(pair, pair.later, 1))
    return [_arrival(pair, iri) for iri in every if iri not in continued]


def account_section(found: Sequence[Account]) -> Section:
    """Lay out the accounts, a row for each successor."""
    rows: list[Row] = []
    for account in found:
        told = {
            "level": Cell(account.level),
            "code": Cell(account.code or None),
            "name": Cell(account.source.words, (account.source,)),
            "outcome": Cell(account.outcome),
            "carried": Cell(", ".join(account.carried) or None),
        }
        rows += [told | _continued(account, successor) for successor in account.successors or (None,)]
    return Section("accounts", rows)


def arrival_section(found: Sequence[Arrival]) -> Section:
    """Lay out the arrivals."""
    return Section(
        "arrivals",
        [
            cells(
                level=arrival.level,
                code=arrival.code or None,
                name=Cell(arrival.source.words, (arrival.source,)),
                outcome=arrival.outcome,
                carried=", ".join(arrival.carried) or None,
                confidence=arrival.confidence,
                reason=arrival.reason or None,
            )
            for arrival in found
        ],
    )


def outcome_section(before: Sequence[Account], after: Sequence[Arrival]) -> Section:
    """Count the outcomes by level: those reviewed, and, apart from them, those that nobody has settled."""
    rows = []
    for side, listed in ((_BEFORE, before), (_AFTER, after)):
        kinds = Counter((LEVELS.index(one.level), one.outcome) for one in listed)
        for level, outcome in sorted(kinds, key=lambda kind: (kind[0], _place(kind[1]))):
            own = [one.source for one in listed if (one.level, one.outcome) == (LEVELS[level], outcome)]
            review = UNREVIEWED if outcome == UNREVIEWED else "reviewed"
            rows.append(cells(side=side, level=LEVELS[level], outcome=outcome, review=review, count=counted(own)))
    return Section("outcomes", rows)


def _levels(pair: Pair, reading: Reading, side: int) -> list[str]:
    """List the levels of a side: goals and flagships always, actions where somebody has settled any."""
    sides = ((m.earlier, m.later)[side] for m in (pair.mappings.accepted if pair.mappings else ()))
    settled = {reading.level(one.iri) for one in sides if one and one.iri in reading.network}
    return [level for level in LEVELS if level in _ALWAYS | settled]


def _decisions(pair: Pair, iri: str, side: int) -> list[Mapping]:
    """List what was settled about an element; what is only related settles nothing."""
    accepted = pair.mappings.accepted if pair.mappings else []
    return [mapping for mapping in accepted if mapping.pair[side] == iri and mapping.outcome is not Outcome.RELATED]


def _account(pair: Pair, iri: str) -> Account:
    decisions = _decisions(pair, iri, 0)
    following = [mapping for mapping in decisions if mapping.is_continuation]
    single = decisions[0] if decisions and not following else None
    return Account(
        source=pair.earlier.source(iri),
        level=pair.earlier.level(iri),
        code=pair.earlier.code(iri),
        outcome=_outcome(decisions),
        carried=pair.earlier.names(pair.earlier.holders(iri)),
        successors=tuple(_successor(pair, mapping) for mapping in following),
        confidence=single.confidence if single else None,
        reason=single.reason if single else "",
    )


def _arrival(pair: Pair, iri: str) -> Arrival:
    decision = next(iter(_decisions(pair, iri, 1)), None)
    return Arrival(
        source=pair.later.source(iri),
        level=pair.later.level(iri),
        code=pair.later.code(iri),
        outcome=str(decision.outcome) if decision else UNREVIEWED,
        carried=pair.later.names(pair.later.holders(iri)),
        confidence=decision.confidence if decision else None,
        reason=decision.reason if decision else "",
    )


def _outcome(decisions: Sequence[Mapping]) -> str:
    """Give the one outcome of an element; one whose continuations were judged differently has been split."""
    judged = {mapping.outcome for mapping in decisions}
    if len(judged) > 1:
        return str(Outcome.SPLIT)
    return str(judged.pop()) if judged else UNREVIEWED


def _successor(pair: Pair, mapping: Mapping) -> Successor:
    iri = str(mapping.pair[1])
    return Successor(
        source=pair.later.source(iri),
        level=pair.later.level(iri),
        code=pair.later.code(iri),
        relation=str(mapping.relation),
        confidence=mapping.confidence,
        reason=mapping.reason,
        reviewer=mapping.reviewer,
        reviewed=mapping.reviewed.isoformat() if mapping.reviewed else "",
        carried=pair.later.names(pair.later.holders(iri)),
    )


def _continued(account: Account, successor: Successor | None) -> dict[str, Cell]:
    if successor is None:
        nothing = dict.fromkeys(("later_level", "later_code", "later_name", "relation", "now"), None)
        return cells(**nothing, confidence=account.confidence, reason=account.reason or None)
    return cells(
        later_level=successor.level,
        later_code=successor.code or None,
        later_name=Cell(successor.source.words, (successor.source,)),
        relation=successor.relation,
        now=", ".join(successor.carried) or None,
        confidence=successor.confidence,
        reason=successor.reason,
    )


def _place(outcome: str) -> int:
    order = [*map(str, Outcome), UNREVIEWED]
    return order.index(outcome)
