"""What the weekly report would say now, for nobody in particular."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.config import Settings
from reports.gather import gather
from reports.model import weekly_issue
from reports.rendering import Frame, Mail, render
from reports.schedule import covered_from


def preview(session: Session, now: datetime, settings: Settings) -> Mail:
    """Return the mail about the last seven days; its unsubscribe link leads nowhere."""
    week = gather(session, now, covered_from(now, None), settings.zone)
    base_url = settings.base_url.rstrip("/")
    nobody = Frame(base_url, "a subscriber", f"{base_url}/unsubscribe/preview")
    return render(weekly_issue(week), nobody)
