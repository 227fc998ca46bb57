"""The measures behind a standing, written a second time: in plain Python, value by value.

`recompute.py` compares them with what was published. The formulas and their sources stand in
docs/scoring.md of the service.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

LEVEL = 0.95
MINIMUM_TO_RANK = 20
MINIMUM_FOR_CORP = 50
TOLD_APART_BELOW = 0.05
NOTHING = 1e-12  # smaller is rounding

Forecast = tuple[float, bool]


@dataclass(frozen=True)
class Record:
    """What one pundit said and what happened, with the moments of the squared errors."""

    forecasts: Sequence[Forecast]

    def moment(self, power: int) -> float:
        """Mean of the errors (1), or their central moment."""
        if power == 1:
            return math.fsum((p - y) ** 2 for p, y in self.forecasts) / self.n
        mean = self.moment(1)
        return math.fsum(((p - y) ** 2 - mean) ** power for p, y in self.forecasts) / self.n

    @property
    def n(self) -> int:
        """Number of forecasts."""
        return len(self.forecasts)

    @property
    def happened(self) -> float:
        """Share whose event occurred."""
        return sum(y for _, y in self.forecasts) / self.n

    @property
    def said(self) -> float:
        """Mean probability."""
        return math.fsum(p for p, _ in self.forecasts) / self.n

    @property
    def variance(self) -> float:
        """Variance of the errors, over n - 1."""
        return self.moment(2) * self.n / (self.n - 1) if self.n > 1 else 0.0


def index(mean_brier: float) -> float:
    """Brier index."""
    return 100 * (1 - math.sqrt(mean_brier))


def skill_against(record: Record, rate: float) -> float | None:
    """Skill against always saying `rate`; None where that makes no error."""
    reference = rate**2 - 2 * rate * record.happened + record.happened
    return None if reference < NOTHING else 1 - record.moment(1) / reference


def corp(record: Record) -> tuple[float | None, float | None]:
    """Miscalibration and discrimination, from isotonic regression by pooling adjacent violators."""
    if record.n < MINIMUM_FOR_CORP:
        return None, None
    happened: dict[float, list[bool]] = {}
    for p, y in record.forecasts:
        happened.setdefault(p, []).append(y)
    blocks: list[list[int]] = []  # how many, and how many of them occurred
    for p in sorted(happened):
        blocks.append([len(happened[p]), sum(happened[p])])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][0] >= blocks[-1][1] * blocks[-2][0]:
            n, occurred = blocks.pop()
            blocks[-1][0] += n
            blocks[-1][1] += occurred
    rate = record.happened
    discrimination = math.fsum(n * (yes / n - rate) ** 2 for n, yes in blocks) / record.n
    miscalibration = record.moment(1) - rate * (1 - rate) + discrimination
    return max(miscalibration, 0.0), discrimination


def limits(record: Record) -> tuple[float | None, float | None]:
    """Limits of the mean error: BCa by Cornish and Fisher, widened to Student's t."""
    n, mean, second = record.n, record.moment(1), record.moment(2)
    if n < 2 or math.sqrt(second) <= NOTHING * mean:  # noqa: PLR2004 - one has no spread
        return None, None
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    error = math.sqrt(second / n) * t_quantile(n - 1) / z * math.sqrt(n / (n - 1))
    skewness = record.moment(3) / second**1.5 / math.sqrt(n)
    kurtosis = (record.moment(4) / second**2 - 3) / n
    low, high = (mean + error * _offset(side, skewness, kurtosis) for side in (-z, z))
    return max(low, 0.0), min(high, 1.0)


def _offset(z: float, skewness: float, kurtosis: float) -> float:
    a = skewness / 6
    w = a + (a + z) / (1 - a * (a + z))
    cubic = (w**3 - 3 * w) * kurtosis / 24 - (2 * w**3 - 5 * w) * skewness**2 / 36
    return w + (w**2 - 1) * skewness / 6 + cubic


@cache
def t_quantile(freedom: int) -> float:
    """Upper limit of the middle `LEVEL` of Student's t, by halving."""
    low, high = 0.0, 1e3
    while low < (middle := (low + high) / 2) < high:
        if _beyond(middle, freedom) > 1 - LEVEL:
            low = middle
        else:
            high = middle
    return high


