"""What happened: entered once, amended in the open, never overwritten."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from core.days import day_in, last_second
from core.errors import ConflictError, InvalidInputError
from core.ledger import Change, append
from predictions.changing.holding import scores_follow, standing_event
from predictions.facts import outcome_facts
from predictions.forms import Amendment, NewOutcome
from predictions.lifecycle import has_closed
from predictions.models import Event, Outcome
from predictions.raters.wanted import refuse_ruling_alone

# What nobody can know before the last day is over.
NOT_EARLY = ("did_not_occur", "ambiguous")
# Who enters the outcomes of a record that is imported.
IMPORTER = "import"


def record_outcome(
    session: Session, now: datetime, actor: str, event_id: int, new: NewOutcome
) -> Outcome:
    """Enter the first outcome of an event.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it has an outcome, which can be amended; or two raters are wanted; or
            it was merged, or changed since the editor saw it.
        InvalidInputError: if the ruling cannot be given yet or has no evidence.
    """
    event = standing_event(session, event_id, new.version)
    if event.outcome is not None:
        raise ConflictError(
            f"event {event_id} has an outcome already ({event.outcome.ruling}); amend it instead"
        )
    refuse_ruling_alone(session, event_id)
    return _add(session, now, actor, event, new, reason="")


def amend_outcome(
    session: Session, now: datetime, actor: str, event_id: int, new: Amendment
) -> Outcome:
    """Put a new ruling in the place of the one that counts; both stay on record.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it has no outcome yet, or the same one; or it was merged, or changed
            since the editor saw it.
        InvalidInputError: if the ruling cannot be given yet or has no evidence.
    """
    event = standing_event(session, event_id, new.version)
    if event.outcome is None:
        raise ConflictError(f"event {event_id} has no outcome to amend; record one first")
    known_at = known_instant(new.known_at, event.zone, now)
    stands = event.outcome
    said = (new.ruling, known_at, new.evidence, new.note, new.condition_occurred)
    if said == (
        stands.ruling,
        stands.known_at,
        stands.evidence_url,
        stands.note,
        stands.condition_occurred,
    ):
        raise ConflictError(f"event {event_id} already says just that; nothing was changed")
    return _add(session, now, actor, event, new, reason=new.reason)


def known_instant(known: date | datetime, zone: str, now: datetime) -> datetime:
    """Return when an outcome became known: a bare day means its last second, or now if still on.

    Raises:
        InvalidInputError: if it lies in the future.
    """
    if isinstance(known, datetime):
        instant = known
    elif known == day_in(now, zone):
        instant = now
    else:
        instant = last_second(known, zone)
    if instant > now:
        raise InvalidInputError(f"known_at {known} has not come yet")
    return instant


def _add(
    session: Session, now: datetime, actor: str, event: Event, new: NewOutcome, *, reason: str
) -> Outcome:
    _refuse_early(event, new, now)
    _refuse_without_condition(event, new)
    if not (new.evidence or new.note):
        raise InvalidInputError(
            f"the outcome {new.ruling!r} needs evidence: the address of a page that shows it,"
            " or a note"
        )
    outcome = Outcome(
        event_id=event.id,
        revision=len(event.outcomes) + 1,
        ruling=new.ruling,
        known_at=known_instant(new.known_at, event.zone, now),
        evidence_url=new.evidence,
        note=new.note,
        reason=reason,
        recorded_at=now,
        recorded_by=actor,
        condition_occurred=new.condition_occurred,
    )
    before = event.outcome.ruling if event.outcome else None
    event.outcomes.append(outcome)
    event.version += 1
    scores_follow(now, event)
    session.flush()
    append(session, now, actor, _change(outcome, before))
    return outcome


def _refuse_early(event: Event, new: NewOutcome, now: datetime) -> None:
    """Until the deadline has passed, only that it occurred can be known, or that it never counts.

    Raises:
        InvalidInputError: saying what can be done instead.
    """
    if new.ruling not in NOT_EARLY or has_closed(event, now):
        return
    if event.deadline is None:
        raise InvalidInputError(
            f"event {event.id} has no deadline, so {new.ruling!r} can never be said of it;"
            " edit the event and set one"
        )
    raise InvalidInputError(
        f"{new.ruling!r} cannot be said of event {event.id} before its deadline has passed"
        f" ({event.deadline}, {event.zone}); until then it can still happen"
    )


def _refuse_without_condition(event: Event, new: NewOutcome) -> None:
    """Only where its condition came about does an event say anything about who foresaw it.

    Raises:
        InvalidInputError: saying what the editor has to say of the condition.
    """
    if not event.condition:
        if new.condition_occurred is not None:
            raise InvalidInputError(
                f"condition_occurred {new.condition_occurred}: event {event.id} has no condition;"
                " leave it out"
            )
    elif new.ruling != "annulled" and not new.condition_occurred:
        raise InvalidInputError(
            f"event {event.id} was forecast on the condition {event.condition!r}. Say that it"
            " occurred (condition_occurred: true, or --condition-occurred) to enter"
            f" {new.ruling!r}; if it did not, the ruling is 'annulled'"
        )


def _change(outcome: Outcome, before: str | None) -> Change:
    action = "outcome recorded" if before is None else "outcome amended"
    facts = outcome_facts(outcome) | ({} if before is None else {"before": before})
    return Change(action, f"event/{outcome.event_id}", facts, outcome.reason)
