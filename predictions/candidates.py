"""One candidate, held for whoever is about to decide."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from predictions.models import Candidate
from predictions.versions import check_version


def undecided(session: Session, candidate_id: int, seen: int | None = None) -> Candidate:
    """Return a candidate that awaits its decision, held until the transaction ends.

    Raises:
        NotFoundError: if there is no such candidate.
        ConflictError: if it is decided already, naming by whom, or changed since it was seen.
    """
    query = select(Candidate).where(Candidate.id == candidate_id).with_for_update()
    fresh = query.execution_options(populate_existing=True)
    candidate = session.scalars(fresh).first()
    if candidate is None:
        raise NotFoundError(f"there is no candidate {candidate_id}")
    if candidate.decision is not None:
        when = f", {candidate.decided_at:%Y-%m-%d %H:%M} UTC" if candidate.decided_at else ""
        raise ConflictError(
            f"candidate {candidate_id} was {candidate.decision} already, by"
            f" {candidate.decided_by}{when}"
        )
    check_version(session, candidate, seen)
    return candidate
