"""PURE. Everybody against the others on the events that they share."""

import numpy as np

from scoring.counts import OneByOne
from scoring.measures import adjust_for_difficulty, index_of, peer_scores
from scoring.views import AgainstOthers

ALONE = "nobody else forecast any of these events"
_ROUNDING = 1e-9  # a fit this close to 0 or 1 is there


def against_others(said: OneByOne) -> dict[int, AgainstOthers]:
    """Return each pundit's record against the others on the same events, by pundit id.

    Own and others' errors are averaged over the forecasts that somebody else's stand beside.
    """
    p, y = said.probability, said.occurred
    peers = peer_scores(p, y, said.event)
    fit = adjust_for_difficulty(p, y, pundits=said.pundit, events=said.event)
    position = np.searchsorted(fit.pundits, said.pundit)
    shared = peers.peers > 0
    own, ahead = np.square(p - y)[shared], peers.values[shared]
    size = len(fit.pundits)
    n = np.bincount(position[shared], minlength=size)
    better, error = (
        np.bincount(position[shared], values, size) / np.maximum(n, 1) for values in (ahead, own)
    )
    columns = (fit.pundits, n, better, error, fit.adjusted, fit.component)
    return {
        pundit: _row(*values)
        for pundit, *values in zip(*(column.tolist() for column in columns), strict=True)
    }


def _row(n: int, better: float, error: float, adjusted: float, component: int) -> AgainstOthers:
    if n == 0:
        return AgainstOthers(0, None, None, None, None, None, ALONE)
    others = error + better
    return AgainstOthers(
        shared=n,
        peer_score=better,
        skill=1 - error / others if others > 0 else None,
        adjusted_brier=adjusted,
        adjusted_index=_index(adjusted),
        component=component,
        reason="" if others > 0 else "the others made no error at all, so skill is undefined",
    )


def _index(adjusted: float) -> float | None:
    """Index of an adjusted score; None outside 0 to 1, where a fit may put it."""
    nearest = min(max(adjusted, 0.0), 1.0)
    return index_of(nearest) if abs(adjusted - nearest) < _ROUNDING else None
