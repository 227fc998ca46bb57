"""One pundit's row of the standings."""

import math
from dataclasses import dataclass
from typing import Any

from scoring.measures import formulas
from scoring.measures.brier import index_of
from scoring.measures.intervals import Interval, undefined_because
from scoring.measures.skill import ALWAYS_50

MINIMUM_TO_RANK = 20
TOO_FEW = "too few to tell"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One pundit's row.

    Attributes:
        pundit: the key that it was given under.
        n: number of forecasts scored.
        mean_brier: 0 to 1, lower is better.
        brier_interval: range of the mean Brier score; its limits are None if undefined.
        brier_index: 0 to 100, higher is better, 50 is always saying 50%.
        index_interval: the same range on the index: the lower Brier limit is the upper one here.
        skill: 1 - mean Brier / 0.25, against `skill_reference`.
        skill_reference: "always 50%".
        shrunken_brier: mean Brier score after shrinkage, what ranks go by; None if undefined.
        shrunken_index: the same as an index.
        rank: 1 is best, equals share a rank; None under `MINIMUM_TO_RANK` forecasts.
        group: pundits with the same number cannot be told apart; None without rank.
        reason: why there is no rank.
    """

    pundit: Any
    n: int
    mean_brier: float
    brier_interval: Interval
    brier_index: float
    index_interval: Interval
    skill: float
    skill_reference: str
    shrunken_brier: float | None
    shrunken_index: float | None
    rank: int | None
    group: int | None
    reason: str | None = None


def standing_row(
    pundit: Any, interval: Interval, shrunken: float, rank: int | None, group: int | None
) -> StandingRow:
    """The row of one pundit; a NaN for `shrunken` is undefined."""
    mean = interval.mean
    drawn = None if math.isnan(shrunken) else shrunken
    return StandingRow(
        pundit=pundit,
        n=interval.n,
        mean_brier=mean,
        brier_interval=interval,
        brier_index=index_of(mean),
        index_interval=interval.through(index_of),
        skill=formulas.skill(mean, formulas.ALWAYS_50),
        skill_reference=ALWAYS_50,
        shrunken_brier=drawn,
        shrunken_index=None if drawn is None else index_of(drawn),
        rank=rank,
        group=group,
        reason=TOO_FEW if rank is None else None,
    )


def brier_range(mean: float, low: float, high: float, level: float, *, n: int) -> Interval:
    """Interval of a mean Brier score from limits that may be NaN or pass 0 and 1."""
    if math.isnan(low):
        return Interval(mean, None, None, level, n, n, undefined_because(n))
    return Interval(mean, max(low, 0.0), min(high, 1.0), level, n, n)
