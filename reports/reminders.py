"""Reminding editors of events that wait for an outcome: one digest, never one mail per event."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.people import editors_addresses
from core.config import Settings
from core.mail.letterhead import Letterhead
from core.mail.models import Delivery, MailBody
from core.mail.outbox import Parcel, enqueue
from predictions.queries import due_events
from predictions.views import EventView
from reports.model import Excerpt
from reports.rendering import Reminder, reminder

KIND = "reminder"
EVENTS_SHOWN = 20


def remind(session: Session, now: datetime, letterhead: Letterhead, settings: Settings) -> int:
    """Send each editor at most one digest a day; return how many are new.

    It comes at the hour of the reports if something fell due since the last one, and once a week
    as long as anything waits.
    """
    local = now.astimezone(ZoneInfo(settings.zone))
    editors = editors_addresses(session) if local.hour >= settings.report_hour else []
    due = due_events(session, now) if editors else []
    weekly = local.isoweekday() == settings.report_weekday
    made = 0
    for email in editors if due else ():
        last = _last(session, email)
        new = [each for each in due if last is None or _closed_after(each, last)]
        if new or weekly:
            key = f"{KIND}/{email}/{local.date().isoformat()}"
            parcel = Parcel(KIND, key, email, _body(letterhead, due, new))
            made += enqueue(session, now, letterhead.sender.domain, parcel) is not None
    return made


def _last(session: Session, email: str) -> datetime | None:
    theirs = (Delivery.kind == KIND, Delivery.recipient == email)
    return session.scalar(select(func.max(Delivery.written_at)).where(*theirs))


def _closed_after(event: EventView, instant: datetime) -> bool:
    return event.closes_at is not None and event.closes_at > instant


def _body(letterhead: Letterhead, due: Sequence[EventView], new: Sequence[EventView]) -> MailBody:
    fresh = {each.id for each in new}
    ordered = [*new, *(each for each in due if each.id not in fresh)]
    about = Reminder(Excerpt.of(ordered, EVENTS_SHOWN), len(new), letterhead.base_url)
    subject, text = reminder(about)
    return MailBody(subject=subject, text=text, html="")
