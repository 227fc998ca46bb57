"""Named events: holidays and elections by rule, everything else from ``calendar.csv``."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache

from predictions.extraction.characters import plain
from predictions.extraction.deadlines.absolute import YEAR
from predictions.extraction.deadlines.calendar_file import NamedEvent, named_events, when_changed
from predictions.extraction.deadlines.holidays import HOLIDAYS, election_day
from predictions.extraction.deadlines.model import Basis, Match, Period, TimeRule

_LETTERS = re.compile(r"[a-z]+")
_CYCLE = 5  # years, in which every computed event comes round
# A listed event further off than this is not the one that a commentator means without its year:
# on the day after Super Tuesday, the words speak of yesterday and not of four years on.
_LONGEST_WAIT = timedelta(days=730)


def _inauguration(year: int) -> date:
    """20 January after a presidential election (20th amendment)."""
    return date(year, 1, 20)


# Which years have the event: (remainder of the year by 4, day of the event), None for even years.
_ELECTIONS: dict[str, tuple[frozenset[int], Callable[[int], date]]] = {
    "midterm elections": (frozenset({2}), election_day),
    "midterm election": (frozenset({2}), election_day),
    "midterms": (frozenset({2}), election_day),
    "mid-term elections": (frozenset({2}), election_day),
    "mid-terms": (frozenset({2}), election_day),
    "presidential election": (frozenset({0}), election_day),
    "presidential elections": (frozenset({0}), election_day),
    "congressional elections": (frozenset({0, 2}), election_day),
    "general election": (frozenset({0, 2}), election_day),
    "november elections": (frozenset({0, 2}), election_day),
    "november election": (frozenset({0, 2}), election_day),
    "election": (frozenset({0, 2}), election_day),
    "elections": (frozenset({0, 2}), election_day),
    "election day": (frozenset({0, 2}), election_day),
    "election night": (frozenset({0, 2}), election_day),
    "the election": (frozenset({0, 2}), election_day),
    "the elections": (frozenset({0, 2}), election_day),
    "the next election": (frozenset({0, 2}), election_day),
    "the coming election": (frozenset({0, 2}), election_day),
    "the upcoming election": (frozenset({0, 2}), election_day),
    "inauguration day": (frozenset({1}), _inauguration),
    "the inauguration": (frozenset({1}), _inauguration),
}
_NEED_YEAR = frozenset({"election", "elections"})  # alone they may be anybody's
_EVERY_YEAR = frozenset({0, 1, 2, 3})
_COMPUTED = {name: (_EVERY_YEAR, day_of) for name, day_of in HOLIDAYS.items()} | _ELECTIONS


def _read(match: Match, said_on: date | None) -> Period | None:
    name = match["name"].lower().replace("’", "'")
    year = int(match["before"] or match["year"] or 0)
    if year == 0 and (said_on is None or name in _NEED_YEAR):
        return None
    day = _computed_day(name, year, said_on) if name in _COMPUTED else _listed(name, year, said_on)
    if day is None:
        return None
    holiday = name in HOLIDAYS
    basis: Basis = "stated" if year or holiday else "inferred"
    return Period(day, day, "day" if holiday else "event", basis)


def _computed_day(name: str, year: int, said_on: date | None) -> date | None:
    remainders, day_of = _COMPUTED[name]
    if year or said_on is None:
        return day_of(year) if year % 4 in remainders else None
    years = range(said_on.year, said_on.year + _CYCLE)
    days = (day_of(each) for each in years if each % 4 in remainders)
    return next((day for day in days if day >= said_on), None)


def _listed(name: str, year: int, said_on: date | None) -> date | None:
    """The next such event as it was scheduled on the day of publication."""
    known = (
        event.last
        for event in named_events()
        if name in event.names
        and (not year or event.last.year == year)
        and (said_on is None or event.known_from <= said_on <= event.known_until)
    )
    if said_on is None:
        return max(known, default=None)
    latest = date.max if year else said_on + _LONGEST_WAIT
    return min((day for day in known if said_on <= day <= latest), default=None)


@lru_cache(maxsize=2)
def editions_in(text: str) -> tuple[NamedEvent, ...]:
    """The listed events of which a text names both the event and the city that holds it."""
    lowered = plain(text)
    held = [event for event in named_events() if event.place and event.place.lower() in lowered]
    return tuple(event for event in held if any(name in lowered for name in event.names))


def _at_place(match: Match, said_on: date | None) -> Period | None:
    """In Madrid: the day of the championships that the text says are held there."""
    days = (
        event.last
        for event in editions_in(match.string)
        if event.place == match["place"]
        and (said_on is None or event.known_from <= said_on <= event.known_until)
        and (said_on is None or said_on <= event.last <= said_on + _LONGEST_WAIT)
    )
    day = min(days, default=None)
    return Period(day, day, "event", "inferred") if day else None


@cache
def _place_pattern() -> re.Pattern[str]:
    places = sorted({event.place for event in named_events() if event.place}, key=len, reverse=True)
    return re.compile(rf"\b(?P<place>{'|'.join(map(re.escape, places))})\b")


@cache
def _places() -> tuple[str, ...]:
    return tuple({event.place.lower() for event in named_events() if event.place})


def _names() -> list[str]:
    listed = {name for event in named_events() for name in event.names}
    return sorted(listed | set(_COMPUTED), key=len, reverse=True)


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace("'", "['’]?") for name in _names())
    return re.compile(
        rf"\b(?=[a-z]|2)(?:(?P<before>{YEAR})\s)?(?P<name>{names})\b(?:,?\s(?:in\s|of\s)?(?P<year>{YEAR}))?",
        re.IGNORECASE,
    )


@cache
def _triggers() -> tuple[str, ...]:
    """Of each name the longest word, which is seldom a common one."""
    return tuple({max(_LETTERS.findall(name), key=len) for name in _names()})


when_changed(_pattern, _triggers, _place_pattern, _places, editions_in)

RULES = (
    TimeRule("named event", _pattern, _read, "before the midterms", _triggers),
    TimeRule("place of an event", _place_pattern, _at_place, "the Olympics in Paris", _places),
)
