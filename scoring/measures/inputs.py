"""One door for both shapes: every measure takes `(probabilities, outcomes)` or `(counts)`."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from scoring.measures import checks
from scoring.measures.errors import MeasureError
from scoring.measures.forecasts import Counts, Pairs

Probabilities = ArrayLike | Counts


def as_pairs(probabilities: Probabilities, outcomes: ArrayLike | None) -> Pairs:
    """Forecasts one by one, or weighted if they come as counts.

    Raises:
        MeasureError: input that cannot be scored, or outcomes beside counts, or none beside arrays.
    """
    if isinstance(probabilities, Counts):
        _no_outcomes(outcomes)
        return probabilities.pairs()
    p, y = checks.probabilities(probabilities), checks.outcomes(_needed(outcomes))
    checks.same_length(probabilities=p, outcomes=y)
    return Pairs(p, y)


def checked_blocks(probabilities: Probabilities, outcomes: ArrayLike | None) -> Iterator[Pairs]:
    """The same part by part, each checked when its turn comes: one way through the memory.

    Raises:
        MeasureError: as `as_pairs`, while parts are taken.
    """
    if isinstance(probabilities, Counts):
        _no_outcomes(outcomes)
        yield from probabilities.pairs().blocks()
        return
    p = checks.column(probabilities, "probability")
    y = checks.column(_needed(outcomes), "outcome")
    checks.same_length(probabilities=p, outcomes=y)
    for said, happened in zip(checks.blocks(p), checks.blocks(y), strict=True):
        part = Pairs(checks.as_floats(said), checks.as_floats(happened))
        if not (checks.are_probabilities(part.probability) and checks.are_outcomes(part.outcome)):
            as_pairs(p, y)  # which quotes the value with its place in the whole
        yield part


def as_counts(probabilities: Probabilities, outcomes: ArrayLike | None) -> Counts:
    """Forecasts tallied by probability.

    Raises:
        MeasureError: as `as_pairs`.
    """
    if isinstance(probabilities, Counts):
        _no_outcomes(outcomes)
        return probabilities
    return Counts.from_arrays(probabilities, _needed(outcomes))


def _needed(outcomes: ArrayLike | None) -> ArrayLike:
    if outcomes is None:
        raise MeasureError("outcomes: None given; needed beside probabilities (counts hold both)")
    return outcomes


def _no_outcomes(outcomes: ArrayLike | None) -> None:
    if outcomes is not None:
        raise MeasureError("outcomes: given beside counts, which already hold what happened")
