"""Reading what only the desk asks for."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from core.heartbeat import last_beat
from core.ledger import LedgerEntry
from core.mail.models import Delivery
from core.mail.outbox import FAILED
from core.retries import dead_letters
from dashboard.desk.view.home import HomePage, Need, ToReview, age_words, tick_words
from dashboard.desk.view.moved import Scored
from dashboard.frame import SCORING_JOB, SILENT_AFTER
from predictions.disputes.queries import unanswered
from predictions.models import Candidate, Commentary, Event
from predictions.queries import due_events, undecided_events
from predictions.raters.queries import raters
from predictions.rows import candidate_view
from predictions.similar import Claim
from predictions.views import CandidateView, EventView

MOST = 200
SCORED = ("scored", "scores replaced")
RECENT = timedelta(days=7)
MOST_CLAIMS = 5_000
MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class FailedMail:
    """A mail that did not arrive: to which domain, and how it ended; whose it was stays private."""

    kind: str
    domain: str
    ending: str
    failed_at: datetime
    error: str


def home(session: Session, now: datetime, who: str) -> HomePage:
    """Read what needs an editor now."""
    review = to_review(session, now)
    last = last_beat(session, SCORING_JOB)
    return HomePage(
        needs=tuple(need for need in needs(session, now, who) if need.n),
        to_review=review,
        tick=tick_words(last, now),
        tick_late=last is None or now - last > SILENT_AFTER,
        empty=session.scalar(select(func.count(Commentary.id))) == 0,
    )


def needs(session: Session, now: datetime, who: str) -> tuple[Need, ...]:
    """Count what waits, with since when the oldest of each kind does."""
    waiting = select(func.count(), func.min(Commentary.added_at)).where(
        Candidate.decision.is_(None), Candidate.commentary_id == Commentary.id
    )
    n, since = session.execute(waiting).one()
    due = due_events(session, now)
    dead = dead_letters(session)
    disputed, disputed_since = unanswered(session)
    wanted = [w for w in raters(session).wanted if who not in w.raters]
    failed, failed_since = failed_deliveries(session, now)
    first_due = min((e.closes_at for e in due if e.closes_at), default=None)
    first_dead = min((work.first_failed_at for work in dead), default=None)
    found = (
        Need("candidates to review", n, since, "/desk#review"),
        Need("events due", len(due), first_due, "/desk/due"),
        Need("disputes to answer", disputed, disputed_since, "/disputes"),
        Need(
            "second rulings wanted",
            len(wanted),
            min((w.asked_at for w in wanted), default=None),
            "/desk/due#second",
        ),
        Need("mails that failed this week", failed, failed_since, "/desk/health#mail"),
        Need("things given up", len(dead), first_dead, "/desk/health"),
    )
    return tuple(
        Need(each.what, each.n, each.since, each.path, age_words(each.since, now)) for each in found
    )


def failed_deliveries(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """Count the mails that did not arrive in the last days, and say since when."""
    query = select(func.count(Delivery.id), func.min(Delivery.failed_at)).where(
        Delivery.failed_at >= now - RECENT, Delivery.ending.in_(FAILED)
    )
    n, first = session.execute(query).one()
    return n, first


def failed_mails(session: Session, now: datetime) -> list[FailedMail]:
    """Return the mails that did not arrive in the last days, newest first."""
    query = select(Delivery).where(Delivery.failed_at >= now - RECENT, Delivery.ending.in_(FAILED))
    rows = session.scalars(query.order_by(Delivery.failed_at.desc()).limit(MOST))
    return [
        FailedMail(row.kind, row.domain, row.ending, row.failed_at or now, row.last_error)
        for row in rows
    ]


def to_review(session: Session, now: datetime) -> tuple[ToReview, ...]:
    """Return the commentaries with candidates that wait, the longest waiting first."""
    waiting = func.count(Candidate.id)
    query = (
        select(Commentary, waiting)
        .join(Candidate, Candidate.commentary_id == Commentary.id)
        .where(Candidate.decision.is_(None))
        .group_by(Commentary.id)
        .order_by(Commentary.added_at, Commentary.id)
        .options(joinedload(Commentary.pundit))
        .limit(MOST)
    )
    return tuple(
        ToReview(c.id, c.title, c.pundit.name, c.publication, n, age_words(c.added_at, now))
        for c, n in session.execute(query)
    )


def rejected(session: Session, commentary_id: int) -> tuple[CandidateView, ...]:
    """Return what was decided not to be recorded of a commentary, in the order of its text."""
    query = (
        select(Candidate)
        .where(Candidate.commentary_id == commentary_id, Candidate.decision == "rejected")
        .options(joinedload(Candidate.commentary).joinedload(Commentary.pundit))
        .order_by(Candidate.span_start, Candidate.id)
    )
    return tuple(candidate_view(row) for row in session.scalars(query))


def claims_after(session: Session, candidate: CandidateView) -> list[Claim]:
    """Return the claims that a candidate may be about: those not over when it was said."""
    query = (
        select(Event.id, Event.claim, Event.deadline)
        .where(Event.deadline.is_(None) | (Event.deadline >= candidate.said_on))
        .order_by(Event.id.desc())
        .limit(MOST_CLAIMS)
    )
    return [Claim(*row) for row in session.execute(query)]


def topics(session: Session) -> tuple[str, ...]:
    """Return the topics that events have, the most frequent first."""
    query = (
        select(Event.topic)
        .where(Event.topic != "")
        .group_by(Event.topic)
        .order_by(func.count().desc(), Event.topic)
        .limit(MOST_TOPICS)
    )
    return tuple(session.scalars(query))


def last_scoring(session: Session, event_id: int) -> Scored:
    """Return what the run that scored an event last took back and entered."""
    query = (
        select(LedgerEntry.facts)
        .where(LedgerEntry.subject == f"event/{event_id}", LedgerEntry.action.in_(SCORED))
        .order_by(LedgerEntry.position.desc())
        .limit(1)
    )
    facts = json.loads(session.scalar(query) or "{}")
    before, after = (
        {int(number): brier for number, brier in facts.get(name, {}).items()}
        for name in ("before", "scores")
    )
    return Scored(before, after)


def is_unscored(session: Session, event_id: int) -> bool:
    """Tell whether an event waits for the scheduler."""
    waits = select(Event.unscored_since).where(Event.id == event_id)
    return session.scalar(waits) is not None


def early_events(session: Session, now: datetime) -> list[EventView]:
    """Return the open events that can be decided only if they have happened already."""
    return undecided_events(session, now, limit=MOST, after=now)
