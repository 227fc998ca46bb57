"""From stored tallies to standings, by way of the pure measures."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from predictions.views import PunditRef
from scoring.measures import (
    MINIMUM_TO_RANK,
    Counts,
    StandingRow,
    Tallies,
    calibration_curve,
    calibration_points,
    standings,
)
from scoring.models import Tally
from scoring.views import Calibration, Standing, Standings

LEVEL = 0.95
# The band on a page must not flicker from one visit to the next.
BAND_SEED = 20190501


def tallies_of(session: Session) -> Tallies | None:
    """Return everybody's counts; None while nothing counts."""
    query = select(Tally.pundit_id, Tally.probability, Tally.occurred, Tally.n)
    rows = session.execute(query.order_by(Tally.pundit_id, Tally.probability)).all()
    if not rows:
        return None
    pundits, probabilities, occurred, n = zip(*rows, strict=True)
    return Tallies.from_rows(pundits, probabilities, [int(y) for y in occurred], n)


def counts_of(session: Session, pundit_id: int) -> Counts | None:
    """Return one pundit's counts; None while nothing counts."""
    query = select(Tally.probability, Tally.occurred, Tally.n)
    rows = session.execute(query.where(Tally.pundit_id == pundit_id)).all()
    if not rows:
        return None
    probabilities, occurred, n = zip(*rows, strict=True)
    return Counts.from_tallies(probabilities, [int(y) for y in occurred], n)


def standings_of(tallies: Tallies | None, pundits: Mapping[int, PunditRef]) -> Standings:
    """Return the standings that counts by pundit id give."""
    rows = standings(tallies, LEVEL) if tallies else []
    drawn = [_standing(row, pundits[row.pundit]) for row in rows]
    return Standings(
        ranked=tuple(row for row in drawn if row.rank is not None),
        too_few=tuple(row for row in drawn if row.rank is None),
        minimum=MINIMUM_TO_RANK,
        level=LEVEL,
    )


def calibration_of(counts: Counts) -> Calibration:
    """Return what was said against how often it happened."""
    return Calibration(calibration_points(counts), calibration_curve(counts, rng=BAND_SEED))


def _standing(row: StandingRow, pundit: PunditRef) -> Standing:
    return Standing(
        pundit=pundit,
        n=row.n,
        mean_brier=row.mean_brier,
        brier_index=row.brier_index,
        index_low=row.index_interval.low,
        index_high=row.index_interval.high,
        skill=row.skill,
        rank=row.rank,
        group=row.group,
    )
