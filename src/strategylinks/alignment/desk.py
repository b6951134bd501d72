"""Review a pair of reports: see what is proposed, and accept or reject it; every decision is written at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from strategylinks.alignment.mappings import MappedElement, Mapping, MappingSet, Outcome, Relation
from strategylinks.alignment.naming import describe_element, find_element, find_pair, open_sheet, succeed_each_other
from strategylinks.alignment.reviewing import Proposed, Settled, accepted, open_candidates, rejected, settle
from strategylinks.alignment.sssom import read_mappings, write_sheet
from strategylinks.engines.engine import Engine
from strategylinks.errors import QueryError
from strategylinks.workspace import Workspace

if TYPE_CHECKING:
    from strategylinks.alignment.meanings import Told

#: The least confidence that is written: what a computation thinks unlikely, a person can still confirm or reject.
_LEAST = 0.01
#: Two elements, or one that has nothing on the other side.
Sides = tuple[MappedElement | None, MappedElement | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what a reviewer works on: a workspace, its graph, and a pair of reports by their catalogue ids.

    The graph shows a decision after the next build.
    """

    workspace: Workspace
    engine: Engine
    pair: tuple[str, str]

    @classmethod
    def open(cls, workspace: Workspace, engine: Engine, earlier: str, later: str) -> Desk:
        """Find the two reports that a person names; raise NotInGraphError where a text names none, or several."""
        return cls(workspace, engine, find_pair(engine, earlier, later))

    @property
    def mappings(self) -> MappingSet | None:
        """Read what is settled about the pair, None where nobody has begun."""
        return next(
            (one for one in read_mappings(self.workspace.mappings) if (one.earlier, one.later) == self.pair), None
        )

    def proposed(self, least: float = 0.0, *, embedding: bool = False, tell: Told | None = None) -> list[Proposed]:
        """List the candidates that nobody has decided about and that are sure enough, with evidence in words.

        ``embedding`` asks a language model too, and raises StrategyLinksError where that is not installed; ``tell`` is
        told how many texts there are, and how many of them it has read.
        """
        # What candidates need is loaded only when somebody asks for them.
        from strategylinks.alignment.candidates import align

        one = self.mappings
        pairs = (mapping.pair for mapping in one.rejected) if one else ()
        turned_down = [(before, after) for before, after in pairs if before and after]
        candidates = align(self.engine, *self.pair, rejected=turned_down, embedding=embedding, tell=tell)
        found = open_candidates(one, candidates)
        return [candidate for candidate in found if candidate.confidence >= least]

    def sides(self, candidate: Proposed) -> tuple[MappedElement, MappedElement]:
        """Describe the two elements of a candidate."""
        return (
            describe_element(self.engine, self.pair[0], candidate.earlier),
            describe_element(self.engine, self.pair[1], candidate.later),
        )

    def find(self, element: str, continuation: str) -> Sides:
        """Find the two elements that a reviewer names by code, name, piece of a name or IRI; "none" is none."""
        return find_element(self.engine, self.pair[0], element), find_element(self.engine, self.pair[1], continuation)

    def accept(
        self,
        element: str,
        continuation: str,
        *,
        reason: str,
        reviewer: str,
        relation: Relation = Relation.CLOSE,
        outcome: Outcome | None = None,
        confidence: float = 0.9,
    ) -> Settled:
        """Confirm, or change, what became of an element, or that nothing did, and write it.

        Raise QueryError where one side is "none" and there is no ``outcome``; MappingError where the decision is
        malformed or contradicts another one, and where the file cannot be written.
        """
        sides = self.find(element, continuation)
        if outcome is None and None in sides:
            raise QueryError(
                "an element without a counterpart needs an outcome",
                do="Say --outcome discontinued, new, not-in-scope or only-here.",
            )
        decision = decided(sides, Relation.EXACT if None in sides else relation, reason, reviewer, confidence)
        return self.write(replace(decision, outcome=outcome) if outcome else self.judged(decision))

    def reject(self, element: str, continuation: str, *, reason: str, reviewer: str) -> Settled:
        """Turn a candidate, or a confirmed mapping, down, and write it; it is not proposed again."""
        return self.write(rejected(decided(self.find(element, continuation), Relation.CLOSE, reason, reviewer, 1.0)))

    def judged(self, decision: Mapping) -> Mapping:
        """Give an accepted decision the outcome that its relation makes it."""
        return accepted(decision, is_succession=succeed_each_other(self.engine, self.pair))

    def write(self, decision: Mapping) -> Settled:
        """Write a decision into the file of the pair, in one step; raise QueryError where it says no reviewer."""
        if not decision.reviewer:
            raise QueryError("the decision says no reviewer", do="Say who decides: a role or an office.")
        settled = settle(open_sheet(self.workspace, self.engine, *self.pair), decision)
        write_sheet(settled.sheet)
        return settled


def decided(sides: Sides, relation: Relation, reason: str, reviewer: str, confidence: float) -> Mapping:
    """Make a decision of today; its outcome is still to be judged."""
    today = datetime.now(tz=UTC).date()
    sure = max(round(confidence, 2), _LEAST) if confidence > 0 else confidence
    return Mapping(*sides, relation, Outcome.RENAMED, sure, reason.strip(), reviewer.strip(), today)
