"""Two raters: asked for, ruling unseen, and settled into an outcome.

What a rater says stays hidden from everybody until the wish is settled. Meanwhile its hash stands
in the ledger. Two who agree make the outcome; if they do not, a third decides, unseen as well. If
all three differ there is no outcome, and an editor enters one in the open.
"""

import hashlib
import secrets
from datetime import datetime
from itertools import chain

from sqlalchemy.orm import Session

from accounts.directory import name_key
from core.errors import ConflictError
from core.ledger import Change, append
from predictions.changing.holding import standing_event
from predictions.forms import NewOutcome
from predictions.outcomes import known_instant, record_outcome
from predictions.raters.agreement import most_said, result_of
from predictions.raters.forms import Wish
from predictions.raters.models import RaterRuling, SecondRuling
from predictions.raters.wanted import open_wish


def ask(session: Session, now: datetime, actor: str, event_id: int, wish: Wish) -> SecondRuling:
    """Ask for two independent rulings on an event.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it has an outcome, or was asked for already.
    """
    event = standing_event(session, event_id)
    if event.outcome is not None:
        raise ConflictError(f"event {event_id} has an outcome already; it can only be amended")
    if open_wish(session, event_id) is not None:
        raise ConflictError(f"two rulings on event {event_id} are asked for already")
    made = SecondRuling(event_id=event_id, asked_at=now, asked_by=actor, reason=wish.reason)
    session.add(made)
    session.flush()
    append(
        session, now, actor, Change("second ruling asked for", f"event/{event_id}", {}, wish.reason)
    )
    return made


def give(
    session: Session, now: datetime, actor: str, event_id: int, new: NewOutcome
) -> SecondRuling:
    """Take down what a rater says, unseen; with the last that is needed, settle.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if no ruling is wanted, or this person gave one.
        InvalidInputError: if the ruling could not be entered as an outcome.
    """
    event = standing_event(session, event_id)
    wish = _open(session, event_id)
    if name_key(actor) in {ruling.rater_key for ruling in wish.rulings}:
        raise ConflictError(
            f"{actor!r} has ruled on event {event_id} already; the next ruling is somebody else's"
        )
    _try_out(session, now, actor, wish, new)
    # Said of "today", it means now; the day it is settled may be a later one.
    known = known_instant(new.known_at, event.zone, now)
    ruling = _ruling(now, actor, wish, new.model_copy(update={"known_at": known}))
    wish.rulings.append(ruling)
    session.flush()
    facts = {"place": ruling.place, "commitment": ruling.commitment}
    append(session, now, actor, Change("ruling given unseen", f"event/{event_id}", facts))
    if result := result_of([given.ruling for given in wish.rulings]):
        _settle(session, now, actor, wish, result)
    return wish


def withdraw(
    session: Session, now: datetime, actor: str, event_id: int, wish: Wish
) -> SecondRuling:
    """Take the wish back; what was said so far is shown.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if nothing is asked for.
    """
    standing_event(session, event_id)
    found = _open(session, event_id)
    _show(session, now, actor, found, "withdrawn", reason=wish.reason)
    return found


def commitment(nonce: str, given: str) -> str:
    """Return the SHA-256 (hex) that binds a rater to what they said."""
    return hashlib.sha256(f"{nonce}{given}".encode()).hexdigest()


def _open(session: Session, event_id: int) -> SecondRuling:
    found = open_wish(session, event_id)
    if found is None:
        raise ConflictError(f"no second ruling on event {event_id} is asked for; ask for one first")
    return found


def _try_out(
    session: Session, now: datetime, actor: str, wish: SecondRuling, new: NewOutcome
) -> None:
    """Refuse what `record_outcome` would refuse, by entering it and taking that back."""
    attempt = session.begin_nested()
    try:
        wish.settled_at, wish.result = now, "agreed"
        session.flush()
        record_outcome(session, now, actor, wish.event_id, new)
    finally:
        attempt.rollback()


def _ruling(now: datetime, actor: str, wish: SecondRuling, new: NewOutcome) -> RaterRuling:
    nonce, given = secrets.token_hex(16), new.model_dump_json()
    return RaterRuling(
        place=len(wish.rulings) + 1,
        rater=actor,
        rater_key=name_key(actor),
        ruling=new.ruling,
        given=given,
        nonce=nonce,
        commitment=commitment(nonce, given),
        given_at=now,
    )


def _settle(session: Session, now: datetime, actor: str, wish: SecondRuling, result: str) -> None:
    _show(session, now, actor, wish, result)
    if result == "split":
        return
    said = most_said([ruling.ruling for ruling in wish.rulings])
    agreeing = [ruling for ruling in wish.rulings if ruling.ruling == said]
    together = " and ".join(ruling.rater for ruling in agreeing)
    record_outcome(session, now, together, wish.event_id, _together(agreeing))


def _together(agreeing: list[RaterRuling]) -> NewOutcome:
    """One outcome of rulings that agree: known since the earliest, with everybody's notes."""
    forms = sorted(
        (NewOutcome.model_validate_json(ruling.given) for ruling in agreeing),
        key=lambda form: str(form.known_at),
    )
    evidence = list(dict.fromkeys(filter(None, (form.evidence for form in forms))))
    notes = dict.fromkeys(filter(None, (form.note for form in forms)))
    more = [f"See also {address}" for address in evidence[1:]]
    return forms[0].model_copy(
        update={
            "evidence": evidence[0] if evidence else "",
            "note": "\n\n".join(chain(notes, more)),
            # Each was checked against the event as that rater saw it.
            "version": None,
        }
    )


def _show(
    session: Session,
    now: datetime,
    actor: str,
    wish: SecondRuling,
    result: str,
    *,
    reason: str = "",
) -> None:
    wish.settled_at, wish.result = now, result
    session.flush()
    rulings = [
        {
            "place": ruling.place,
            "rater": ruling.rater,
            "given": ruling.given,
            "nonce": ruling.nonce,
            "commitment": ruling.commitment,
        }
        for ruling in wish.rulings
    ]
    facts = {"result": result, "rulings": rulings}
    append(session, now, actor, Change("rulings shown", f"event/{wish.event_id}", facts, reason))
