"""PURE. One record seen from several sides: over time, by topic, by horizon, by what was said."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby

import numpy as np

from scoring.forms import HORIZONS, Horizon
from scoring.measures import (
    MINIMUM_TO_RANK,
    CalibrationPoint,
    Counts,
    brier_interval,
    calibration_points,
    index_of,
)
from scoring.views import Call

MOST_POINTS = 60
MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class Counting:
    """A prediction that counts: what was said of an event, and how it turned out."""

    deadline: date
    topic: str
    horizon_days: int
    probability: float
    occurred: bool


@dataclass(frozen=True, slots=True)
class IndexRange:
    """A Brier index (0 to 100, higher is better) of `n` predictions, and the range luck leaves.

    The range is None where it is undefined.
    """

    n: int
    index: float
    low: float | None
    high: float | None

    @property
    def mean_brier(self) -> float:
        """The mean Brier score that the index makes readable; 0 to 1, lower is better."""
        return (1 - self.index / 100) ** 2


@dataclass(frozen=True, slots=True)
class Part:
    """What one topic or horizon alone comes to."""

    name: str
    range: IndexRange


@dataclass(frozen=True, slots=True)
class RollingPoint:
    """The index of the last predictions up to a day, by their deadlines."""

    day: date
    range: IndexRange


@dataclass(frozen=True, slots=True)
class OverTime:
    """The index of the last `window` predictions, wherever it moved; `days` are all deadlines.

    `first` and `last` share no prediction; both are None where there are too few for that.
    """

    window: int
    points: tuple[RollingPoint, ...]
    days: tuple[date, ...]
    first: IndexRange | None
    last: IndexRange | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The sides of a record; `topics` by size, `more_topics` of them left out."""

    over_time: OverTime | None
    topics: tuple[Part, ...]
    more_topics: int
    horizons: tuple[Part, ...]
    said: tuple[CalibrationPoint, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Calls that came closest and farthest, and events of which several things were said.

    Of those, each is a list of calls in the order in which they were said.
    """

    closest: tuple[Call, ...]
    farthest: tuple[Call, ...]
    restated: tuple[tuple[Call, ...], ...]


def portrait(counting: Sequence[Counting]) -> Portrait | None:
    """Return the sides of a record; None for one in which nothing counts yet."""
    if not counting:
        return None
    topics = _parts(counting, lambda c: c.topic)
    topics.sort(key=lambda part: (-part.range.n, part.name))
    horizons = {part.name: part for part in _parts(counting, lambda c: horizon_of(c.horizon_days))}
    return Portrait(
        over_time=over_time(counting),
        topics=tuple(topics[:MOST_TOPICS]),
        more_topics=len(topics[MOST_TOPICS:]),
        horizons=tuple(horizons[name] for name in HORIZONS if name in horizons),
        said=calibration_points(
            [c.probability for c in counting], [int(c.occurred) for c in counting]
        ),
    )


def over_time(counting: Sequence[Counting]) -> OverTime | None:
    """Return the rolling index; None where too few count, or all on one day."""
    ordered = sorted(counting, key=lambda c: c.deadline)
    n = len(ordered)
    window = max(MINIMUM_TO_RANK, n // 10)
    ends = _thinned([end for end in _last_of_each_day(ordered) if end >= window])
    if len(ends) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    apart = n >= 2 * window
    return OverTime(
        window=window,
        points=tuple(
            RollingPoint(ordered[end - 1].deadline, index_range(ordered[end - window : end]))
            for end in ends
        ),
        days=tuple(sorted({c.deadline for c in ordered})),
        first=index_range(ordered[:window]) if apart else None,
        last=index_range(ordered[-window:]) if apart else None,
    )


def index_range(counting: Iterable[Counting]) -> IndexRange:
    """Return the index of predictions with its range."""
    pairs = [(c.probability, int(c.occurred)) for c in counting]
    counts = Counts.from_arrays(*zip(*pairs, strict=True))
    found = brier_interval(counts).through(index_of)
    return IndexRange(found.n, found.mean, found.low, found.high)


def horizon_of(days: int) -> Horizon:
    """Return the bucket that a number of days ahead falls into."""
    return next(name for name, (first, last) in HORIZONS.items() if first <= days <= last)


def _parts(counting: Sequence[Counting], named: Callable[[Counting], str]) -> list[Part]:
    ordered = sorted(counting, key=named)
    return [Part(name, index_range(some)) for name, some in groupby(ordered, key=named)]


def _last_of_each_day(ordered: Sequence[Counting]) -> list[int]:
    """Return how many predictions there are up to the end of each day."""
    sizes = [len(list(some)) for _, some in groupby(ordered, key=lambda c: c.deadline)]
    return list(accumulate(sizes))


def _thinned(ends: list[int]) -> list[int]:
    """Leave as many as can be drawn, the last among them."""
    if len(ends) <= MOST_POINTS:
        return ends
    kept = np.linspace(0, len(ends) - 1, MOST_POINTS).round().astype(int)
    return [ends[place] for place in kept]
