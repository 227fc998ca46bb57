"""What one pundit said against how often it happened."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.measures import Counts, calibration_curve, calibration_points
from scoring.models import Tally
from scoring.views import Calibration

# The band on a page must not flicker from one visit to the next.
BAND_SEED = 20190501


def calibration_of(session: Session, pundit_id: int) -> Calibration | None:
    """Return dots and curve of what counts, None if nothing does."""
    query = select(Tally.probability, Tally.occurred, Tally.n)
    mine = query.where(Tally.pundit_id == pundit_id)
    rows = session.execute(mine).all()
    if not rows:
        return None
    probabilities, occurred, n = zip(*rows, strict=True)
    counts = Counts.from_tallies(probabilities, [int(y) for y in occurred], n)
    return Calibration(calibration_points(counts), calibration_curve(counts, rng=BAND_SEED))
