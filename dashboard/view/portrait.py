"""PURE. The portrait on a pundit's page: how the record looks from several sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from core.formats import day, percent, score
from dashboard.view.calls import CallCard, call_card
from dashboard.view.listing import listed
from dashboard.view.over_time import OverTimeChart, over_time_chart
from dashboard.view.spread import SpreadChart, spread_chart
from dashboard.view.standings import EVEN
from dashboard.view.track import Track, track
from predictions.views import EventView
from scoring.forms import HORIZONS
from scoring.portrait import IndexRange, Part, Portrait, Telling
from scoring.views import Call

NO_TOPIC = "no topic"


@dataclass(frozen=True, slots=True)
class PartRow:
    """A topic or horizon with its dot and range, and where the standings of it are."""

    name: str
    path: str
    range: IndexRange
    track: Track
    enough: bool


@dataclass(frozen=True, slots=True)
class PartsChart:
    """Rows of one kind, and what they say; `more` are not shown."""

    sentence: str
    rows: tuple[PartRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One of several statements about one event."""

    said_on: str
    probability: str
    score: str
    call: Call


@dataclass(frozen=True, slots=True)
class Restated:
    """An event about which somebody said several things, and what they come to."""

    event: EventView
    statements: tuple[Statement, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PortraitPage:
    """What stands between the index and the list of calls."""

    over_time: OverTimeChart | None
    topics: PartsChart | None
    horizons: PartsChart | None
    said: SpreadChart | None
    closest: tuple[CallCard, ...]
    farthest: tuple[CallCard, ...]
    restated: tuple[Restated, ...]


def portrait_page(
    name: str, found: Portrait | None, telling: Telling, minimum: int
) -> PortraitPage:
    """Build the portrait; what nothing counts for yet is left out."""
    return PortraitPage(
        over_time=over_time_chart(name, found.over_time) if found and found.over_time else None,
        topics=_topics(name, found, minimum) if found else None,
        horizons=_horizons(name, found, minimum) if found else None,
        said=spread_chart(name, found.said) if found else None,
        closest=tuple(call_card(call) for call in telling.closest),
        farthest=tuple(call_card(call) for call in telling.farthest),
        restated=tuple(_restated(calls) for calls in telling.restated),
    )


def parts_sentence(name: str, parts: Sequence[Part], minimum: int) -> str:
    """Say where a record can be told from always saying 50%."""
    enough = [part for part in parts if part.range.n >= minimum]
    if not enough:
        return f"Too few to tell: none has {minimum} scored predictions."
    above = [p.name for p in enough if p.range.low is not None and p.range.low > EVEN]
    below = [p.name for p in enough if p.range.high is not None and p.range.high < EVEN]
    told = [f"closer than always saying 50% on {listed(above)}"] if above else []
    told += [f"farther from what happened than always saying 50% on {listed(below)}"] * bool(below)
    if not told:
        return f"On none of these can {name} be told from somebody who always says 50%."
    return f"{name} came {', and '.join(told)}."


def _topics(name: str, found: Portrait, minimum: int) -> PartsChart:
    named = [Part(part.name or NO_TOPIC, part.range) for part in found.topics]
    rows = tuple(
        _row(part, f"/?{urlencode({'topic': part.name})}" if part.name else "/", label, minimum)
        for part, label in ((part, part.name or NO_TOPIC) for part in found.topics)
    )
    return PartsChart(parts_sentence(name, named, minimum), rows, found.more_topics)


def _horizons(name: str, found: Portrait, minimum: int) -> PartsChart:
    ahead = [Part(_days(part.name), part.range) for part in found.horizons]
    rows = tuple(
        _row(part, f"/?horizon={part.name}", _days(part.name).capitalize(), minimum)
        for part in found.horizons
    )
    return PartsChart(parts_sentence(name, ahead, minimum), rows)


def _row(part: Part, path: str, name: str, minimum: int) -> PartRow:
    found = part.range
    return PartRow(name, path, found, track(found.index, found.low, found.high), found.n >= minimum)


def _days(horizon: str) -> str:
    first, last = next(days for name, days in HORIZONS.items() if name == horizon)
    return f"{first} days or more ahead" if horizon == "longer" else f"{first} to {last} days ahead"


def _restated(calls: Sequence[Call]) -> Restated:
    return Restated(
        event=calls[0].event,
        statements=tuple(
            Statement(
                day(call.prediction.said_on),
                percent(call.prediction.probability),
                score(call.score.brier) if call.score else "",
                call,
            )
            for call in calls
        ),
        words=_changed_words(calls),
    )


def _changed_words(calls: Sequence[Call]) -> str:
    changed = next((call.changed_mind for call in calls if call.changed_mind), None)
    if changed is None:
        return "The first statement counts."
    return (
        f"The first counts, with a Brier score of {score(changed.first)}. Weighed by how long each"
        f" stood, all {changed.statements} come to {score(changed.time_weighted)}, over"
        f" {percent(changed.coverage)} of the event’s time."
    )
