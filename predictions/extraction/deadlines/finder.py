"""From text to deadlines: find times, narrow, join, read prepositions, drop the past."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from predictions.extraction.characters import plain
from predictions.extraction.deadlines import (
    absolute,
    calendar_events,
    governing,
    namesakes,
    parts,
    relative,
    seasons,
    spans,
    tense,
    undated,
)
from predictions.extraction.deadlines.context import by_then, election_in_november
from predictions.extraction.deadlines.days import add_months
from predictions.extraction.deadlines.model import Deadline, Mention, Period, TimeRule
from predictions.extraction.patterns import lazily, windows

RULES = (
    *calendar_events.RULES,
    *absolute.RULES,
    *seasons.RULES,
    *relative.RULES,
    *spans.RULES,
)
DATED = frozenset({"named event", "place of an event", "month day", "day month"})
"""What a text without a publication date may still say, once its own words tell the year."""

REACH = 100
"""Characters that a match and what it looks around for may take on either side of a trigger."""

_JOINT = lazily(
    r"\s?(?:to|through|until|till|or|and|-|–|—)\s?(?:the\s|in\s|by\s|early\s|late\s|mid-)?",
    re.IGNORECASE,
)


def find_deadlines(text: str, said_on: date | None) -> list[Deadline]:
    """Every deadline that ``text`` sets, in order of the text, for a reader of ``said_on``.

    Ranges end with their last day. Open ends ("2030 and beyond", "soon", "in the coming weeks")
    and the past set none: no deadline lies before ``said_on``. Without a publication date only
    dates that name their year count.

    Args:
        text: a sentence or a whole commentary; "by then" looks back within it.
        said_on: the day of publication.
    """
    people = namesakes.people_in(text)
    found = [
        deadline
        for mention in _joined(text, _mentions(text, said_on))
        if (deadline := _deadline(text, mention, said_on, people)) is not None
    ]
    return sorted(by_then(text, found), key=lambda deadline: deadline.start)


def _mentions(text: str, said_on: date | None) -> list[Mention]:
    """The times a text names; where two overlap the longer one counts, then the earlier one."""
    lowered = plain(text)
    inferred = undated.reference_day(text) if said_on is None else None
    everything = [
        each
        for rule in RULES
        for each in (
            _inferred(_applied(rule, text, lowered, inferred))
            if inferred is not None and rule.name in DATED
            else _applied(rule, text, lowered, said_on)
        )
    ]
    everything.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in everything:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return [parts.part_of(text, mention) for mention in kept]


def _inferred(mentions: Iterator[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        period = replace(mention.period, basis="inferred")
        yield Mention(mention.start, mention.end, period)


def _applied(rule: TimeRule, text: str, lowered: str, said_on: date | None) -> Iterator[Mention]:
    for match in _matches(rule, text, lowered):
        try:
            period = rule.read(match, said_on)
        except (ValueError, OverflowError):  # 31 November, or past the year 9999
            continue
        if period is not None:
            yield Mention(match.start(), match.end(), period)


def _matches(rule: TimeRule, text: str, lowered: str) -> Iterator[re.Match[str]]:
    for window in windows(lowered, rule.triggers(), REACH, REACH):
        yield from rule.pattern.finditer(text, *window)


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Two times under one preposition, "from May to September", end with the second."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before is not None and _JOINT().fullmatch(
            text, before.end, max(before.end, mention.start)
        ):
            last = max(before.period.last, mention.period.last)
            period = before.period
            whole = Period(period.first, last, "range", mention.period.basis, period.leans)
            joined[-1] = Mention(before.start, mention.end, whole)
        else:
            joined.append(mention)
    return joined


def _coming_day(text: str, mention: Mention, lead: str, said_on: date | None) -> date | None:
    """The deadline, unless it has passed; "by spring", said in April, means the next one."""
    day = governing.last_day(text, mention, lead)
    if day is None or said_on is None or day >= said_on:
        return day
    if mention.period.kind != "season" or mention.period.last < said_on:
        return None
    return add_months(day, 12)


def _deadline(
    text: str, mention: Mention, said_on: date | None, people: frozenset[str]
) -> Deadline | None:
    lead, start = governing.lead_of(text, mention)
    if namesakes.names_person(text[mention.start : mention.end], lead, people):
        return None
    try:
        day = _coming_day(text, mention, lead, said_on)
    except (ValueError, OverflowError):
        return None
    if day is None or tense.looks_past(text, mention, lead, said_on):
        return None
    found = Deadline(day, text[start : mention.end], start, mention.end, mention.period.basis)
    return election_in_november(text, found)
