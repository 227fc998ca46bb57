"""A record in which everything that can happen has happened, for pages and for the browser.

Events by number: 1 was forecast by 40 pundits, and amended; 2 by 3 with a changed mind and a
restatement; 3 by one whose prediction was withdrawn; 4 was merged into 5; 6 is conditional, and its
condition came about; 7 is disputed; 8 has two raters; 9 is due; 10 is open.
"""

from datetime import date, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.accounts import add_account
from support.mailing import MONDAY, join
from support.record import ACTOR, AFTER, PROOF, amend, predict, rule

from accounts.models import EntryLink
from accounts.people import Person, person_of
from accounts.sign_ins import hashed
from core.clock import utc_now
from core.heartbeat import beat
from core.mail.letterhead import letterhead_of
from core.web import database_of, settings_of
from predictions import by_hand, intake, outcomes, review
from predictions.changing.corrections import withdraw
from predictions.changing.forms import Link, Merge, Withdrawal
from predictions.changing.links import link
from predictions.changing.merging import merge
from predictions.disputes import filing
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.forms import Acceptance, MarkedForecast, NewCommentary, NewOutcome
from predictions.models import Event, Prediction
from predictions.raters import ruling as raters
from predictions.raters.forms import Wish
from reports.delivery import send_scheduled
from reports.links import PERSONAL_ISSUE, PREFERENCES, UNSUBSCRIBE, sign, wish_url
from reports.models import Issue
from scoring.scorer import score_pending

PHRASES = (
    ("almost no chance", 0.02, 0.01, 0.1), ("unlikely", 0.2, 0.05, 0.3), ("may", 0.45, 0.2, 0.6),
    ("probably", 0.72, 0.55, 0.83), ("almost certain", 0.95, 0.9, 0.99),
)  # fmt: skip
TEXT = (
    "The strike will probably end by 30 June 2021. The harbour is unlikely to close before the"
    " end of 2021.\n\nPerhaps the ferry sails again by 1 May 2021, and the minister will almost"
    " certainly resign by then."
)


def fill(session: Session) -> None:
    """Put it all on record, and have it scored."""
    _many(session)
    _changed_mind(session)
    _withdrawn(session)
    _merged(session)
    _conditional(session)
    _disputed(session)
    _two_raters(session)
    predict(session, "Cleo Marsh", 0.9, topic="weather")
    predict(session, "Cleo Marsh", 0.8, deadline=date(2030, 12, 24), topic="weather")
    new = NewCommentary(
        text=TEXT, pundit="Dora Quist", said_on=date(2020, 10, 2), publication="The Lark",
        title="What comes next", url="https://example.org/next",
    )  # fmt: skip
    intake.add_commentary(session, AFTER, ACTOR, new)
    add_account(session, AFTER, "Ann Lee", "editor")
    score_pending(session, AFTER)
    beat(session, datetime.now(tz=AFTER.tzinfo), "score", "done")


def _many(session: Session) -> None:
    event: Event | None = None
    for number in range(40):
        said = predict(
            session, f"Pundit {number + 1} Long-Name", 0.5, event=event, topic="politics"
        )
        event = said.event
        phrase, said.probability, said.low, said.high = PHRASES[number * 7 % len(PHRASES)]
        said.phrase, said.basis = phrase, "worded"
    assert event is not None
    event.claim = "The governing party keeps its majority in the general election of November 2020"
    session.flush()
    rule(session, event, "occurred")
    amend(session, event, "did_not_occur")


def _changed_mind(session: Session) -> None:
    first = predict(session, "Ada Lund", 0.4, topic="economy")
    for number, probability in enumerate((0.4, 0.8)):
        day = date(2020, 10, 12 + number)
        later = predict(session, "Ada Lund", probability, event=first.event, said_on=day)
        if not number:
            wish = Link(restates=first.id, reason="the same bet, said again")
            link(session, AFTER, ACTOR, later.id, wish)
    predict(session, "Ben Okoro", 0.55, event=first.event)
    predict(session, "Cleo Marsh", 0.1, event=first.event)
    rule(session, first.event, "occurred")


