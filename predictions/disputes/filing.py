"""Filing disputes, answering them, and replying: all of it in the ledger."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.directory import account_called
from accounts.limits import Limit, spend
from accounts.models import Account
from accounts.people import Person
from core.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from core.ledger import Change, append
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.disputes.models import Dispute, Reply
from predictions.disputes.views import OF_A_PREDICTION
from predictions.models import Event, Prediction
from predictions.queries import pundit_with_slug

DAY = timedelta(days=1)
DISPUTES = Limit("dispute", 5, DAY)
REPLIES = Limit("reply", 20, DAY)


def file_dispute(
    session: Session, now: datetime, person: Person, event_id: int, new: NewDispute
) -> Dispute:
    """File a dispute about an event, its outcome or one of its predictions.

    Raises:
        ForbiddenError: if the person neither represents a pundit nor has a confirmed address.
        NotFoundError: if there is no such event.
        InvalidInputError: if what is disputed is not there.
        TooManyError: after five in a day.
    """
    account_id = _account_of(person)
    event = _event(session, event_id)
    prediction = _disputed(session, event, new)
    spend(session, now, DISPUTES, str(account_id))
    dispute = Dispute(
        event_id=event_id,
        prediction_id=prediction.id if prediction else None,
        about=new.about,
        text=new.text,
        filed_at=now,
        filed_by=person.name,
        account_id=account_id,
        speaks_for_id=person.represents,
    )
    session.add(dispute)
    session.flush()
    facts = {
        "dispute": dispute.id,
        "prediction": dispute.prediction_id,
        "about": new.about,
        "text": new.text,
        "speaks_for": person.represents,
    }
    append(session, now, person.name, Change("dispute filed", f"event/{event_id}", facts))
    return dispute


def answer_dispute(
    session: Session, now: datetime, actor: str, dispute_id: int, answer: Answer
) -> Dispute:
    """Answer a dispute, once. One that is upheld is followed by the editor's correction.

    Raises:
        NotFoundError: if there is no such dispute.
        ConflictError: if it is answered, or this person filed it.
    """
    query = select(Dispute).where(Dispute.id == dispute_id).with_for_update()
    dispute = session.scalars(query).first()
    if dispute is None:
        raise NotFoundError(f"there is no dispute {dispute_id}")
    if dispute.answered_at is not None:
        raise ConflictError(f"dispute {dispute_id} was answered already, by {dispute.answered_by}")
    if dispute.filed_by == actor:
        raise ConflictError(f"{actor!r} filed dispute {dispute_id}; somebody else answers it")
    dispute.upheld, dispute.answer = answer.upheld, answer.text
    dispute.answered_at, dispute.answered_by = now, actor
    session.flush()
    facts = {"dispute": dispute.id, "about": dispute.about, "upheld": answer.upheld}
    subject = f"event/{dispute.event_id}"
    append(session, now, actor, Change("dispute answered", subject, facts, answer.text))
    return dispute


def reply(
    session: Session, now: datetime, person: Person, prediction_id: int, new: NewReply
) -> Reply:
    """Put what a pundit's representative says beside a prediction of the pundit.

    Raises:
        NotFoundError: if there is no such prediction.
        ForbiddenError: if the person does not represent its pundit.
        TooManyError: after twenty in a day.
    """
    prediction = session.get(Prediction, prediction_id)
    if prediction is None:
        raise NotFoundError(f"there is no prediction {prediction_id}")
    if person.account_id is None or person.represents != prediction.pundit_id:
        raise ForbiddenError(
            f"the right of reply is {prediction.pundit.name}'s; {person.name!r} represents"
            " somebody else or nobody. If that is you, or you speak for them, write to the editors"
        )
    spend(session, now, REPLIES, str(person.account_id))
    made = Reply(
        prediction_id=prediction_id,
        text=new.text,
        given_at=now,
        given_by=person.name,
        account_id=person.account_id,
    )
    session.add(made)
    session.flush()
    facts = {"reply": made.id, "pundit": prediction.pundit.name, "text": new.text}
    subject = f"prediction/{prediction_id}"
    append(session, now, person.name, Change("reply given", subject, facts))
    return made


def let_represent(session: Session, who: str, slug: str | None) -> Account:
    """Let an account speak for a pundit, or for nobody.

    Raises:
        NotFoundError: if there is no such account or pundit.
    """
    account = account_called(session, who)
    account.represents = pundit_with_slug(session, slug).id if slug else None
    return account


def _account_of(person: Person) -> int:
    if person.account_id is None:
        raise ForbiddenError(
            f"{person.name!r} is the name of a token without an account; disputes are filed by"
            " people with one"
        )
    if person.represents is None and person.email_verified_at is None:
        raise ForbiddenError("confirm your mail address first; then you can file a dispute")
    return person.account_id


def _event(session: Session, event_id: int) -> Event:
    event = session.get(Event, event_id)
    if event is None:
        raise NotFoundError(f"there is no event {event_id}")
    return event


def _disputed(session: Session, event: Event, new: NewDispute) -> Prediction | None:
    if new.about == "outcome" and event.outcome is None:
        raise InvalidInputError(
            f"event {event.id} has no outcome yet, so there is none to dispute; when one is"
            " entered, it can be"
        )
    if new.prediction is None:
        if new.about in OF_A_PREDICTION:
            raise InvalidInputError(
                f"about {new.about!r}: say which prediction of event {event.id} is meant"
            )
        return None
    prediction = session.get(Prediction, new.prediction)
    if prediction is None or prediction.event_id != event.id:
        raise InvalidInputError(
            f"prediction {new.prediction} is none of event {event.id}; its page lists them"
        )
    return prediction
