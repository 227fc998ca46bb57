"""How fast the measures score, beside scikit-learn pundit by pundit and one pass over the arrays.

Run as ``python -m benchmarks.measures`` from the repository. Absolute times swing with the machine:
the ratios within one run are what to compare. With ``--quick`` everything is a tenth as large.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss

from scoring.measures import (
    Counts,
    Tallies,
    brier_score,
    calibration_curve,
    standings,
    standings_from_arrays,
)
from scoring.measures.profiles import profiles

PREDICTIONS, PUNDITS = 1_000_000, 10_000
SAMPLED = 200  # pundits scored one by one; the others are extrapolated from them
RESAMPLES = 1_000
ROUNDS, SHORT_ROUNDS = 5, 200
WARM_UP = 1_000  # forecasts; libraries are loaded the first time

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A pundit, a probability on the percent grid and an outcome per position."""

    pundits: NDArray[np.int64]
    probabilities: Values
    outcomes: Values

    def first(self, n: int) -> "Record":
        """The same, of the first n positions."""
        return Record(self.pundits[:n], self.probabilities[:n], self.outcomes[:n])


def main(arguments: list[str]) -> None:
    scale = 10 if "--quick" in arguments else 1
    record = invented(PREDICTIONS // scale, PUNDITS // scale)
    for warm_up in (measured, one_by_one):
        warm_up(record.first(WARM_UP))
    print(f"{len(record.pundits):,} predictions of {PUNDITS // scale:,} pundits; milliseconds")
    _report_standings(record, PUNDITS // scale)
    _report_brier(record)
    _report_counts(record)


def invented(predictions: int, pundits: int) -> Record:
    """Pundits who lean, each in their own direction, in random order."""
    rng = np.random.default_rng(7)
    pundit = rng.integers(0, pundits, predictions)
    true = rng.random(predictions)
    lean = rng.normal(0, 0.1, pundits)[pundit]
    said = np.clip(np.rint(100 * (true + lean)), 0, 100) / 100
    return Record(pundit, said, (rng.random(predictions) < true).astype(np.float64))


def measured(record: Record) -> object:
    """Brier, skill, interval, shrinkage, rank and group of everybody, and the CORP terms."""
    columns = (record.pundits, record.probabilities, record.outcomes)
    tallies = Tallies.from_arrays(*columns)
    return standings(tallies), profiles(tallies)


def one_by_one(record: Record) -> object:
    """Brier and CORP terms by scikit-learn, pundit by pundit; no intervals, no ranks."""
    order = np.argsort(record.pundits, kind="stable")
    edges = np.flatnonzero(np.diff(record.pundits[order])) + 1
    columns = (np.split(column[order], edges) for column in (record.probabilities, record.outcomes))
    return [_terms(p, y) for p, y in zip(*columns, strict=True)]


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least of several rounds: what else the machine does only ever adds."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - start)

    return min(once() for _ in range(rounds))


def _terms(p: Values, y: Values) -> tuple[float, float, float]:
    brier, rate = brier_score_loss(y, p), y.mean()
    recalibrated = np.mean((IsotonicRegression().fit_transform(p, y) - y) ** 2)
    return brier, brier - recalibrated, rate * (1 - rate) - recalibrated


def _report_standings(record: Record, pundits: int) -> None:
    sampled = record.pundits < SAMPLED
    columns = (record.pundits, record.probabilities, record.outcomes)
    few = Record(*(column[sampled] for column in columns))
    alone = milliseconds(lambda: standings_from_arrays(*columns))
    ours = milliseconds(lambda: measured(record))
    theirs = milliseconds(lambda: one_by_one(few)) * pundits / SAMPLED
    print("standings and profiles, beside Brier and CORP terms alone by scikit-learn")
    print(f"  standings alone          {alone:9.1f}")
    print(f"  standings and profiles   {ours:9.1f}")
    print(f"  scikit-learn one by one  {theirs:9.1f}  extrapolated from {SAMPLED} pundits")
    print(f"  ratio                    {theirs / ours:9.1f}")


def _report_brier(record: Record) -> None:
    p, y = record.probabilities, record.outcomes
    passed = milliseconds(lambda: (np.sum(p), np.sum(y)), SHORT_ROUNDS)
    bare = milliseconds(lambda: np.mean((p - y) ** 2), SHORT_ROUNDS)
    ours = milliseconds(lambda: brier_score(p, y), SHORT_ROUNDS)
    print("brier_score, beside adding both arrays up")
    print(f"  sums alone               {passed:9.2f}")
    print(f"  formula without checks   {bare:9.2f}  ratio {bare / passed:.1f}")
    print(f"  brier_score              {ours:9.2f}  ratio {ours / passed:.1f}")


def _report_counts(record: Record) -> None:
    p, y = record.probabilities, record.outcomes
    counts = Counts.from_arrays(p, y)
    tallied = milliseconds(lambda: Counts.from_arrays(p, y))
    curve = milliseconds(lambda: calibration_curve(counts, rng=1, resamples=RESAMPLES))
    print(f"on the percent grid ({len(counts.probability)} probabilities)")
    print(f"  Counts.from_arrays       {tallied:9.1f}")
    print(f"  calibration_curve        {curve:9.1f}  with {RESAMPLES:,} resamples")


if __name__ == "__main__":
    main(sys.argv[1:])
