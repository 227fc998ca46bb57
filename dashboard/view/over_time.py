"""PURE. The Brier index over time: a line of rolling means with the range that luck leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.formats import day, index
from dashboard.view.track import clamp
from scoring.portrait import IndexRange, OverTime

MOST_YEARS = 8
# Years are named where they do not run into the names of the two ends, in percent of the width.
CLEAR = 22.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place across, in percent, and what stands there."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the line; all in percent of the drawing, `y` from the top."""

    x: float
    y: float
    day: str
    range: IndexRange


@dataclass(frozen=True, slots=True)
class OverTimeChart:
    """Geometry in percent: `line` and `band` are points of a square of 100 by 100."""

    sentence: str
    window: int
    places: tuple[Place, ...]
    line: str
    band: str
    events: tuple[float, ...]
    years: tuple[Mark, ...]
    start: str
    end: str


def over_time_chart(name: str, found: OverTime) -> OverTimeChart:
    """Draw one pundit's index over time."""
    first, last = found.days[0], found.days[-1]
    places = tuple(
        Place(
            _across(point.day, first, last),
            _up(point.range.index),
            day(point.day),
            point.range,
        )
        for point in found.points
    )
    return OverTimeChart(
        sentence=change_sentence(name, found),
        window=found.window,
        places=places,
        line=" ".join(f"{place.x},{place.y}" for place in places),
        band=_band(places),
        events=tuple(dict.fromkeys(_across(each, first, last) for each in found.days)),
        years=tuple(_years(first, last)),
        start=f"{first:%b %Y}",
        end=f"{last:%b %Y}",
    )


def change_sentence(name: str, found: OverTime) -> str:
    """Say whether the record changed by more than luck explains."""
    before, now = found.first, found.last
    if before is None or now is None:
        return "Too few to tell whether it changed."
    ends = (before.low, before.high, now.low, now.high)
    if any(end is None for end in ends):
        return "Too few to tell whether it changed."
    low, high, now_low, now_high = (end or 0.0 for end in ends)
    both = f"{index(before.index)} over the first {before.n}, {index(now.index)} over the last"
    if now_low > high:
        return f"{name} has come closer: {both}, and the two ranges lie apart."
    if now_high < low:
        return f"{name} came closer at first: {both}, and the two ranges lie apart."
    return f"No change that luck could not explain: {both}."


def _across(when: date, first: date, last: date) -> float:
    return clamp(100 * (when - first).days / max((last - first).days, 1))


def _up(value: float) -> float:
    return clamp(100 - value)


def _band(places: tuple[Place, ...]) -> str:
    known = [
        (p.x, p.range.low, p.range.high)
        for p in places
        if p.range.low is not None and p.range.high is not None
    ]
    upper = [f"{x},{_up(high)}" for x, _, high in known]
    lower = [f"{x},{_up(low)}" for x, low, _ in reversed(known)]
    return " ".join(upper + lower)


def _years(first: date, last: date) -> Iterable[Mark]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // MOST_YEARS))
    for year in years[::step]:
        x = _across(date(year, 1, 1), first, last)
        if CLEAR < x < 100 - CLEAR:
            yield Mark(x, str(year))
