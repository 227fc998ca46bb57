"""Scores against the others on the same event."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks, formulas
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.errors import MeasureError
from scoring.measures.labels import numbered_events
from scoring.measures.log_score import FLOOR

BRIER = "brier"
LOG = "log"


@dataclass(frozen=True, slots=True, eq=False)
class PeerScores:
    """One score per forecast.

    Attributes:
        values: own advantage over the mean of the others on the event; above 0 is better than
            they. NaN where nobody else forecast the event.
        peers: number of others, per forecast.
        rule: "brier" (difference of Brier scores, -1 to 1) or "log" (100 x difference of
            logarithms, as Metaculus prints it).
        reason: why some values are NaN; None if none is.
    """

    values: FloatArray
    peers: IntArray
    rule: str
    reason: str | None = None

    @property
    def mean(self) -> float | None:
        """Mean over the forecasts that have peers; None if none has."""
        defined = self.values[self.peers > 0]
        return float(defined.mean()) if defined.size else None


def peer_scores(
    probabilities: ArrayLike, outcomes: ArrayLike, events: ArrayLike, *, rule: str = BRIER
) -> PeerScores:
    """Compare every forecast with the others on its event; higher is better, peers average 0.

    Somebody alone on an event has no peers: undefined, not zero. The log rule raises
    probabilities to 0.001, as `log_score` does.

    Args:
        probabilities: one forecast per position, one per pundit and event.
        outcomes: 1 or 0, the same for all forecasts of an event.
        events: any label per position.
        rule: `"brier"` or `"log"`.

    Raises:
        MeasureError: input that cannot be scored, an event with two outcomes, an unknown rule.

    Source:
        Metaculus, https://www.metaculus.com/help/scores-faq/

    >>> peer_scores([0.8, 0.6, 0.5], [1, 1, 0], ["a", "a", "b"]).values.round(2)
    array([ 0.12, -0.12,   nan])
    """
    p, y = checks.probabilities(probabilities), checks.outcomes(outcomes)
    _, event = numbered_events(events, y)
    checks.same_length(probabilities=p, outcomes=y)
    losses = _losses(p, y, rule)
    others = np.bincount(event)[event] - 1
    sums = np.bincount(event, losses)[event] - losses
    with np.errstate(invalid="ignore"):
        values = np.where(others > 0, sums / np.where(others > 0, others, np.nan) - losses, np.nan)
    alone = int((others == 0).sum())
    reason = f"{alone} forecasts have no peers on their event" if alone else None
    return PeerScores(values, others, rule, reason)


def _losses(p: FloatArray, y: FloatArray, rule: str) -> FloatArray:
    if rule == BRIER:
        return formulas.squared_error(p, y)
    if rule == LOG:
        return 100 * formulas.log_loss(p, y, FLOOR)
    raise MeasureError(f"rule {rule!r} is unknown; use {BRIER!r} or {LOG!r}")
