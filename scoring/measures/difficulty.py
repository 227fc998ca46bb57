"""Scores adjusted for how hard each pundit's events were."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.measures import checks, formulas, heavy
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.labels import numbered, numbered_events

_PRECISION = 1e-13  # of the solver's residual: scores agree to about twelve digits


@dataclass(frozen=True, slots=True, eq=False)
class Difficulty:
    """Pundits and events on one scale.

    Attributes:
        pundits: labels, ascending.
        adjusted: mean Brier score that each pundit would have on events of average difficulty
            (average over the forecasts of the same component); lower is better. NaN for a pundit
            who shares no event, however indirectly, with another.
        component: pundits with different numbers share no event, however indirectly, and must
            not be compared.
        events: labels, ascending.
        difficulty: by how much each event raises a Brier score; NaN where `adjusted` is.
        reason: why something is NaN; None if nothing is.
    """

    pundits: NDArray[Any]
    adjusted: FloatArray
    component: IntArray
    events: NDArray[Any]
    difficulty: FloatArray
    reason: str | None = None


def adjust_for_difficulty(
    probabilities: ArrayLike, outcomes: ArrayLike, *, pundits: ArrayLike, events: ArrayLike
) -> Difficulty:
    """Split Brier scores into pundit + event by least squares (two-way fixed effects).

    Args:
        probabilities: one forecast per position.
        outcomes: 1 or 0, the same for all forecasts of an event.
        pundits: any label per position.
        events: any label per position.

    Raises:
        MeasureError: input that cannot be scored, or an event with two outcomes.

    Source:
        ForecastBench, https://www.forecastbench.org/docs/

    >>> fit = adjust_for_difficulty(
    ...     [0.8, 0.6, 0.7, 0.1], [1, 1, 0, 0], pundits=["x", "y"] * 2, events=["a", "a", "b", "b"]
    ... )
    >>> fit.adjusted.round(3), fit.difficulty.round(3)
    (array([0.265, 0.085]), array([-0.075,  0.075]))
    """
    p, y = checks.probabilities(probabilities), checks.outcomes(outcomes)
    who, pundit = numbered(pundits, "pundits")
    what, event = numbered_events(events, y)
    checks.same_length(probabilities=p, outcomes=y, pundits=pundit)
    scores = formulas.squared_error(p, y)
    pundit_part, event_part = _least_squares(scores, pundit, event)
    component = _components(pundit, event)
    event_component = np.empty(len(what), dtype=np.int64)
    event_component[event] = component[pundit]
    # The fit leaves one constant per component open: set so that difficulty averages 0.
    level = _mean_by(component[pundit], event_part[event])
    alone = np.bincount(component) == 1
    adjusted = np.where(alone[component], np.nan, pundit_part + level[component])
    difficulty = event_part - level[event_component]
    difficulty[alone[event_component]] = np.nan
    return Difficulty(who, adjusted, component, what, difficulty, _reason(int(alone.sum())))


def _least_squares(
    scores: FloatArray, pundit: IntArray, event: IntArray
) -> tuple[FloatArray, FloatArray]:
    """The two parts whose sums fit the scores best, up to a constant per component."""
    n, pundits, events = len(scores), int(pundit.max()) + 1, int(event.max()) + 1
    row = np.tile(np.arange(n), 2)
    column = np.concatenate((pundit, pundits + event))
    table = heavy.sparse().csr_array((np.ones(2 * n), (row, column)), (n, pundits + events))
    parts = heavy.linalg().lsqr(table, scores, atol=_PRECISION, btol=_PRECISION)[0]
    return parts[:pundits], parts[pundits:]


def _components(pundit: IntArray, event: IntArray) -> IntArray:
    """Component of each pundit: those linked by events that they share, directly or in a chain."""
    pundits = int(pundit.max()) + 1
    size = pundits + int(event.max()) + 1
    links = heavy.sparse().coo_array(
        (np.ones(len(pundit)), (pundit, pundits + event)), (size, size)
    )
    _, component = heavy.csgraph().connected_components(links, directed=False)
    _, numbers = np.unique(component[:pundits], return_inverse=True)
    return np.asarray(numbers, dtype=np.int64)


def _mean_by(group: IntArray, values: FloatArray) -> FloatArray:
    return np.asarray(np.bincount(group, values) / np.bincount(group), dtype=np.float64)


def _reason(alone: int) -> str | None:
    return f"{alone} pundits share no event with another" if alone else None
