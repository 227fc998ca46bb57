"""What happened: entered once, amended in the open, never overwritten."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from core.days import day_in, last_second
from core.errors import ConflictError, InvalidInputError
from core.ledger import Change, append
from predictions.events import event_with_id
from predictions.forms import Amendment, NewOutcome
from predictions.lifecycle import has_closed
from predictions.models import Event, Outcome

# Who enters the outcomes of a record that is imported.
IMPORTER = "import"


def record_outcome(
    session: Session, now: datetime, actor: str, event_id: int, new: NewOutcome
) -> Outcome:
    """Enter the first outcome of an event.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it has an outcome; that one can be amended.
        InvalidInputError: if the ruling cannot be given yet or has no evidence.
    """
    event = event_with_id(session, event_id)
    if event.outcome is not None:
        raise ConflictError(
            f"event {event_id} has an outcome already ({event.outcome.ruling}); amend it instead"
        )
    return _add(session, now, actor, event, new, reason="")


def amend_outcome(
    session: Session, now: datetime, actor: str, event_id: int, new: Amendment
) -> Outcome:
    """Put a new ruling in the place of the one that counts; both stay on record.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it has no outcome yet, or the same one.
        InvalidInputError: if the ruling cannot be given yet or has no evidence.
    """
    event = event_with_id(session, event_id)
    if event.outcome is None:
        raise ConflictError(f"event {event_id} has no outcome to amend; record one first")
    known_at = known_instant(new.known_at, event.zone, now)
    stands = event.outcome
    if (stands.ruling, stands.known_at, stands.evidence_url, stands.note) == (
        new.ruling,
        known_at,
        new.evidence,
        new.note,
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
    _refuse_early_no(event, new, now)
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
    )
    before = event.outcome.ruling if event.outcome else None
    event.outcomes.append(outcome)
    event.unscored_since = now
    session.flush()
    append(session, now, actor, _change(outcome, before))
    return outcome


def _refuse_early_no(event: Event, new: NewOutcome, now: datetime) -> None:
    if new.ruling != "did_not_occur" or has_closed(event, now):
        return
    if event.deadline is None:
        raise InvalidInputError(
            f"event {event.id} has no deadline, so 'did_not_occur' can never be said of it;"
            " edit the event and set one"
        )
    raise InvalidInputError(
        f"'did_not_occur' cannot be said of event {event.id} before its deadline has passed"
        f" ({event.deadline}, {event.zone}); until then it can still happen"
    )


def _change(outcome: Outcome, before: str | None) -> Change:
    action = "outcome recorded" if before is None else "outcome amended"
    facts = {
        "revision": outcome.revision,
        "ruling": outcome.ruling,
        "known_at": outcome.known_at,
        "evidence": outcome.evidence_url,
        "note": outcome.note,
    }
    if before is not None:
        facts["before"] = before
    return Change(action, f"event/{outcome.event_id}", facts, outcome.reason)
