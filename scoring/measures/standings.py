"""Who calls it well, and how sure are we: standings from counts, ten thousand pundits at once."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import bca, checks, formulas
from scoring.measures.bca import Moments
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.forecasts import Counts
from scoring.measures.groups import groups_of
from scoring.measures.intervals import Interval
from scoring.measures.shrinkage import Shrinkage, shrink_means
from scoring.measures.standing_rows import (
    MINIMUM_TO_RANK,
    StandingRow,
    brier_range,
    standing_row,
)
from scoring.measures.tallies import Tallies

_EQUAL_DIGITS = 12  # two equal records may differ by rounding; they share a rank


def standings(records: Mapping[Any, Counts] | Tallies, level: float = 0.95) -> list[StandingRow]:
    """Rows of all pundits: the ranked by rank, then the others by how many forecasts they made.

    Ranks go by shrunken means, from `MINIMUM_TO_RANK` forecasts on. Everybody's forecasts enter
    the shrinkage, the unranked ones' too. Where luck alone explains all differences, shrinkage
    leaves none, and all share the first rank (in the list, the lower mean Brier score comes first).

    A group runs from its best pundit down to the last one before the first who can be told from
    that best one; the next group starts there. Told apart is: the difference of the two shrunken
    means, over the noise that shrinkage leaves them, has a two-sided p below 5% after Benjamini
    and Hochberg's correction over all comparisons of that best one with those ranked below. The
    noise starts from the larger of the pundit's own variance and the pooled one over n, so a lucky
    run of equal scores proves nothing.

    Args:
        records: counts by pundit, or `Tallies`.
        level: of the intervals.

    Raises:
        MeasureError: no pundit, or a level outside 0.5 to 0.999.

    >>> bold = Counts.from_tallies([0.9, 0.9, 0.2, 0.2], [1, 0, 0, 1], [27, 3, 24, 6])
    >>> coin = Counts.from_tallies([0.4, 0.6], [1, 1], [15, 15])
    >>> [(row.pundit, row.rank, row.group) for row in standings({"coin": coin, "bold": bold})]
    [('bold', 1, 1), ('coin', 2, 2)]
    """
    checks.confidence(level)
    tallies = records if isinstance(records, Tallies) else Tallies.from_counts(records)
    moments = _moments(tallies)
    variances = moments.second * moments.n / np.maximum(moments.n - 1, 1)
    shrinkage = shrink_means(moments.mean, moments.n, variances)
    shrunken = shrinkage.shrunken
    order, rank = _ranked(moments, shrunken)
    group = groups_of(shrunken[order], _noise_left(shrinkage, variances / moments.n)[order])
    unplaced = [None] * (len(tallies.keys) - len(order))
    parts = _in_order(tallies, moments, shrunken, level, order)
    placed = zip(parts, [*rank.tolist(), *unplaced], [*group, *unplaced], strict=True)
    return [standing_row(*part, rank=r, group=g) for part, r, g in placed]


def standings_from_arrays(
    pundits: ArrayLike, probabilities: ArrayLike, outcomes: ArrayLike, level: float = 0.95
) -> list[StandingRow]:
    """`standings` of single forecasts: whose, how probable, and 1 or 0.

    Raises:
        MeasureError: input that cannot be scored.
    """
    return standings(Tallies.from_arrays(pundits, probabilities, outcomes), level)


def _moments(tallies: Tallies) -> Moments:
    """Moments of each pundit's Brier scores."""
    scores = formulas.squared_error(tallies.pairs.probability, tallies.pairs.outcome)
    n = tallies.n
    mean = tallies.sums(scores) / n
    away = scores - mean[tallies.pundit]
    square = away * away
    parts = (square, square * away, square * square)
    return Moments(n, mean, *(tallies.sums(part) / n for part in parts))


def _ranked(moments: Moments, shrunken: FloatArray) -> tuple[IntArray, IntArray]:
    """Positions of those with enough forecasts, best first, and their ranks."""
    enough = np.flatnonzero(moments.n >= MINIMUM_TO_RANK)
    values = np.round(shrunken[enough], _EQUAL_DIGITS)
    order = np.lexsort((moments.mean[enough], values))
    ascending = values[order]
    return enough[order], 1 + np.searchsorted(ascending, ascending)


def _noise_left(shrinkage: Shrinkage, own: FloatArray) -> FloatArray:
    """Variance of each shrunken mean; 0 where nothing is noisy and nothing was shrunk."""
    if not shrinkage.noise.any():
        return shrinkage.noise
    return formulas.noise_left(shrinkage.tau2, np.maximum(own, shrinkage.noise))


def _below_the_line(n: FloatArray) -> IntArray:
    """Positions of those with too few forecasts, most forecasts first."""
    few = np.flatnonzero(n < MINIMUM_TO_RANK)
    return few[np.argsort(-n[few], kind="stable")]


def _in_order(
    tallies: Tallies, moments: Moments, shrunken: FloatArray, level: float, order: IntArray
) -> Iterator[tuple[Any, Interval, float]]:
    """Key, interval and shrunken mean of each pundit: the ranked, then those with too few."""
    at = np.concatenate((order, _below_the_line(moments.n)))
    columns = (moments.n.astype(int), moments.mean, *bca.limits(moments, level), shrunken)
    rows = zip(at.tolist(), *(column[at].tolist() for column in columns), strict=True)
    for k, n, mean, low, high, drawn in rows:
        yield tallies.keys[k], brier_range(mean, low, high, level, n=n), drawn
