"""Pundits by name."""

import re
import unicodedata
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from predictions.models import Pundit


def pundit_named(session: Session, now: datetime, name: str) -> Pundit:
    """Return the pundit of that name, entered now if the record has none."""
    found = session.scalars(select(Pundit).where(Pundit.name == name)).first()
    if found is not None:
        return found
    pundit = Pundit(name=name, slug=_free_slug(session, slug_of(name)), added_at=now)
    session.add(pundit)
    session.flush()
    return pundit


def slug_of(name: str) -> str:
    """Return `name` as a word for an address: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "pundit"


def _free_slug(session: Session, slug: str) -> str:
    """Names that differ only in accents or marks get a number behind."""
    number, candidate = 1, slug
    while session.scalar(select(func.count()).where(Pundit.slug == candidate)):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
