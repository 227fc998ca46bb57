"""Deadlines that take a reading of the words further off."""

import re
from bisect import bisect_right
from dataclasses import replace

from predictions.extraction.deadlines.holidays import election_day
from predictions.extraction.deadlines.model import Deadline
from predictions.extraction.patterns import lazily

_NOVEMBER = 11
_AROUND = 250
_VOTING = lazily(
    r"\b(?:elections?|re-?election|senate|ballots?|polls|pollsters?|voters?|vote|midterms?|gop|"
    r"republicans?|democrats?|congress|house\sof\srepresentatives|electoral|electorate)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 300  # characters; further back "then" is as likely to mean something else
_NOVEMBER_ALONE = lazily(
    r"(?:in|this|by|until|before|come|for)\s(?:this\s)?November", re.IGNORECASE
)
_THEN = lazily(r"\b(?:by|before|until|till|between\snow\sand)\sthen\b", re.IGNORECASE)


def election_in_november(text: str, found: Deadline) -> Deadline:
    """Election day for "in November" of an even year, where the words around speak of voting."""
    if not _NOVEMBER_ALONE().fullmatch(found.text) or found.day.year % 2:
        return found
    around = text[max(0, found.start - _AROUND) : found.end + _AROUND]
    if found.day.month != _NOVEMBER or not _VOTING().search(around):
        return found
    day = election_day(found.day.year)
    return replace(found, day=day, basis="inferred")


def by_then(text: str, found: list[Deadline]) -> list[Deadline]:
    """The same deadlines, and each "by then" as the deadline named last before it."""
    ends = [deadline.end for deadline in found]
    added = []
    for match in _THEN().finditer(text):
        place = bisect_right(ends, match.start()) - 1
        if place >= 0 and match.start() - ends[place] <= _LOOK_BACK:
            day = found[place].day
            added.append(Deadline(day, match.group(), match.start(), match.end(), "inferred"))
    return [*found, *added]
