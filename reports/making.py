"""Making reports: one for each subscription and period, with its delivery into the outbox."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from core.db import is_momentary
from core.mail.letterhead import Letterhead
from core.mail.models import Delivery
from core.mail.outbox import Parcel, cancel, enqueue, not_leased
from reports.headers import list_headers
from reports.issues import Press
from reports.links import personal_issue_url, preferences_url, unsubscribe_url
from reports.models import Issue, Report, Subscription
from reports.rendering import Postscript, postscript
from reports.schedule import (
    Schedule,
    covered_from,
    due_period,
    latest_slot,
    next_slot,
    period_of,
)
from reports.scope import Scope

KIND = "weekly-report"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription that is to get the report of a period."""

    subscription_id: int
    period: str


def due_reports(session: Session, now: datetime, default: Schedule) -> list[Due]:
    """Return the subscriptions whose hour has come, and who had subscribed by then.

    `default` is the hour of the week of those who wished for none.
    """
    slot_of = cache(latest_slot)
    found: list[Due] = []
    for row in session.execute(_with_last_periods()):
        chosen = Schedule(row.weekday or default.weekday, _hour(row.hour, default))
        slot = slot_of(now, row.zone, chosen)
        period = due_period(slot, row.subscribed_at, row.last_period or "")
        if period is not None:
            found.append(Due(row.id, period))
    return found


def next_hour(session: Session, now: datetime, default: Schedule) -> datetime | None:
    """Return when the next report will be due; None if nobody subscribes."""
    asked = select(Subscription.zone, Subscription.weekday, Subscription.hour).distinct()
    rows = session.execute(asked.where(Subscription.unsubscribed_at.is_(None)))
    hours = (
        next_slot(now, zone, Schedule(weekday or default.weekday, _hour(hour, default)))
        for zone, weekday, hour in rows
    )
    return min(hours, default=None)


def unmade_reports(session: Session, now: datetime) -> list[Due]:
    """Return the subscriptions without a report for this week, whatever their hour."""
    rows = session.execute(_with_last_periods())
    this_week = ((row, period_of(now, row.zone)) for row in rows)
    return [Due(row.id, period) for row, period in this_week if (row.last_period or "") < period]


def draft_reports(session: Session, press: Press, due: Sequence[Due]) -> None:
    """Gather what these reports will say, which `make_reports` then finds in the press."""
    query = select(Subscription).where(Subscription.id.in_([each.subscription_id for each in due]))
    drafted = set()
    for subscription in session.scalars(query.order_by(Subscription.id)).all():
        start = covered_from(press.now, _covered_until(session, subscription))
        wanted = (start, subscription.scope, subscription.zone)
        if wanted not in drafted:
            drafted.add(wanted)
            press.draft(session, start, Scope.read(subscription.scope), subscription.zone)


def make_reports(session: Session, press: Press, due: Sequence[Due]) -> int:
    """Make these reports, with their deliveries; return how many are new.

    Who has one already gets no second, and one that cannot be made does not hold up the others.
    """
    periods = {each.subscription_id: each.period for each in due}
    query = select(Subscription).where(
        Subscription.id.in_(periods), Subscription.unsubscribed_at.is_(None)
    )
    ordered = query.order_by(Subscription.id).options(joinedload(Subscription.subscriber))
    locked = ordered.with_for_update(of=Subscription, skip_locked=True)
    made = 0
    for subscription in session.scalars(locked).all():
        period = periods[subscription.id]
        try:
            with session.begin_nested():
                _make(session, press, subscription, period)
        except IntegrityError:
            log.info("the report for subscription %d exists already", subscription.id)
        except Exception as error:  # one bad record must not block the rest
            if is_momentary(error):
                raise
            log.exception("no report for subscription %d", subscription.id)
        else:
            made += 1
    return made


def _make(session: Session, press: Press, subscription: Subscription, period: str) -> None:
    now, letterhead = press.now, press.letterhead
    _supersede(session, now, subscription, period)
    start = covered_from(now, _covered_until(session, subscription))
    issue = press.issue(session, start, Scope.read(subscription.scope), subscription.zone)
    report = Report(subscription_id=subscription.id, period=period, issue=issue, made_at=now)
    if not (issue.quiet and subscription.skip_quiet):
        parcel = _parcel(letterhead, subscription, issue, period)
        report.delivery = enqueue(session, now, letterhead.sender.domain, parcel)
    session.add(report)
    session.flush()


def _parcel(
    letterhead: Letterhead, subscription: Subscription, issue: Issue, period: str
) -> Parcel:
    recipient = subscription.subscriber.email
    leave = unsubscribe_url(letterhead, subscription.id)
    public = f"{letterhead.base_url}/reports/{issue.id}"
    text, html = postscript(
        Postscript(
            recipient=recipient,
            web_url=public if issue.public else personal_issue_url(letterhead, issue.id),
            preferences_url=preferences_url(letterhead, subscription.subscriber_id),
            unsubscribe_url=leave,
        )
    )
    return Parcel(
        kind=KIND,
        dedupe_key=f"{KIND}/{subscription.id}/{period}",
        recipient=recipient,
        body=issue.body,
        headers=list_headers(
            letterhead.sender, Scope.read(subscription.scope), leave, letterhead.bounce_address
        ),
        postscript_text=text,
        postscript_html=html,
    )


def _supersede(session: Session, now: datetime, subscription: Subscription, period: str) -> None:
    """Give up what could not be sent since an earlier period: the new report covers its time too.

    Otherwise a mail server that comes back after weeks would bring a burst of old mails.
    """
    earlier = select(Report.delivery_id).where(
        Report.subscription_id == subscription.id, Report.period != period
    )
    reason = f"not sent in time; the report of {period} covers it"
    cancel(session, now, reason, Delivery.id.in_(earlier), not_leased(now))


def _covered_until(session: Session, subscription: Subscription) -> datetime | None:
    """Where the last report ended that was sent, or is being sent, since they subscribed.

    If none was, where the first one began: nothing that a lost report told is lost. A quiet week
    that was not wanted is covered: there was nothing to tell.
    """
    ends, begins = func.max(Issue.covers_to), func.min(Issue.covers_from)
    since = (
        Report.subscription_id == subscription.id,
        Report.made_at >= subscription.subscribed_at,
    )
    covered = or_(Report.delivery_id.is_(None), Delivery.failed_at.is_(None))
    delivered = (
        select(ends).select_from(Report).join(Report.issue).outerjoin(Report.delivery)
    ).where(*since, covered)
    first = select(begins).select_from(Report).join(Report.issue).where(*since)
    return session.scalar(delivered) or session.scalar(first)


def _with_last_periods() -> Select[Any]:
    last = (
        select(func.max(Report.period))
        .where(Report.subscription_id == Subscription.id)
        .correlate(Subscription)
        .scalar_subquery()
        .label("last_period")
    )
    columns = (
        Subscription.id,
        Subscription.zone,
        Subscription.weekday,
        Subscription.hour,
        Subscription.subscribed_at,
        last,
    )
    return select(*columns).where(Subscription.unsubscribed_at.is_(None)).order_by(Subscription.id)


def _hour(wished: int | None, default: Schedule) -> int:
    return default.hour if wished is None else wished