def _withdrawn(session: Session) -> None:
    said = predict(session, "Ben Okoro", 0.7)
    withdraw(session, AFTER, ACTOR, said.id, Withdrawal(reason="it was said by his guest"))


def _merged(session: Session) -> None:
    one, other = predict(session, "Ada Lund", 0.3), predict(session, "Ben Okoro", 0.2)
    wish = Merge(into=other.event_id, reason="the same vote")
    merge(session, AFTER, ACTOR, one.event_id, wish)
    rule(session, other.event, "did_not_occur")


def _conditional(session: Session) -> None:
    text = "If the court agrees, the bridge will open by 3 November 2020."
    new = NewCommentary(text=text, pundit="Ada Lund", said_on=date(2020, 10, 3))
    stored = intake.add_commentary(session, AFTER, ACTOR, new)
    mark = MarkedForecast(quote=text, probability=0.9, claim="The bridge opens")
    made = by_hand.mark_forecast(session, AFTER, ACTOR, stored.commentary.id, mark)
    wish = Acceptance(deadline=date(2020, 11, 3), condition="The court agrees", topic="transport")
    event = review.accept(session, AFTER, ACTOR, made.id, wish).event
    happened = NewOutcome(
        ruling="occurred", known_at=date(2020, 11, 2), evidence=PROOF, condition_occurred=True
    )
    outcomes.record_outcome(session, AFTER, ACTOR, event.id, happened)


def _disputed(session: Session) -> None:
    said = predict(session, "Ben Okoro", 0.6)
    rule(session, said.event, "occurred")
    reader = person_of(add_account(session, AFTER, "Vera Old", "viewer"))
    for about in ("outcome", "quote"):
        new = NewDispute.model_validate(
            {"about": about, "prediction": said.id if about == "quote" else None, "text": "Not so."}
        )
        made = filing.file_dispute(session, AFTER, reader, said.event_id, new)
    filing.answer_dispute(session, AFTER, ACTOR, made.id, Answer(upheld=False, text="It is so."))
    _reply(session, reader, said)


def _reply(session: Session, reader: Person, said: Prediction) -> None:
    speaker = Person(
        name=reader.name,
        access=reader.access,
        account_id=reader.account_id,
        represents=said.pundit_id,
    )
    filing.reply(session, AFTER, speaker, said.id, NewReply(text="I meant the other vote."))


def _two_raters(session: Session) -> None:
    said = predict(session, "Cleo Marsh", 0.6)
    raters.ask(session, AFTER, ACTOR, said.event_id, Wish(reason="open to argument"))
    happened = NewOutcome(ruling="occurred", known_at=date(2020, 11, 3), evidence=PROOF)
    for rater in ("Ann Ray", "Ben Rud"):
        raters.give(session, AFTER, rater, said.event_id, happened)
    open_still = predict(session, "Dora Quist", 0.6, said_on=AFTER.date() - timedelta(days=30))
    raters.ask(session, AFTER, ACTOR, open_still.event_id, Wish(reason="a close call"))


def send_out(app: Flask) -> None:
    """Make a week's reports, for everybody and for one reader, and a link that lets somebody in."""
    database, now = database_of(app), utc_now()
    join(database, "everybody")
    join(database, "ann", pundits=("ada-lund",))
    send_scheduled(database, settings_of(app), MONDAY)
    link = EntryLink(
        token_hash=hashed("entry"),
        email="new@example.org",
        made_at=now,
        ends_at=now + timedelta(hours=12),
    )
    with database.write() as session:
        session.add(link)


def secrets_of(app: Flask) -> dict[str, str]:
    """Return the secret words of the addresses that have one."""
    head = letterhead_of(settings_of(app))
    with database_of(app).read() as session:
        own = session.scalars(select(Issue.id).where(Issue.public.is_(False))).one()
    wish = wish_url(head, {"email": "new@example.org", "zone": "UTC"})
    return {
        "entry": "entry",
        "wish": wish.rpartition("/")[2],
        "preferences": sign(head.secret, PREFERENCES, 1),
        "subscription": sign(head.secret, UNSUBSCRIBE, 1),
        "issue": sign(head.secret, PERSONAL_ISSUE, own),
    }
