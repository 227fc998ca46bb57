"""What the weekly report would say now, to nobody in particular."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.config import Settings
from core.mail.letterhead import letterhead_of
from core.mail.message import Letter, compose, message_id
from reports import chart
from reports.headers import list_headers
from reports.issues import Press
from reports.rendering import Postscript, postscript, render
from reports.schedule import covered_from
from reports.scope import Scope

NOBODY = "subscriber@example.org"


@dataclass(frozen=True, slots=True)
class Preview:
    """The mail in its parts, and as it would be sent."""

    subject: str
    text: str
    html: str
    eml: bytes


def preview(
    session: Session, now: datetime, settings: Settings, scope: Scope | None = None
) -> Preview:
    """Return the mail about the last seven days; its links for one reader lead nowhere."""
    letterhead, about = letterhead_of(settings), scope or Scope()
    press = Press(now, letterhead)
    draft = press.draft(session, covered_from(now, None), about, settings.zone)
    mail = render(draft, letterhead.base_url)
    leave = f"{letterhead.base_url}/unsubscribe/preview"
    elsewhere = f"{letterhead.base_url}/subscriptions/preview"
    text, html = postscript(Postscript(NOBODY, f"{letterhead.base_url}/reports", elsewhere, leave))
    letter = Letter(
        recipient=NOBODY,
        message_id=message_id(f"preview/{now.isoformat()}", letterhead.sender.domain),
        written_at=now,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        picture=chart.draw(draft.week.standings.excerpt.shown) if draft.has_picture else None,
        headers=list_headers(letterhead.sender, about, leave, letterhead.bounce_address),
        postscript_text=text,
        postscript_html=html,
    )
    eml = compose(letter, letterhead.sender)
    return Preview(letter.subject, letter.whole_text, letter.whole_html, eml)
