"""Whether an event waits for rulings of two people: then nobody rules on it alone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError
from predictions.raters.models import SecondRuling


def open_wish(session: Session, event_id: int) -> SecondRuling | None:
    """Return the wish for a second ruling that is not settled, or None."""
    query = select(SecondRuling).where(
        SecondRuling.event_id == event_id, SecondRuling.settled_at.is_(None)
    )
    return session.scalars(query.with_for_update()).first()


def refuse_ruling_alone(session: Session, event_id: int) -> None:
    """Refuse an outcome that one person enters where two are wanted.

    Raises:
        ConflictError: saying what to do instead.
    """
    if open_wish(session, event_id) is not None:
        raise ConflictError(
            f"event {event_id} is to be ruled on by two raters who do not know of each other's"
            f" ruling: flask raters rule {event_id}, or take the wish back first"
        )
