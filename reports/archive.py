"""Issues that were sent, for reading on the web: newest first, the same words as in the mail."""

import re
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from core.errors import NotFoundError
from core.mail.message import PICTURE_CID
from core.mail.models import MailBody
from reports.models import Issue
from reports.scope import Scope

MOST = 200
BODY = re.compile(r"<body>(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ArchivedIssue:
    """One issue in the list."""

    id: int
    period: str
    subject: str
    about: str
    covers_to: datetime


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue as a page; `html` is what the mail shows between the tags of its body."""

    subject: str
    html: Markup
    text: str
    png: bytes | None


def public_issues(session: Session) -> list[ArchivedIssue]:
    """Return one public issue for each scope and period, newest first."""
    first = (
        select(func.min(Issue.id))
        .where(Issue.public)
        .group_by(Issue.scope, Issue.period)
        .order_by(func.max(Issue.covers_to).desc(), func.min(Issue.id))
        .limit(MOST)
    )
    query = (
        select(Issue.id, Issue.period, Issue.scope, Issue.covers_to, MailBody.subject)
        .join(Issue.body)
        .where(Issue.id.in_(list(session.scalars(first))))
        .order_by(Issue.covers_to.desc(), Issue.id)
    )
    return [
        ArchivedIssue(row.id, row.period, row.subject, _about(row.scope), row.covers_to)
        for row in session.execute(query)
    ]


def issue_page(session: Session, issue_id: int, picture: str, *, public: bool) -> IssuePage:
    """Return one issue, with its picture at the address `picture`.

    Raises:
        NotFoundError: if there is none of that number, or only one for somebody in person.
    """
    query = select(Issue).options(joinedload(Issue.body).joinedload(MailBody.picture))
    found = session.scalars(query.where(Issue.id == issue_id)).first()
    if found is None or (public and not found.public):
        raise NotFoundError(f"there is no public report {issue_id}")
    body = found.body
    inside = BODY.search(body.html)
    # Our own rendering of the mail, in which every word was escaped when it was made.
    html = Markup(inside[1].replace(f"cid:{PICTURE_CID}", picture) if inside else "")  # noqa: S704
    return IssuePage(body.subject, html, body.text, body.picture.png if body.picture else None)


def _about(key: str) -> str:
    scope = Scope.read(key)
    return "" if scope == Scope() else scope.told({})
