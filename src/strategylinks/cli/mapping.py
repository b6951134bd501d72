"""The commands about what became of elements: proposals, decisions of people, and units over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from strategylinks.alignment.desk import Desk, decided
from strategylinks.alignment.mappings import MappedElement, MappingSet, Outcome, Relation
from strategylinks.alignment.reviewing import Proposed, Settled, pairs, rejected, status_of
from strategylinks.alignment.sssom import read_mappings
from strategylinks.cli import answers
from strategylinks.cli.app import LanguageOption, OutputOption, StoreOption, WorkspaceOption, open_session
from strategylinks.cli.output import progress, tell
from strategylinks.cli.questions import FormatOption
from strategylinks.cli.state import Session
from strategylinks.errors import QueryError
from strategylinks.querying.asking import ask
from strategylinks.table import Column, Table, Value
from strategylinks.views.formats import TableFormat

EarlierArgument = Annotated[str, typer.Argument(help="The earlier report: an id, a plan or a year.")]
LaterArgument = Annotated[str, typer.Argument(help="The later report: an id, a plan or a year.")]
ElementArgument = Annotated[
    str, typer.Argument(help="The earlier element: a code, a name or a piece of it, an IRI; none for a new one.")
]
ContinuationArgument = Annotated[
    str, typer.Argument(help="The later element, named likewise; none where there is none.")
]
ReasonOption = Annotated[str, typer.Option(help="Why, with the words or lines that show it.")]
ReviewerOption = Annotated[
    str, typer.Option(envvar="STRATEGYLINKS_REVIEWER", help="Who decides: a role or an office, no personal name.")
]
LeastOption = Annotated[
    float, typer.Option(min=0, max=1, help="Only candidates that are at least so sure, from 0 to 1.")
]
EmbeddingOption = Annotated[
    bool, typer.Option("--embedding", help="Ask a language model too: strategylinks[embedding], some ten seconds.")
]
#: The keys of a review and what they decide; None passes a candidate by.
_KEYS = {
    "e": Relation.EXACT,
    "c": Relation.CLOSE,
    "b": Relation.BROAD,
    "n": Relation.NARROW,
    "r": Relation.RELATED,
}
_MENU = "e exact, c close, b broader, n narrower, r only related, x reject, s skip, q quit"
_PROPOSED = "Proposed by the program; no person has confirmed any of them."


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Propose, review and look up what became of elements.")
    for command in (status, propose, review, accept, reject):
        group.command()(command)
    app.add_typer(group, name="map")
    app.command()(units)


def status(
    context: typer.Context, form: FormatOption = None, to: OutputOption = None, workspace: WorkspaceOption = None
) -> None:
    """Say which pairs of reports are reviewed, how far, and which are not."""
    session = open_session(context, workspace)
    sets = _sets(session)
    engine = session.engine()
    by_pair = {(one.earlier, one.later): one for one in sets}
    found = [status_of(*pair, by_pair.get(pair), engine) for pair in pairs(engine, sets)]
    rows: list[Mapping[str, Value]] = [
        {
            "earlier": one.earlier,
            "later": one.later,
            "state": one.state,
            "continuations": len(one.one.continuations) if one.one else 0,
            "related": sum(m.outcome is Outcome.RELATED for m in one.one) if one.one else 0,
            "rejected": len(one.one.rejected) if one.one else 0,
            "undecided_earlier": _counts(one.undecided[one.earlier]),
            "undecided_later": _counts(one.undecided[one.later]),
        }
        for one in found
    ]
    _give("status", "How far pairs of reports are reviewed", rows, form, to)


def propose(
    context: typer.Context,
    earlier: EarlierArgument,
    later: LaterArgument,
    least: LeastOption = 0.0,
    embedding: EmbeddingOption = False,
    form: FormatOption = None,
    to: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List candidates that nobody has decided about, element by element; what was rejected is not proposed again."""
    desk = _desk(context, workspace, earlier, later)
    rows = [_proposal(candidate, desk.sides(candidate)) for candidate in _candidates(desk, least, embedding=embedding)]
    _give("candidates", "Candidates for continuations", rows, form, to, _PROPOSED)


