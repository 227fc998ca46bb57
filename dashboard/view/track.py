"""PURE. A dot with its range on a scale from 0 to 100: the one mark that most charts are made of.

Positions are shares of the scale in percent, so that an SVG of any width draws them true and its
text, which stands outside, keeps its size on a phone.
"""

from dataclasses import dataclass

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Track:
    """`at` with `low` and `high`, all from 0 to 100; no range where it is undefined."""

    at: float
    low: float | None = None
    high: float | None = None

    @property
    def has_range(self) -> bool:
        """Tell whether there is a line to draw."""
        return self.low is not None and self.high is not None and self.low < self.high


def track(at: float, low: float | None = None, high: float | None = None) -> Track:
    """Place a value and its range on the scale; what lies outside is drawn at its end.

    The range always holds the value, so that a dot never stands beside its own line.
    """
    place = clamp(at)
    if low is None or high is None:
        return Track(place)
    return Track(place, min(clamp(low), place), max(clamp(high), place))


def probability_track(probability: float, low: float, high: float) -> Track:
    """Place a probability (0 to 1) and the readings of its words."""
    return track(FULL * probability, FULL * low, FULL * high)


def clamp(value: float) -> float:
    """Return `value` within 0 to 100, to the hundredth: finer than any screen."""
    return round(min(max(value, 0.0), FULL), 2)
