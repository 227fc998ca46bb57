"""What readers and sources wait for: when each came last, if ever, and when the next is due."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.config import Settings
from core.mail.models import Delivery
from core.mail.outbox import waiting
from predictions.feeds.models import Feed
from predictions.sources.models import Source
from reports.making import next_hour
from reports.models import Report, Subscription
from reports.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Coming:
    """`last` is None if none ever came, `due` if none is waited for; `n` things wait for it."""

    what: str
    last: datetime | None
    due: datetime | None
    n: int


def coming(session: Session, settings: Settings, now: datetime) -> tuple[Coming, ...]:
    """Return the weekly report, the mails and the feeds, each as it stands at `now`."""
    return (_report(session, settings, now), _mail(session), _feed(session))


def _report(session: Session, settings: Settings, now: datetime) -> Coming:
    # The last row is the last one made; no index is needed for that.
    last = session.scalar(select(Report.made_at).order_by(Report.id.desc()).limit(1))
    subscribed = Subscription.unsubscribed_at.is_(None)
    n = session.scalar(select(func.count(Subscription.id)).where(subscribed)) or 0
    default = Schedule(settings.report_weekday, settings.report_hour)
    return Coming("weekly report", last, next_hour(session, now, default), n)


def _mail(session: Session) -> Coming:
    sent = select(Delivery.sent_at).where(Delivery.sent_at.is_not(None))
    last = session.scalar(sent.order_by(Delivery.id.desc()).limit(1))
    n, due = session.execute(
        select(func.count(Delivery.id), func.min(Delivery.next_attempt_at)).where(waiting())
    ).one()
    return Coming("mail", last, due, n)


def _feed(session: Session) -> Coming:
    facts = select(func.count(), func.max(Feed.checked_at), func.min(Feed.next_check_at))
    query = facts.select_from(Feed).join(Feed.source).where(Source.closed_at.is_(None))
    n, last, due = session.execute(query).one()
    return Coming("feed", last, due, n)