def review(
    context: typer.Context,
    earlier: EarlierArgument,
    later: LaterArgument,
    reviewer: ReviewerOption,
    least: LeastOption = 0.0,
    embedding: EmbeddingOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Go through the candidates one by one; every answer is written at once."""
    desk = _desk(context, workspace, earlier, later)
    candidates = _candidates(desk, least, embedding=embedding)
    for number, candidate in enumerate(candidates, 1):
        sides = desk.sides(candidate)
        typer.echo(f"\n{number} of {len(candidates)}, confidence {candidate.confidence:.2f}")
        for mark, report, side in zip(" →", desk.pair, sides, strict=True):
            typer.echo(f"{mark} {report}:{side.lines}  {side.label}")
        typer.echo(f"  {_words(candidate)}")
        key = typer.prompt(_MENU, default="s").strip().lower()[:1]
        if key == "q":
            break
        if key == "x" or key in _KEYS:
            reason = typer.prompt("Why", default=_words(candidate))
            decision = decided(sides, _KEYS.get(key, Relation.CLOSE), reason, reviewer, candidate.confidence)
            _tell_settled(desk.write(rejected(decision) if key == "x" else desk.judged(decision)))


def accept(
    context: typer.Context,
    earlier: EarlierArgument,
    later: LaterArgument,
    element: ElementArgument,
    continuation: ContinuationArgument,
    reason: ReasonOption,
    reviewer: ReviewerOption,
    relation: Annotated[
        Relation,
        typer.Option(help="How the later element relates to the earlier one; relatedMatch is no continuation."),
    ] = Relation.CLOSE,
    outcome: Annotated[
        Outcome | None,
        typer.Option(help="Needed where there is no other element: discontinued, new, not-in-scope or only-here."),
    ] = None,
    confidence: Annotated[float, typer.Option(help="How sure, above 0 up to 1.")] = 0.9,
    workspace: WorkspaceOption = None,
) -> None:
    """Confirm, or change, what became of an element, or that nothing did."""
    desk = _desk(context, workspace, earlier, later)
    _tell_settled(
        desk.accept(
            element,
            continuation,
            reason=reason,
            reviewer=reviewer,
            relation=relation,
            outcome=outcome,
            confidence=confidence,
        )
    )


def reject(
    context: typer.Context,
    earlier: EarlierArgument,
    later: LaterArgument,
    element: ElementArgument,
    continuation: ContinuationArgument,
    reason: ReasonOption,
    reviewer: ReviewerOption,
    workspace: WorkspaceOption = None,
) -> None:
    """Turn a candidate, or a confirmed mapping, down; it is remembered and not proposed again."""
    desk = _desk(context, workspace, earlier, later)
    _tell_settled(desk.reject(element, continuation, reason=reason, reviewer=reviewer))


def units(
    context: typer.Context,
    on: Annotated[str | None, typer.Option("--on", help="List the units that existed on this day: 2022-06-30.")] = None,
    lineage: Annotated[str | None, typer.Option(help="List what became of this unit: KH.")] = None,
    municipality: Annotated[str | None, typer.Option(help="Only units of this municipality: Lahti.")] = None,
    form: FormatOption = None,
    to: OutputOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """List the units of a day, or the successors of a unit, with the lines that say so."""
    if (on is None) == (lineage is None):
        raise QueryError("say a day or a unit", do="Write --on 2022-06-30, or --lineage KH.")
    engine = open_session(context, workspace, store).engine()
    if lineage is not None:
        table = ask("successors-of-unit", engine, unit=f"{municipality}/{lineage}" if municipality else lineage)
    else:
        table = ask("units-on", engine, day=on or "", **({"municipality": municipality} if municipality else {}))
    answers.give_table(table, form, to, language)


def _desk(context: typer.Context, workspace: Path | None, earlier: str, later: str) -> Desk:
    session = open_session(context, workspace)
    # A broken file is said once, not also as what keeps the graph from being built.
    _sets(session)
    return Desk.open(session.workspace, session.engine(), earlier, later)


def _candidates(desk: Desk, least: float, *, embedding: bool) -> Sequence[Proposed]:
    """List the candidates of a desk, and show how far a language model is with reading."""
    if not embedding:
        return desk.proposed(least)
    with progress("Reading …") as tell_progress:
        return desk.proposed(least, embedding=True, tell=tell_progress)


def _tell_settled(settled: Settled) -> None:
    """Say what was written, and what it put an end to."""
    for ended in settled.ended:
        tell(f"“{(ended.earlier or ended.later or MappedElement('')).label}” is no longer “{ended.outcome}”.")
    kind = " ".join(filter(None, [str(settled.mapping.outcome), settled.mapping.cardinality]))
    tell(f"{settled.sheet.path.name}: {kind}")


def _sets(session: Session) -> list[MappingSet]:
    return read_mappings(session.workspace.mappings)


def _words(candidate: Proposed) -> str:
    return "; ".join(str(evidence) for evidence in candidate.evidence)


def _proposal(candidate: Proposed, sides: tuple[MappedElement, MappedElement]) -> dict[str, Value]:
    return {
        "confidence": round(candidate.confidence, 2),
        "name": sides[0].label,
        "lines": sides[0].lines,
        "later_name": sides[1].label,
        "later_lines": sides[1].lines,
        "evidence": _words(candidate),
        "element": candidate.earlier,
        "later_element": candidate.later,
    }


def _counts(levels: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {level}" for level, count in sorted(levels.items()))


def _give(
    name: str,
    title: str,
    rows: Sequence[Mapping[str, Value]],
    form: TableFormat | None,
    to: Path | None,
    note: str = "",
) -> None:
    fields = list(rows[0]) if rows else []
    columns = [Column(one, {"en": one.replace("_", " ")}, is_iri=one.endswith("element")) for one in fields]
    answers.give_table(Table(name, {"en": title}, columns, rows, {"en": note} if note else {}), form, to, "en")
