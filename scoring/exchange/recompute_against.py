"""Everybody against the others on the events that they share, written a second time.

`recompute.py` compares it with what was published. The two-way fit is found by conjugate gradients,
in plain Python; the service asks a library for it.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_STEP = 1e-13  # of the first residual; less is rounding, and a step along it leads nowhere
ROUNDING = 1e-9

Said = tuple[int, int, float]  # pundit, event, squared error
Columns = dict[int, float]


@dataclass(frozen=True)
class Against:
    """What one pundit comes to beside the others; None where nobody else forecast an event."""

    shared: int
    peer_score: float | None = None
    skill: float | None = None
    adjusted_brier: float | None = None
    adjusted_index: float | None = None
    component: int | None = None


def against_others(said: Sequence[Said]) -> dict[int, Against]:
    """Return each pundit beside the others, by pundit."""
    component = components(said)
    parts = adjusted(said, component)
    on_event: dict[int, list[float]] = defaultdict(list)
    for _, event, error in said:
        on_event[event].append(error)
    totals = {event: (len(errors), math.fsum(errors)) for event, errors in on_event.items()}
    own: dict[int, list[float]] = defaultdict(list)
    others: dict[int, list[float]] = defaultdict(list)
    for pundit, event, error in said:
        n, total = totals[event]
        if n > 1:
            own[pundit].append(error)
            others[pundit].append((total - error) / (n - 1))
    return {
        pundit: _row(own[pundit], others[pundit], parts[pundit], component[pundit])
        if own[pundit]
        else Against(0)
        for pundit in component
    }


def _row(own: list[float], others: list[float], adjusted_brier: float, component: int) -> Against:
    mine, theirs = math.fsum(own) / len(own), math.fsum(others) / len(own)
    skill = 1 - mine / theirs if theirs > 0 else None
    return Against(
        len(own), theirs - mine, skill, adjusted_brier, index_of(adjusted_brier), component
    )


def index_of(adjusted_brier: float) -> float | None:
    """Brier index of an adjusted score, which may lie outside 0 to 1 and then has none."""
    nearest = min(max(adjusted_brier, 0.0), 1.0)
    return 100 * (1 - math.sqrt(nearest)) if abs(adjusted_brier - nearest) < ROUNDING else None


def components(said: Sequence[Said]) -> dict[int, int]:
    """Number those whom shared events link, directly or in a chain, in the order of pundits."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for pundit, event, _ in said:
        above[top(("pundit", pundit))] = top(("event", event))
    numbers: dict[tuple[str, int], int] = {}
    pundits = sorted({pundit for pundit, _, _ in said})
    return {p: numbers.setdefault(top(("pundit", p)), len(numbers)) for p in pundits}


def adjusted(said: Sequence[Said], component: dict[int, int]) -> Columns:
    """Fit score = pundit + event by least squares; return each on events of average difficulty."""
    fitted = _fit(said)
    total: Columns = defaultdict(float)
    size: Columns = defaultdict(float)
    for pundit, _, error in said:
        total[component[pundit]] += error - fitted[pundit]
        size[component[pundit]] += 1
    return {p: part + total[component[p]] / size[component[p]] for p, part in fitted.items()}


def _fit(said: Sequence[Said]) -> Columns:
    """The pundits' parts, up to a constant in each component, by conjugate gradients."""
    size: Columns = defaultdict(float)
    for pundit, _, _ in said:
        size[pundit] += 1
    left = _beside_the_event(said, [error for _, _, error in said])
    part = dict.fromkeys(size, 0.0)
    step = {p: left[p] / size[p] for p in size}
    along = first = _product(left, step)
    for _ in range(10 * len(size)):
        if along <= SMALLEST_STEP**2 * first:
            break
        turned = _beside_the_event(said, [step[pundit] for pundit, _, _ in said])
        curved = _product(step, turned)
        if curved <= SMALLEST_STEP * along:
            break  # the same for everybody, which no score depends on
        far = along / curved
        part = {p: part[p] + far * step[p] for p in part}
        left = {p: left[p] - far * turned[p] for p in left}
        scaled = {p: left[p] / size[p] for p in size}
        before, along = along, _product(left, scaled)
        step = {p: scaled[p] + along / before * step[p] for p in step}
    return part


def _beside_the_event(said: Sequence[Said], values: Sequence[float]) -> Columns:
    """Sum each pundit's values, each less the mean of its event."""
    total: Columns = defaultdict(float)
    size: Columns = defaultdict(float)
    for (_, event, _), value in zip(said, values, strict=True):
        total[event] += value
        size[event] += 1
    sums: Columns = defaultdict(float)
    for (pundit, event, _), value in zip(said, values, strict=True):
        sums[pundit] += value - total[event] / size[event]
    return sums


def _product(one: Columns, other: Columns) -> float:
    return math.fsum(one[key] * other[key] for key in one)
