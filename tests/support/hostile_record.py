"""A record in which every text that anybody can hand in is one that would run something."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session
from support.accounts import HASHED

from accounts.directory import NewAccount, create_account
from accounts.people import Person, person_of
from predictions import by_hand, intake, outcomes, review
from predictions.disputes import filing
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.events import edit_event
from predictions.forms import (
    Acceptance,
    Amendment,
    EventEdit,
    MarkedForecast,
    NewCommentary,
    NewOutcome,
    Rejection,
)
from predictions.models import Prediction
from predictions.raters import ruling
from predictions.raters.forms import Wish

SAID = date(2020, 10, 1)
DEADLINE = date(2020, 11, 3)
LATER = datetime(2020, 11, 10, tzinfo=UTC)


def fill(session: Session, payloads: Sequence[str], people: Sequence[Person]) -> None:
    """Put each payload through every field, on a commentary and an event of its own."""
    for number, payload in enumerate(payloads):
        prediction = _prediction(session, number, payload)
        _outcome(session, number, payload, prediction)
        _talk(session, payload, prediction, people[number % len(people)])


def add_people(session: Session, now: datetime, payloads: Sequence[str], n: int) -> list[Person]:
    """Add readers who are called like payloads, as far as a name may be."""
    people = []
    for number in range(n):
        name = f"{payloads[number].replace('@', '')[:60]} {number}"
        new = NewAccount(name=name, email=f"reader{number}@example.org", role="viewer")
        account = create_account(session, now, new, password_hash=HASHED, verified=True)
        people.append(person_of(account))
    return people


def _prediction(session: Session, number: int, payload: str) -> Prediction:
    quote = f"{payload} and so on {number}"
    new = NewCommentary(
        text=f"{payload} begins.\n\n{quote}. {payload} will surely happen. {payload} may not.",
        pundit=f"{payload} {number}".replace("\t", " "),
        said_on=SAID,
        publication=payload.replace("\t", " "),
        title=payload.replace("\t", " "),
        url=f"https://example.org/{number}?{payload.replace(' ', '+').replace(chr(9), '')}",
    )
    stored = intake.add_commentary(session, LATER, payload[:100], new)
    line = payload.replace("\t", " ")
    mark = MarkedForecast(quote=quote, probability=0.9, claim=f"{line} {number}")
    candidate = by_hand.mark_forecast(session, LATER, payload[:100], stored.commentary.id, mark)
    for other in stored.candidates[1:]:
        if other.decision is None:
            review.reject(session, LATER, payload[:100], other.id, Rejection(reason=payload))
    wish = Acceptance(
        claim=f"{line} {number}",
        criteria=payload,
        condition=line if number % 3 == 0 else None,
        topic=line,
        deadline=DEADLINE,
    )
    prediction = review.accept(session, LATER, payload[:100], candidate.id, wish)
    edit = EventEdit(reason=payload, criteria=f"{payload} indeed")
    edit_event(session, LATER, payload[:100], prediction.event_id, edit)
    return prediction


def _outcome(session: Session, number: int, payload: str, prediction: Prediction) -> None:
    address = f"https://example.org/?{payload.replace(' ', '+').replace(chr(9), '')}"
    held = True if prediction.event.condition else None
    new = NewOutcome(
        ruling="occurred", known_at=DEADLINE, evidence=address, note=payload,
        condition_occurred=held,
    )  # fmt: skip
    if number % 2:
        ruling.ask(session, LATER, payload[:100], prediction.event_id, Wish(reason=payload))
        for rater in (f"{payload[:90]} a", f"{payload[:90]} b"):
            ruling.give(session, LATER, rater, prediction.event_id, new)
        return
    outcomes.record_outcome(session, LATER, payload[:100], prediction.event_id, new)
    amended = Amendment(
        ruling="did_not_occur", known_at=DEADLINE, evidence=address, note=payload, reason=payload,
        condition_occurred=held,
    )  # fmt: skip
    outcomes.amend_outcome(session, LATER, payload[:100], prediction.event_id, amended)


def _talk(session: Session, payload: str, prediction: Prediction, person: Person) -> None:
    disputed = NewDispute(about="quote", prediction=prediction.id, text=payload)
    made = filing.file_dispute(session, LATER, person, prediction.event_id, disputed)
    answer = Answer(upheld=False, text=payload)
    filing.answer_dispute(session, LATER, payload[:100], made.id, answer)
    speaker = Person(
        name=person.name,
        access=person.access,
        account_id=person.account_id,
        represents=prediction.pundit_id,
    )
    filing.reply(session, LATER, speaker, prediction.id, NewReply(text=payload))
