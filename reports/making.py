"""Making reports: one for each subscriber and week, stored as worded, with its delivery."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.db import is_momentary
from core.mail.letterhead import Letterhead
from core.mail.models import Delivery, MailBody
from core.mail.outbox import Parcel, cancel, enqueue, not_leased
from reports.gather import gather
from reports.headers import list_headers
from reports.model import WeeklyIssue, weekly_issue
from reports.models import Report, Subscriber
from reports.rendering import Frame, render
from reports.schedule import Schedule, covered_from, period_of, send_instant
from reports.unsubscribe import unsubscribe_url

KIND = "weekly-report"

log = logging.getLogger(__name__)


class Issues:
    """The issues of one run: readers of one zone who are equally far share one."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._gather = partial(gather, session, now)
        self._made: dict[tuple[datetime, str], WeeklyIssue] = {}

    def covering(self, start: datetime, zone: str) -> WeeklyIssue:
        """Return the issue from `start` on for readers in `zone`."""
        if (start, zone) not in self._made:
            self._made[start, zone] = weekly_issue(self._gather(start, zone))
        return self._made[start, zone]


def without_report(session: Session, now: datetime, schedule: Schedule | None) -> list[int]:
    """Return the subscribers who have no report for their week.

    With a schedule, only those for whom its hour has come, and who had subscribed by then.
    """
    zones = select(Subscriber.zone).where(_active()).distinct().order_by(Subscriber.zone)
    waiting: list[int] = []
    for zone in session.scalars(zones).all():
        made = exists().where(
            Report.subscriber_id == Subscriber.id, Report.period == period_of(now, zone)
        )
        query = select(Subscriber.id).where(_active(), Subscriber.zone == zone, ~made)
        if schedule is not None:
            instant = send_instant(now, zone, schedule)
            if instant > now:
                continue
            query = query.where(Subscriber.subscribed_at < instant)
        waiting.extend(session.scalars(query.order_by(Subscriber.id)))
    return waiting


def make_reports(
    session: Session, now: datetime, letterhead: Letterhead, subscriber_ids: Sequence[int]
) -> int:
    """Make the reports of these subscribers, with their deliveries; return how many are new.

    Who has one already gets no second, and one that cannot be made does not hold up the others.
    """
    query = select(Subscriber).where(Subscriber.id.in_(subscriber_ids), _active())
    locked = query.order_by(Subscriber.id).with_for_update(skip_locked=True)
    issues, made = Issues(session, now), 0
    for subscriber in session.scalars(locked).all():
        try:
            with session.begin_nested():
                _make(session, now, letterhead, issues, subscriber)
        except IntegrityError:
            log.info("the report for subscriber %d exists already", subscriber.id)
        except Exception as error:  # one bad record must not block the rest
            if is_momentary(error):
                raise
            log.exception("no report for subscriber %d", subscriber.id)
        else:
            made += 1
    return made


def _make(
    session: Session,
    now: datetime,
    letterhead: Letterhead,
    issues: Issues,
    subscriber: Subscriber,
) -> None:
    period = period_of(now, subscriber.zone)
    _supersede(session, now, subscriber, period)
    start = covered_from(now, _covered_until(session, subscriber))
    issue = issues.covering(start, subscriber.zone)
    link = unsubscribe_url(letterhead, subscriber.id)
    mail = render(issue, Frame(letterhead.base_url, subscriber.email, link))
    parcel = Parcel(
        kind=KIND,
        dedupe_key=f"{KIND}/{subscriber.id}/{period}",
        recipient=subscriber.email,
        body=MailBody(subject=mail.subject, text=mail.text, html=mail.html),
        headers=list_headers(letterhead.sender, subscriber.email, link),
    )
    report = Report(
        subscriber_id=subscriber.id, period=period, covers_from=start, covers_to=now, made_at=now
    )
    report.delivery = enqueue(session, now, letterhead.sender.domain, parcel)
    session.add(report)
    session.flush()


def _supersede(session: Session, now: datetime, subscriber: Subscriber, period: str) -> None:
    """Give up what could not be sent since an earlier week: the new report covers its time too.

    Otherwise a mail server that comes back after weeks would bring a burst of old mails.
    """
    earlier = select(Report.delivery_id).where(
        Report.subscriber_id == subscriber.id, Report.period != period
    )
    reason = f"not sent in time; the report of {period} covers it"
    cancel(session, now, reason, Delivery.id.in_(earlier), not_leased(now))


def _covered_until(session: Session, subscriber: Subscriber) -> datetime | None:
    """Where the last report ended that was sent, or is being sent, since they subscribed.

    If none was, where the first one began: nothing that a lost report told is lost.
    """
    ends, begins = func.max(Report.covers_to), func.min(Report.covers_from)
    since = (
        Report.subscriber_id == subscriber.id,
        Report.made_at >= subscriber.subscribed_at,
        Delivery.id == Report.delivery_id,
    )
    delivered = select(ends).where(*since, Delivery.failed_at.is_(None))
    return session.scalar(delivered) or session.scalar(select(begins).where(*since))


def _active() -> ColumnElement[bool]:
    return Subscriber.unsubscribed_at.is_(None)
