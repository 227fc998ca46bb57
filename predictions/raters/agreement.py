"""PURE. How well raters agree, and what several rulings come to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

RESULTS = ("agreed", "majority", "split", "withdrawn")
MOST_RATERS = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's kappa over `n` events that two raters ruled on.

    `observed` is the share of events on which they agree, `expected` the share by chance alone,
    given how often each says what; kappa = (observed - expected) / (1 - expected), from -1 to 1: 1
    is agreement throughout, 0 no more than chance. None where it is not defined: without events,
    and where both say the same of every event, so that chance alone would agree as well.

    Cohen, J. (1960), doi:10.1177/001316446002000104.
    """

    n: int
    observed: float | None
    expected: float | None
    kappa: float | None

    @property
    def undefined_because(self) -> str:
        """Why there is no kappa; empty if there is."""
        if self.kappa is not None:
            return ""
        if not self.n:
            return "no event has been ruled on by two raters yet"
        return "both raters gave every event the same ruling, so chance alone would agree as well"


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return how well the first and the second rulings agree."""
    n = len(pairs)
    if n == 0:
        return Agreement(0, None, None, None)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    # In whole numbers, so that "chance alone would agree" is exact.
    same = sum(first == second for first, second in pairs)
    by_chance = sum(firsts[word] * seconds[word] for word in firsts)
    rest = n * n - by_chance
    kappa = (same * n - by_chance) / rest if rest else None
    return Agreement(n, same / n, by_chance / (n * n), kappa)


def result_of(rulings: Sequence[str]) -> str:
    """Return how rulings in the order they came are settled; empty while another is wanted."""
    if len(rulings) < MOST_RATERS - 1:
        return ""
    if len(rulings) == MOST_RATERS - 1:
        return "agreed" if rulings[0] == rulings[1] else ""
    return "majority" if len(set(rulings)) < MOST_RATERS else "split"


def most_said(rulings: Sequence[str]) -> str:
    """Return the ruling that more than one rater gave."""
    return Counter(rulings).most_common(1)[0][0]
