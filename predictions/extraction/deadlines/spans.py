"""Lengths of time: "within 18 months", "over the next decade", "ten years from now"."""

import math
from datetime import date

from predictions.extraction.deadlines.days import ONE_DAY, WEEK, add_months
from predictions.extraction.deadlines.model import Match, Period, rule
from predictions.extraction.number_words import DIGITS, WORDS, number

_NUMBER = rf"(?:{DIGITS}|{WORDS}|(?:an?\s)?couple(?:\sof)?|an?|half\san?)"
_UNIT = r"(?P<unit>hour|day|fortnight|week|month|quarter|year|decade)s?\b"
_TO = rf"(?:\s?(?:to|or|-|–)\s?(?P<to>{DIGITS}|{WORDS}))?"
_COUNT = rf"(?P<from>{_NUMBER}){_TO}[\s-](?P<half>and\sa\shalf\s)?"
_OR_TWO = r"(?:\sor\s(?P<more>two|so)\b|\s(?P<more_half>and\sa\shalf)\b)?"
_UP_TO = (
    r"(?:(?:less\sthan|fewer\sthan|under|just|only|about|around|roughly|nearly|as\slittle\sas|"
    r"no\smore\sthan|at\smost|up\sto|maybe|perhaps|another|say|the\sspace\sof)\s)?"
)
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"day": ONE_DAY, "week": WEEK, "fortnight": 2 * WEEK}
_WORDED = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}


def _span(match: Match, said_on: date | None) -> Period | None:
    """Up to the same day so many units later; a range of lengths ends with its longer one."""
    if said_on is None:
        return None
    groups = match.groupdict()
    amount = _amount(groups.get("to") or groups.get("from") or "one")
    amount += 0.5 if groups.get("half") or groups.get("more_half") else 0
    amount = 2 if groups.get("more") == "two" else amount
    return Period(said_on, _later(said_on, match["unit"].lower(), amount), "span")


def _amount(text: str) -> float:
    plain = " ".join(text.lower().split())
    if "couple" in plain:
        return 2
    return _WORDED[plain] if plain in _WORDED else number(plain)


def _later(day: date, unit: str, amount: float) -> date:
    if unit in _MONTHS_IN:
        return add_months(day, math.ceil(amount * _MONTHS_IN[unit]))
    if unit == "hour":
        return day + math.ceil(amount / 24) * ONE_DAY
    return day + math.ceil(amount * _DAYS_IN[unit].days) * ONE_DAY


RULES = (
    rule(
        "within",
        rf"\b(?<!time\s)(?<!times\s)(?<!once\s)(?<!twice\s)(?<!first\s)(?:within|inside(?:\sof)?|in)\s{_UP_TO}"
        rf"{_COUNT}(?:more\s)?{_UNIT}{_OR_TWO}(?:['’]?\s?time\b)?"
        r"(?!\s(?:ago|earlier|later|before|after|old|of\b))",
        _span,
        "within 18 months",
        "within inside in",
    ),
    rule(
        "the next so many",
        rf"\b(?:the\s|these\s|this\s)?(?:next|coming|following|ensuing)\s{_UP_TO}{_COUNT}{_UNIT}{_OR_TWO}",
        _span,
        "over the next two years",
        "next coming following ensuing",
    ),
    rule(
        "the next one",
        rf"\b(?:the\snext|(?:the|this)\scoming|the\sensuing)\s(?P<from>)(?P<to>)(?P<half>half\s)?{_UNIT}"
        r"(?<!s)(?P<more>\sor\stwo\b)?",
        _span,
        "over the next decade",
        "next coming ensuing",
    ),
    rule(
        "from now",
        rf"\b(?<![\d-]){_COUNT}{_UNIT}{_OR_TWO}\s(?:from\s(?:now|today)|hence|away)\b",
        _span,
        "ten years from now",
        "now today hence away",
    ),
    rule(
        "takes",
        rf"\b(?:take|takes|taking)\s{_UP_TO}{_COUNT}{_UNIT}{_OR_TWO}",
        _span,
        "repairs will take 6 to 9 months",
        "take taking",
    ),
)
