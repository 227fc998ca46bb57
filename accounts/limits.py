"""How often something may be done, counted in the database, so that every node counts as one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete
from sqlalchemy.orm import Session

from accounts.models import Allowance
from core.errors import TooManyError
from core.upserts import insert_into


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times within `per`, from the first of them on."""

    name: str
    most: int
    per: timedelta


def spend(session: Session, now: datetime, limit: Limit, who: str) -> None:
    """Count one more for `who`, in the caller's transaction.

    Raises:
        TooManyError: if the limit is reached; it says when to try again.
    """
    session.execute(delete(Allowance).where(Allowance.ends_at <= now))
    row = Allowance.__table__
    fresh = insert_into(session, row).values(key=_key(limit, who), spent=1, ends_at=now + limit.per)
    over = row.c.ends_at <= now
    counted = fresh.on_conflict_do_update(
        index_elements=[row.c.key],
        set_={
            "spent": case((over, 1), else_=row.c.spent + 1),
            "ends_at": case((over, fresh.excluded.ends_at), else_=row.c.ends_at),
        },
    ).returning(row.c.spent, row.c.ends_at)
    spent, ends_at = session.execute(counted).one()
    if spent > limit.most:
        raise TooManyError(
            f"that was tried too often; try again after {ends_at:%H:%M:%S} UTC",
            retry_after=max(1, round((ends_at - now).total_seconds())),
        )


def forgive(session: Session, limit: Limit, who: str) -> None:
    """Forget what `who` has spent."""
    session.execute(delete(Allowance).where(Allowance.key == _key(limit, who)))


def _key(limit: Limit, who: str) -> str:
    return f"{limit.name}/{who}"[:500]
