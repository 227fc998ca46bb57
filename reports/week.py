"""PURE. From what was gathered to one week as the readers of one scope see it."""

from collections.abc import Iterator

from core.days import day_in
from predictions.disputes.views import ReplyView
from predictions.views import EventView, PredictionView
from reports.gathered import Material
from reports.model import Table, Week
from reports.parts import Correction, DecidedCall, DueEvent, Movement, Reply, Said, UnscoredEvent
from reports.schedule import period_of
from reports.scope import Scope
from reports.standing_rows import standing_row
from scoring.views import Call, DecidedEvent

RESTATED = "an earlier call of the same pundit on this event counts"
NO_CALLS = "Nobody's call on it is on record."


def week_of(material: Material, scope: Scope, zone: str) -> Week:
    """Return the part of the week that a scope is about, for readers in `zone`."""
    decided = [(each, _calls_of(each, scope)) for each in material.decided]
    about = [(each, calls) for each, calls in decided if calls or not scope.pundits]
    names = {row.pundit.slug: row.pundit.name for row in material.standings.rows}
    return Week(
        period=period_of(material.end, zone),
        covers_from=material.start,
        covers_to=material.end,
        zone=zone,
        calls=tuple(call for each, calls in about for call in _scored(each, calls)),
        unscored=tuple(line for each, calls in about for line in _unscored(each, calls)),
        due=_due(material, scope),
        overdue=material.overdue if scope == Scope() else 0,
        corrections=tuple(
            _correction(each.event, material)
            for each in material.amended
            if not scope.pundits or _calls_of(each, scope)
        ),
        replies=tuple(
            _reply(given)
            for given in material.replies
            if not scope.pundits or given.pundit.slug in scope.pundits
        ),
        standings=_table(material, scope),
        ledger_head=material.ledger_head,
        movement=_movement(material, scope),
        label=scope.label(names),
        about="" if scope == Scope() else scope.told(names),
    )


def _calls_of(decided: DecidedEvent, scope: Scope) -> list[Call]:
    return [call for call in decided.calls if _is_about(call.prediction, scope)]


def _is_about(prediction: PredictionView, scope: Scope) -> bool:
    return not scope.pundits or prediction.pundit.slug in scope.pundits


def _scored(decided: DecidedEvent, calls: list[Call]) -> Iterator[DecidedCall]:
    outcome = decided.event.outcome
    for call in calls:
        if outcome is None or _why_not(call):
            continue
        yield DecidedCall(
            said=_said(call.prediction),
            event_id=decided.event.id,
            claim=_claim(decided.event),
            occurred=outcome.ruling == "occurred",
            known_on=day_in(outcome.known_at, decided.event.zone),
            brier=call.score.brier if call.score else None,
            in_standings=call.score.in_standings if call.score else False,
        )


def _unscored(decided: DecidedEvent, calls: list[Call]) -> Iterator[UnscoredEvent]:
    reasons = [why for call in calls if (why := _why_not(call))]
    for why in sorted(set(reasons)):
        yield UnscoredEvent(decided.event.id, _claim(decided.event), reasons.count(why), f"{why}.")
    if not calls:
        yield UnscoredEvent(decided.event.id, _claim(decided.event), 0, NO_CALLS)


def _why_not(call: Call) -> str:
    if call.score is not None and not call.score.counts:
        return RESTATED
    return call.why_not_scored


def _due(material: Material, scope: Scope) -> tuple[DueEvent, ...]:
    listed = (
        (event, tuple(_said(view) for view in said if _is_about(view, scope)))
        for event, said in material.due
    )
    return tuple(
        DueEvent(event.id, _claim(event), event.deadline, event.zone, said)
        for event, said in listed
        if event.deadline is not None and (said or not scope.pundits)
    )


def _correction(event: EventView, material: Material) -> Correction:
    first, *later = event.outcomes
    stood = [outcome for outcome in event.outcomes if outcome.recorded_at <= material.start]
    before = stood[-1] if stood else first
    latest = later[-1]
    return Correction(event.id, _claim(event), before.ruling, latest.ruling, latest.reason)


def _reply(given: ReplyView) -> Reply:
    return Reply(given.event_id, given.claim, given.pundit.name, given.text)


def _table(material: Material, scope: Scope) -> Table:
    found = material.standings
    return Table(
        rows=tuple(standing_row(row) for row in found.rows),
        minimum=found.minimum,
        level=found.level,
        followed=tuple(standing_row(row) for row in found.rows if row.pundit.slug in scope.pundits),
    )


def _movement(material: Material, scope: Scope) -> Movement | None:
    found = material.movement
    if found is None or not scope.pundits:
        return found
    theirs = {row.pundit for row in _table(material, scope).followed}
    movers = tuple(mover for mover in found.movers if mover.now.pundit in theirs)
    return Movement(found.since, movers, found.tested, found.level)


def _said(view: PredictionView) -> Said:
    return Said(
        pundit=view.pundit.name,
        said_on=view.said_on,
        quote=view.quote,
        quoted=view.quoted,
        phrase=view.phrase,
        basis=view.basis,
        probability=view.probability,
        low=view.low,
        high=view.high,
    )


def _claim(event: EventView) -> str:
    # A conditional claim means something else without its condition.
    return f"{event.claim} [on condition: {event.condition}]" if event.condition else event.claim
