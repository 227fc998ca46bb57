"""Issues as worded: readers of one scope and zone who are equally far share one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.mail.letterhead import Letterhead
from core.mail.models import MailBody, Picture
from reports import chart
from reports.gather import gather
from reports.gathered import Material
from reports.model import Table, WeeklyIssue, weekly_issue
from reports.models import Issue
from reports.rendering import render
from reports.scope import Scope
from reports.week import week_of


class Press:
    """Words the issues of one run; what several issues share is gathered once."""

    def __init__(self, now: datetime, letterhead: Letterhead) -> None:
        self.now = now
        self.letterhead = letterhead
        self._gathered: dict[tuple[datetime, str], Material] = {}

    def issue(self, session: Session, start: datetime, scope: Scope, zone: str) -> Issue:
        """Return the issue from `start` on for readers of `scope` in `zone`."""
        found = session.scalars(
            select(Issue).where(
                Issue.scope == scope.key,
                Issue.zone == zone,
                Issue.covers_from == start,
                Issue.covers_to == self.now,
            )
        ).first()
        return found or self._worded(session, start, scope, zone)

    def draft(
        self, session: Session, start: datetime, scope: Scope, zone: str, last_subject: str = ""
    ) -> WeeklyIssue:
        """Return what an issue would say; nothing is stored."""
        key = (start, scope.topic)
        if key not in self._gathered:
            self._gathered[key] = gather(session, self.now, start, scope.topic)
        return weekly_issue(week_of(self._gathered[key], scope, zone), last_subject)

    def _worded(self, session: Session, start: datetime, scope: Scope, zone: str) -> Issue:
        draft = self.draft(session, start, scope, zone, _last_subject(session, scope, zone))
        mail = render(draft, self.letterhead.base_url)
        issue = Issue(
            scope=scope.key,
            period=draft.week.period,
            zone=zone,
            covers_from=start,
            covers_to=self.now,
            quiet=draft.is_quiet,
            public=scope.public,
            body=MailBody(
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                picture=_picture(session, draft.week.standings) if draft.has_picture else None,
            ),
        )
        session.add(issue)
        session.flush()
        return issue


def _last_subject(session: Session, scope: Scope, zone: str) -> str:
    """Return the subject of the issue before, so that no two in a row are alike."""
    query = (
        select(MailBody.subject)
        .join(Issue)
        .where(Issue.scope == scope.key, Issue.zone == zone)
        .order_by(Issue.covers_to.desc())
        .limit(1)
    )
    return session.scalar(query) or ""


def _picture(session: Session, table: Table) -> Picture:
    """Return the picture of these standings, drawn unless it was drawn before."""
    rows = table.excerpt.shown
    shows = chart.drawn_from(rows)
    found = session.scalars(select(Picture).where(Picture.drawn_from == shows)).first()
    return found or Picture(drawn_from=shows, png=chart.draw(rows))
