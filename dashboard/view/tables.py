"""PURE. What pages show, as tables for spreadsheets: a heading and rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.view.words import PhraseRow
from predictions.views import CommentaryRow, EventView
from scoring.views import Call, Comparison, Standings

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, and rows as wide as they; `name` is that of the file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def standings_table(standings: Standings) -> Table:
    """Return everybody's standing, in the order of the page."""
    columns = (
        "pundit", "name", "rank", "group", "scored", "mean_brier", "brier_index", "index_low",
        "index_high", "skill_against_50", "skill_against_base_rate", "bias", "held",
    )  # fmt: skip
    rows = tuple(
        (
            s.pundit.slug, s.pundit.name, s.rank, s.group, s.n, s.mean_brier, s.brier_index,
            s.index_low, s.index_high, s.skill, s.skill_base_rate, s.bias, s.held,
        )
        for s in standings.rows
    )  # fmt: skip
    return Table("standings", columns, rows)


def calls_table(name: str, calls: Iterable[Call]) -> Table:
    """Return predictions with what became of them."""
    columns = (
        "prediction", "pundit", "name", "event", "claim", "deadline", "zone", "said_on",
        "publication", "quote", "probability", "low", "high", "basis", "phrase", "ruling", "brier",
        "brier_low", "brier_high", "counts", "in_standings", "why_not_scored", "commentary",
    )  # fmt: skip
    return Table(name, columns, tuple(_call(call) for call in calls))


def comparison_table(found: Comparison) -> Table:
    """Return the events that two pundits share."""
    columns = ("event", "claim", "occurred", "a", "b", "a_brier", "b_brier", "difference")
    rows = tuple(
        (
            e.event_id, e.claim, e.occurred, e.a_probability, e.b_probability, e.a_brier,
            e.b_brier, e.a_brier - e.b_brier,
        )
        for e in found.events
    )  # fmt: skip
    return Table(f"{found.a.slug}-{found.b.slug}", columns, rows)


def events_table(name: str, events: Iterable[EventView]) -> Table:
    """Return events with the ruling that counts."""
    columns = (
        "event", "claim", "criteria", "condition", "topic", "deadline", "zone", "deadline_basis",
        "stage", "ruling", "known_at", "evidence", "recorded_at",
    )  # fmt: skip
    return Table(name, columns, tuple(_event(event) for event in events))


def corrections_table(events: Iterable[EventView]) -> Table:
    """Return every ruling of events whose outcome was amended, oldest first."""
    columns = ("event", "claim", "revision", "ruling", "known_at", "evidence", "note", "reason",
               "recorded_at", "recorded_by")  # fmt: skip
    rows = tuple(
        (
            e.id, e.claim, o.revision, o.ruling, o.known_at, o.evidence_url, o.note, o.reason,
            o.recorded_at, o.recorded_by,
        )
        for e in events
        for o in e.outcomes
    )  # fmt: skip
    return Table("corrections", columns, rows)


def commentaries_table(rows: Iterable[CommentaryRow]) -> Table:
    """Return commentary in the order of the page."""
    columns = ("commentary", "pundit", "name", "publication", "title", "said_on", "predictions",
               "waiting")  # fmt: skip
    return Table(
        "commentaries",
        columns,
        tuple(
            (r.id, r.pundit.slug, r.pundit.name, r.publication, r.title, r.said_on, r.predictions,
             r.waiting)
            for r in rows
        ),
    )  # fmt: skip


def words_table(version: str, rows: Iterable[PhraseRow]) -> Table:
    """Return the lexicon."""
    columns = ("phrase", "low", "middle", "high", "source", "readers", "note")
    found = (row.entry for row in rows)
    return Table(
        f"words-{version}",
        columns,
        tuple((e.phrase, e.low, e.probability, e.high, e.source, e.n, e.note) for e in found),
    )


def _call(call: Call) -> tuple[Cell, ...]:
    said, event, score = call.prediction, call.event, call.score
    quote = said.quote if said.quoted else None  # else it is a sentence of ours
    return (
        said.id, said.pundit.slug, said.pundit.name, event.id, event.claim, event.deadline,
        event.zone, said.said_on, said.publication, quote, said.probability, said.low,
        said.high, said.basis, said.phrase, event.outcome.ruling if event.outcome else None,
        *_score(call), call.why_not_scored if score is None else None, said.commentary_id,
    )  # fmt: skip


def _score(call: Call) -> Iterator[Cell]:
    score = call.score
    if score is None:
        return iter((None,) * 5)
    return iter((score.brier, score.brier_low, score.brier_high, score.counts, score.in_standings))


def _event(event: EventView) -> tuple[Cell, ...]:
    outcome = event.outcome
    ruled = (
        (outcome.ruling, outcome.known_at, outcome.evidence_url, outcome.recorded_at)
        if (outcome)
        else (None,) * 4
    )
    return (
        event.id, event.claim, event.criteria, event.condition, event.topic, event.deadline,
        event.zone, event.deadline_basis, str(event.stage), *ruled,
    )  # fmt: skip