def _beyond(t: float, freedom: int) -> float:
    """Chance of a t at least this far from 0: the incomplete beta function, by its fraction."""
    a, b, x = freedom / 2, 0.5, freedom / (freedom + t * t)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, t * t / (freedom + t * t))
    return _beta(a, b, x)


def _beta(a: float, b: float, x: float) -> float:
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(logs + a * math.log(x) + b * math.log1p(-x)) / a if x > 0 else 0.0
    above, below = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            below = 1 / (1 + step * below)
            above = 1 + step / above
            value *= above * below
        if abs(above * below - 1) < 1e-16:  # noqa: PLR2004 - the last digit of a float
            break
    return front * value


@dataclass(frozen=True)
class Drawn:
    """Everybody's means, drawn to the common one, and the noise that is left in each."""

    means: list[float]
    noise: list[float]


def shrunken(records: Sequence[Record]) -> Drawn | None:
    """DerSimonian and Laird, with the variance pooled over everybody; None without any variance."""
    freedom = sum(record.n - 1 for record in records)
    if freedom == 0:
        return None
    means = [record.moment(1) for record in records]
    pooled = math.fsum((record.n - 1) * record.variance for record in records) / freedom
    if pooled == 0:
        return Drawn(means, [0.0] * len(means))
    noise = [pooled / record.n for record in records]
    tau2 = _between(means, noise)
    centre = _weighed(means, [1 / (tau2 + v) for v in noise])
    drawn = [centre + (m - centre) * tau2 / (tau2 + v) for m, v in zip(means, noise, strict=True)]
    larger = [max(record.variance / record.n, v) for record, v in zip(records, noise, strict=True)]
    return Drawn(drawn, [tau2 * v / (tau2 + v) for v in larger])


def _between(means: list[float], noise: list[float]) -> float:
    if len(means) == 1:
        return 0.0
    weights = [1 / v for v in noise]
    centre, total = _weighed(means, weights), math.fsum(weights)
    excess = math.fsum(w * (m - centre) ** 2 for w, m in zip(weights, means, strict=True))
    scale = total - math.fsum(w * w for w in weights) / total
    return max(0.0, (excess - (len(means) - 1)) / scale)


def _weighed(values: list[float], weights: list[float]) -> float:
    products = (v * w for v, w in zip(values, weights, strict=True))
    return math.fsum(products) / math.fsum(weights)


def places(records: Sequence[Record], drawn: Drawn | None) -> dict[int, tuple[int, int]]:
    """Rank and group of everybody who has enough forecasts, by position."""
    if drawn is None:
        return {}
    enough = [k for k, record in enumerate(records) if record.n >= MINIMUM_TO_RANK]
    rounded = {k: round(drawn.means[k], 12) for k in enough}
    order = sorted(enough, key=lambda k: (rounded[k], records[k].moment(1)))
    found: dict[int, tuple[int, int]] = {}
    ahead: dict[float, int] = {}
    for before, k in enumerate(order):
        ahead.setdefault(rounded[k], before)
    group, left = 0, order
    while left:
        group += 1
        together = 1 + _not_told_apart(left, drawn)
        found |= {k: (1 + ahead[rounded[k]], group) for k in left[:together]}
        left = left[together:]
    return found


def _not_told_apart(order: list[int], drawn: Drawn) -> int:
    """How many directly below the first cannot be told from it, after Benjamini and Hochberg."""
    first, *others = order
    chances = [_by_luck(drawn, first, k) for k in others]
    adjusted, least = [1.0] * len(chances), 1.0
    ascending = sorted(range(len(chances)), key=chances.__getitem__)
    for rank, k in reversed(list(enumerate(ascending, 1))):
        least = min(least, chances[k] * len(chances) / rank)
        adjusted[k] = least
    return next((k for k, p in enumerate(adjusted) if p < TOLD_APART_BELOW), len(others))


def _by_luck(drawn: Drawn, one: int, other: int) -> float:
    difference = abs(drawn.means[one] - drawn.means[other])
    variance = drawn.noise[one] + drawn.noise[other]
    if difference == 0 or variance == 0:
        return 1.0 if difference == 0 else 0.0
    return math.erfc(difference / math.sqrt(variance) / math.sqrt(2))
