"""Which state the scores and tallies are in: what was worked out from one edition stays true.

The word is drawn at random, never counted up: a transaction that is rolled back cannot leave a
number behind that a later one uses again.
"""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.upserts import upsert
from scoring.models import Edition

ONLY_ONE = 1


def renew_edition(session: Session) -> None:
    """Say that scores or tallies change in this transaction; call it before the first change.

    It also lets one transaction at a time change them: the others wait here, holding nothing that
    this one may want.
    """
    upsert(session, Edition, "id", {"id": ONLY_ONE, "word": uuid4().hex})


def current_edition(session: Session) -> str:
    """Return the word of the edition that this transaction sees; empty before the first."""
    return session.scalar(select(Edition.word).where(Edition.id == ONLY_ONE)) or ""
