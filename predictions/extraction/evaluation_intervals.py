"""How sure the figures of an evaluation are: bootstrap over documents, and two halves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from predictions.extraction.evaluation import Evaluation, Labelled, Matching, evaluate, match

RESAMPLES = 2_000
SEED = 2024
COVERAGE = 0.90
PER_WORDS = 3_000

Better = Literal["higher", "lower"]
HIGHER: Better = "higher"
LOWER: Better = "lower"
Figure = Callable[[Evaluation], float | None]
Columns = dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure over all documents, its 90% interval, and the same over either half.

    ``low`` and ``high`` are None where resampling says nothing: fewer than two documents, or
    nothing to measure in them. The halves are every other document, so that neither depends on
    the order of topics in a file.
    """

    name: str
    better: Better
    value: float | None
    low: float | None
    high: float | None
    halves: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """How one figure is read off an evaluation, and how it is pooled from documents.

    ``part`` and ``whole`` are per document; the pooled figure is the sum of the parts over the sum
    of the wholes.
    """

    name: str
    better: Better
    figure: Figure
    part: str
    whole: str


MEASURES = (
    Measure("precision", HIGHER, lambda e: e.precision, "matched", "proposed"),
    Measure("recall", HIGHER, lambda e: e.recall, "matched", "labelled"),
    Measure("f1", HIGHER, lambda e: e.f1, "matched_twice", "proposed_and_labelled"),
    Measure("probability_error", LOWER, lambda e: e.probability_error, "errors", "matched"),
    Measure("wrong_side", LOWER, lambda e: e.wrong_side, "wrong_sides", "matched"),
    Measure("span_overlap", HIGHER, lambda e: e.span_overlap, "overlaps", "matched"),
    Measure("deadline", HIGHER, lambda e: e.deadline, "deadlines", "dated"),
    Measure("conditional", HIGHER, lambda e: e.conditional, "conditionals", "matched"),
    Measure("speaker", HIGHER, lambda e: e.speaker, "speakers", "matched"),
    Measure(
        "false_positives_per_3000_silent_words",
        LOWER,
        lambda e: PER_WORDS * e.false_positives / e.silent_words if e.silent_words else None,
        "false_positives",
        "stretches_of_silent_words",
    ),
)


def measure(documents: Sequence[Labelled]) -> tuple[Measured, ...]:
    """Every figure with its interval and its halves.

    The interval holds the middle 90% of what the figure is when as many documents are drawn with
    replacement (Efron 1979, doi:10.1214/aos/1176344552); draws without anything to measure are
    left out. The same documents always give the same interval.
    """
    whole = evaluate(documents)
    halves = (evaluate(documents[0::2]), evaluate(documents[1::2]))
    columns = _columns([match(document) for document in documents])
    draws = _draws(len(documents))
    measured = []
    for each in MEASURES:
        low, high = _interval(draws @ columns[each.part], draws @ columns[each.whole])
        value = each.figure(whole)
        sides = (each.figure(halves[0]), each.figure(halves[1]))
        known = value is not None and len(documents) > 1
        measured.append(
            Measured(
                name=each.name,
                better=each.better,
                value=value,
                low=low if known else None,
                high=high if known else None,
                halves=sides,
            )
        )
    return tuple(measured)


def _draws(documents: int) -> NDArray[np.float64]:
    """How often each document is drawn, one row per resample."""
    if not documents:
        return np.zeros((1, 0))
    random = np.random.default_rng(SEED)
    return random.multinomial(documents, np.full(documents, 1 / documents), RESAMPLES).astype(float)


def _interval(parts: NDArray[np.float64], wholes: NDArray[np.float64]) -> tuple[float, float]:
    drawn = wholes > 0
    if not drawn.any():
        return float("nan"), float("nan")
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(parts[drawn] / wholes[drawn], (tail, 1 - tail))
    return float(low), float(high)


def _columns(matchings: Sequence[Matching]) -> Columns:
    rows = [_sums(matching) for matching in matchings]
    names = _sums(match(Labelled("", 0, (), ())))
    return {name: np.array([row[name] for row in rows], dtype=float) for name in names}


def _sums(matching: Matching) -> dict[str, float]:
    """What one document adds to each figure."""
    alone = evaluate([matching.document])
    matched, spurious, missed = alone.matched, alone.spurious, alone.missed
    dated = sum(_has_agreed_deadline(label.deadlines) for label, _ in matching.pairs)
    return {
        "matched": matched,
        "proposed": matched + spurious,
        "labelled": matched + missed,
        "matched_twice": 2 * matched,
        "proposed_and_labelled": 2 * matched + spurious + missed,
        "errors": matched * (alone.probability_error or 0),
        "wrong_sides": matched * (alone.wrong_side or 0),
        "overlaps": matched * (alone.span_overlap or 0),
        "dated": dated,
        "deadlines": dated * (alone.deadline or 0),
        "conditionals": matched * (alone.conditional or 0),
        "speakers": matched * (alone.speaker or 0),
        "false_positives": alone.false_positives,
        "stretches_of_silent_words": alone.silent_words / PER_WORDS,
    }


def _has_agreed_deadline(days: Sequence[object]) -> bool:
    return len(days) > 1 and days[0] is not None and all(day == days[0] for day in days)
