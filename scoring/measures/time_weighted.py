"""Changed minds: a score that weighs each statement by how long it stood."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks, formulas
from scoring.measures.checks import FloatArray
from scoring.measures.errors import MeasureError


@dataclass(frozen=True, slots=True)
class TimeWeighted:
    """One pundit's changing statements about one event.

    Attributes:
        value: Brier score averaged over the time in which a statement stood, 0 to 1, lower is
            better.
        first: Brier score of the first statement, the headline.
        last: of the last one.
        coverage: share of the event's time in which a statement stood, 0 to 1; nothing is
            assumed for the rest.
        n: number of statements.
    """

    value: float
    first: float
    last: float
    coverage: float
    n: int


def time_weighted_brier(
    probabilities: ArrayLike, outcome: float, *, times: ArrayLike, opened: float, closed: float
) -> TimeWeighted:
    """Carry each probability forward until the next statement or the close, and average.

    A statement from before the opening counts from the opening on. Of two at one time, the later
    in the list stands.

    Args:
        probabilities: in any order of time.
        outcome: 1 or 0.
        times: when each was said, in any unit.
        opened: when the event's time began, in the same unit.
        closed: when it ended: the outcome became known, or the deadline passed.

    Raises:
        MeasureError: input that cannot be scored, no time between opening and close, or a
            statement at or after the close (what was said then is not a forecast).

    Source:
        Good Judgment Open, https://www.gjopen.com/faq; Metaculus,
        https://www.metaculus.com/help/scores-faq/

    >>> changed = time_weighted_brier([0.5, 0.8, 0.1], 1, times=[0, 2.5, 9], opened=0, closed=10)
    >>> round(changed.value, 4), round(changed.first, 2), round(changed.last, 2), changed.coverage
    (0.1695, 0.25, 0.81, 1.0)
    """
    p, y = checks.probabilities(probabilities), checks.outcomes(outcome)
    at = checks.numbers(times, "time")
    checks.same_length(probabilities=p, times=at)
    if len(y) != 1:
        raise MeasureError(f"outcome: {len(y)} given; an event has one outcome")
    _in_time(at, opened, closed)
    order = np.argsort(at, kind="stable")
    scores = formulas.squared_error(p, y)[order]
    stood = np.diff(np.append(np.maximum(at[order], opened), closed))
    return TimeWeighted(
        value=float(scores @ stood / stood.sum()),
        first=float(scores[0]),
        last=float(scores[-1]),
        coverage=float(stood.sum() / (closed - opened)),
        n=len(p),
    )


def _in_time(at: FloatArray, opened: float, closed: float) -> None:
    checks.numbers([opened, closed], "opening or close")
    if closed <= opened:
        raise MeasureError(f"closed {closed!r} must be after opened {opened!r}")
    late = at >= closed
    if late.any():
        when = float(at[int(np.argmax(late))])
        raise MeasureError(f"time {when!r} must be before the close {closed!r}")
