"""Skill: how much better than a named reference."""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from scoring.measures import checks, formulas
from scoring.measures.errors import MeasureError
from scoring.measures.forecasts import Pairs
from scoring.measures.inputs import Probabilities, as_pairs

ALWAYS_50 = "always 50%"
BASE_RATE = "base rate"


@dataclass(frozen=True, slots=True)
class Skill:
    """Skill against a reference.

    Attributes:
        value: 1 is perfect, 0 as good as the reference, below 0 worse; None if undefined.
        reference: what it is measured against, by name.
        mean_brier: of the forecasts.
        reference_brier: of the reference on the same events.
        n: number of forecasts.
        reason: why `value` is None.
    """

    value: float | None
    reference: str
    mean_brier: float
    reference_brier: float
    n: int
    reason: str | None = None


def skill_score(
    probabilities: Probabilities,
    outcomes: ArrayLike | None = None,
    *,
    reference: str = ALWAYS_50,
    reference_probabilities: ArrayLike | None = None,
) -> Skill:
    """1 - mean Brier / mean Brier of the reference; at most 1, higher is better.

    `reference` is `ALWAYS_50`, `BASE_RATE` (the share of these same events that occurred: known
    only afterwards, so a severe one), or any name beside `reference_probabilities`, such as the
    status quo or the mean of the others on each event.

    Raises:
        MeasureError: input that cannot be scored, or a reference that is neither known nor given.

    Source:
        Murphy 1973, doi:10.1175/1520-0450(1973)012<0215:HASRAT>2.0.CO;2

    >>> round(skill_score([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]).value, 3)
    0.632
    """
    pairs = as_pairs(probabilities, outcomes)
    if reference_probabilities is None:
        reference_brier = _known_reference(pairs, reference)
    else:
        reference_brier = _given_reference(pairs, reference, reference_probabilities)
    mean_brier = pairs.mean(formulas.squared_error(pairs.probability, pairs.outcome))
    return _skill(mean_brier, reference_brier, reference, pairs.n)


def _skill(mean_brier: float, reference_brier: float, reference: str, n: int) -> Skill:
    if reference_brier == 0:
        reason = (
            f"the reference ({reference}) made no error at all, so no skill against it is defined"
        )
        return Skill(None, reference, mean_brier, reference_brier, n, reason)
    value = formulas.skill(mean_brier, reference_brier)
    return Skill(value, reference, mean_brier, reference_brier, n)


def _known_reference(pairs: Pairs, reference: str) -> float:
    if reference == ALWAYS_50:
        return formulas.ALWAYS_50
    if reference == BASE_RATE:
        return formulas.bernoulli_variance(pairs.mean(pairs.outcome))
    raise MeasureError(
        f"reference {reference!r} is unknown; use {ALWAYS_50!r} or {BASE_RATE!r}, "
        "or give reference_probabilities beside its name"
    )


def _given_reference(pairs: Pairs, reference: str, reference_probabilities: ArrayLike) -> float:
    if pairs.weight is not None:
        raise MeasureError("reference_probabilities: counts do not say which event is which")
    if reference in (ALWAYS_50, BASE_RATE):
        raise MeasureError(f"reference {reference!r} names another; name the one that is given")
    p = checks.probabilities(reference_probabilities, "reference probability")
    checks.same_length(probabilities=pairs.probability, reference_probabilities=p)
    return pairs.mean(formulas.squared_error(p, pairs.outcome))
