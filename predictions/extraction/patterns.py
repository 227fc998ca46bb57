"""Regular expressions that are compiled when first needed and run only where they can match."""

import re
from collections.abc import Callable, Iterator
from functools import cache

Lazy = Callable[[], re.Pattern[str]]


def lazily(source: str, flags: int = 0) -> Lazy:
    """A pattern that costs nothing until it is called for."""
    return cache(lambda: re.compile(source, flags))


def windows(
    plain: str, triggers: tuple[str, ...], before: int, after: int
) -> Iterator[tuple[int, int]]:
    """The stretches around every trigger, in order, none overlapping another.

    Args:
        plain: the text in lower case.
        triggers: words, or pieces of them, without one of which a pattern cannot match.
        before: characters that a match and what it looks back at may take before a trigger.
        after: the same behind the first character of a trigger.
    """
    places = sorted({place for trigger in triggers for place in _places(plain, trigger)})
    if not places:
        return
    start, end = places[0] - before, places[0] + after
    for place in places[1:]:
        if place - before > end:
            yield max(start, 0), end
            start = place - before
        end = place + after
    yield max(start, 0), min(end, len(plain))


def _places(plain: str, trigger: str) -> Iterator[int]:
    place = plain.find(trigger)
    while place >= 0:
        yield place
        place = plain.find(trigger, place + 1)
