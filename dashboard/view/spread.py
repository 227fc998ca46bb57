"""PURE. Which probabilities somebody gives: a bar for each tenth, filled as far as it happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.formats import count, percent
from dashboard.view.track import clamp
from scoring.measures import CalibrationPoint

TENTHS = 10
TOP, ROOM = 8, 68  # where the highest bar begins in the drawing, and how far down all reach
GAP = 0.8  # between bars, in percent of the width


@dataclass(frozen=True, slots=True)
class Bar:
    """One tenth of the scale; heights are shares of the highest bar, in percent."""

    x: float
    width: float
    height: float
    happened: float
    point: CalibrationPoint

    @property
    def middle(self) -> float:
        """Where its number stands, from left to right, in percent."""
        return round(self.x + self.width / 2, 2)

    @property
    def top(self) -> float:
        """The same from the chart's top down, just above the bar."""
        return round(TOP - 2 + ROOM * (100 - self.height) / 100, 2)


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """Bars from never to always; tenths in which nothing was said have none."""

    sentence: str
    bars: tuple[Bar, ...]
    n: int


def spread_chart(name: str, said: Sequence[CalibrationPoint]) -> SpreadChart:
    """Draw how often each tenth of the scale was used."""
    most = max(point.n for point in said)
    width = 100 / TENTHS
    return SpreadChart(
        sentence=_sentence(name, said),
        bars=tuple(
            Bar(
                x=round(point.start * 100 + GAP / 2, 2),
                width=width - GAP,
                height=clamp(100 * point.n / most),
                happened=clamp(100 * point.occurred / most),
                point=point,
            )
            for point in said
        ),
        n=sum(point.n for point in said),
    )


def _sentence(name: str, said: Sequence[CalibrationPoint]) -> str:
    total = sum(point.n for point in said)
    most = max(said, key=lambda point: point.n)
    between = f"{percent(most.start)} to {percent(most.end)}"
    return f"{name} most often says {between}: {most.n} of {count(total, 'time')}."
