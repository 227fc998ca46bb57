"""What stated numbers say: percentages, shares, odds and pairs become probabilities.

Every reading gives the low and the high end, and not-a-number where the numbers say nothing.
"""

import math
import re

from predictions.extraction.number_words import large, number

Match = re.Match[str]
Ends = tuple[float, float]


def percent(match: Match) -> Ends:
    """60 percent: 0.6; 80 to 90 percent: 0.8 and 0.9."""
    low = _ratio(number(match["low"]), 100)
    return low, _ratio(number(match["high"]), 100) if match["high"] else low


def decimal(match: Match) -> Ends:
    """A probability written as one: 0.7."""
    return float(match["low"]), float(match["low"])


def share(match: Match) -> Ends:
    """One in five: 1/5."""
    whole = large(match["lone"]) if match["lone"] else number(match["b"])
    times = large(match["large"]) if match["large"] else 1
    value = _ratio(number(match["a"]), whole * times)
    return value, value


def against(match: Match) -> Ends:
    """Bookmakers' odds of a to b are odds against: b / (a + b)."""
    share = _ratio(number(match["b"]), number(match["a"]) + number(match["b"]))
    return share, share


def in_favour(match: Match) -> Ends:
    """Odds on, and the American "2-to-1 favorite": a / (a + b)."""
    share = _ratio(number(match["a"]), number(match["a"]) + number(match["b"]))
    return share, share


def parts(match: Match) -> Ends:
    """60-40 says 60 of 100; pairs that do not add up to 100 say nothing."""
    first, second = number(match["a"]), number(match["b"])
    share = _ratio(first, 100) if first + second == 100 else math.nan  # noqa: PLR2004 - percent
    return share, share


def _ratio(part: float, whole: float) -> float:
    """Not a number where there is no whole ("0/0 odds"); twelve digits, so 99.9% is 0.999."""
    return round(part / whole, 12) if whole else math.nan


_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def fraction(match: Match) -> Ends:
    """Two thirds: 2/3."""
    share = _ratio(number(match["a"]), _FRACTIONS[match["part"].lower().removesuffix("s")])
    return share, share


def even(_match: Match) -> Ends:
    """Fifty-fifty."""
    return 0.5, 0.5
