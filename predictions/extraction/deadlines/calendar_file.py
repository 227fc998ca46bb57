"""The calendar of named events as data: ``calendar.csv``, and the rows of one's own."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CALENDAR = Path(__file__).parent / "calendar.csv"
COLUMNS = ("names", "last", "known_from", "known_until", "source", "place")
NEEDED = COLUMNS[:2]


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """One row: an event's names, its last day, and the publication dates that day applies to.

    ``place`` is the city that holds it, "" where no city stands for it.
    """

    names: tuple[str, ...]
    last: date
    known_from: date
    known_until: date
    place: str = ""


_own: list[NamedEvent] = []
_built_upon: list[Any] = []
"""What is worked out from the events once, and anew when they change."""


@cache
def named_events() -> tuple[NamedEvent, ...]:
    """Every row of ``calendar.csv`` and of one's own.

    Where both have a name in one year, one's own counts alone.
    """
    own = {(name, event.last.year) for event in _own for name in event.names}
    built_in = read_events(CALENDAR.read_text(encoding="utf-8"))
    return (
        *(e for e in built_in if not any((name, e.last.year) in own for name in e.names)),
        *_own,
    )


def use_own_events(events: Iterable[NamedEvent]) -> None:
    """Let these be the events of one's own, from now on and for the whole process."""
    replaced = tuple(events)
    if replaced == tuple(_own):
        return
    _own[:] = replaced
    for each in (named_events, *_built_upon):
        each.cache_clear()


def when_changed(*cached: Any) -> None:
    """Have these cached functions forget what they know when the events change."""
    _built_upon.extend(cached)


def read_events(text: str) -> tuple[NamedEvent, ...]:
    """The rows of a calendar file; lines that begin with # are remarks.

    Raises:
        ValueError: naming the line, quoting what cannot be used and saying what would be right.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if _says_something(line)]
    if not lines:
        raise ValueError(f"the file is empty: its first line is {','.join(COLUMNS)}")
    header = next(csv.reader([lines[0][1]]))
    if not set(NEEDED) <= set(header):
        raise ValueError(
            f"line {lines[0][0]}: {lines[0][1]!r} is no header such as {','.join(COLUMNS)}"
        )
    return tuple(_event(number, header, line) for number, line in lines[1:])


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _event(number: int, header: list[str], line: str) -> NamedEvent:
    row = dict(zip(header, next(csv.reader([line])), strict=False))
    names = tuple(name.strip().lower() for name in row.get("names", "").split("|") if name.strip())
    if not any(any(map(str.isalpha, name)) for name in names):
        raise ValueError(f"line {number}: {line!r} names no event")
    event = NamedEvent(
        names=names,
        last=_day(number, row.get("last", "")),
        known_from=_day(number, row["known_from"]) if row.get("known_from") else date.min,
        known_until=_day(number, row["known_until"]) if row.get("known_until") else date.max,
        place=row.get("place", "").strip(),
    )
    if event.known_from > event.known_until:
        raise ValueError(f"line {number}: known_from comes after known_until in {line!r}")
    return event


def _day(number: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"line {number}: {text!r} is no day such as 2028-11-07") from None
