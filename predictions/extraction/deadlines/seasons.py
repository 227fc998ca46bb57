"""Parts of years and groups of years: seasons, quarters, halves, decades, centuries."""

from collections.abc import Callable
from datetime import date

from predictions.extraction.deadlines.absolute import YEAR
from predictions.extraction.deadlines.days import DECEMBER, month_end, year_end
from predictions.extraction.deadlines.model import Kind, Match, Period, rule
from predictions.extraction.deadlines.namesakes import names_season

# First month of the meteorological seasons of the northern hemisphere; each lasts three.
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_OF_YEAR = (
    rf"(?:\s(?:of\s)?(?:(?P<year>{YEAR})(?:[-–/]\d\d\b)?|(?P<relative>this|next|the)\syear\b))"
)
_THIS_CENTURY = 2000
_CENTURY_END = 2100
_MIDDLE_OF_CENTURY = 2050


def _season(match: Match, said_on: date | None) -> Period | None:
    if not names_season(match):
        return None
    first_month = _SEASONS[match["season"].lower()]
    named = _named_year(match, said_on)
    if named is not None:
        return _months(named, first_month, 3, "season")
    if said_on is None:
        return None
    which = (match["which"] or "").lower()
    if which == "next":
        # Next summer is next year's; next winter may begin in this year's December.
        started = said_on.month < first_month == DECEMBER
        return _months(said_on.year + (not started), first_month, 3, "season")
    return _coming(said_on, lambda year: _months(year, first_month, 3, "season"), leans=not which)


def _season_end(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    month = _SEASONS[match["season"].lower()]
    period = _coming(said_on, lambda year: _months(year, month, 3, "season"), leans=False)
    return Period(said_on, period.last, "end")


def _quarter(match: Match, said_on: date | None) -> Period | None:
    name = (match["ordinal"] or match["digit"]).lower()
    quarter = _ORDINALS.get(name) or int(name)
    return _part_of_year(match, said_on, 3 * quarter - 2, 3)


def _half(match: Match, said_on: date | None) -> Period | None:
    second = match["ordinal"].lower() in {"second", "latter", "last", "2"}
    return _part_of_year(match, said_on, 7 if second else 1, 6)


def _part_of_year(match: Match, said_on: date | None, month: int, length: int) -> Period | None:
    year = _named_year(match, said_on)
    if year is not None:
        return _months(year, month, length, "month")
    if said_on is None:
        return None
    return _coming(said_on, lambda each: _months(each, month, length, "month"), leans=True)


def _named_year(match: Match, said_on: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["relative"] is None or said_on is None:
        return None
    return said_on.year + (match["relative"].lower() == "next")


def _months(year: int, month: int, length: int, kind: Kind) -> Period:
    """So many months from the first day of one; winter runs into the next year."""
    years, place = divmod(month + length - 2, DECEMBER)
    return Period(date(year, month, 1), month_end(year + years, place + 1), kind)


def _coming(said_on: date, period_of: Callable[[int], Period], *, leans: bool) -> Period:
    """The first such period that has not ended; last year's winter may still run."""
    candidates = (period_of(said_on.year + step) for step in (-1, 0, 1))
    period = next(each for each in candidates if each.last >= said_on)
    return Period(period.first, period.last, period.kind, leans=leans)


def _decade(match: Match, said_on: date | None) -> Period | None:
    """Where the day of publication is unknown, a decade of the last century is taken for past."""
    first = int(match["decade"])
    if said_on is None and first < _THIS_CENTURY:
        return None
    return Period(date(first, 1, 1), year_end(first + 9), "decade", leans=True)


def _century(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    return Period(said_on, year_end(_CENTURY_END), "end", leans=match["which"] is None)


def _middle_of_century(_match: Match, _said_on: date | None) -> Period | None:
    return Period(date(_MIDDLE_OF_CENTURY, 1, 1), year_end(_MIDDLE_OF_CENTURY), "end")


RULES = (
    rule(
        "season",
        r"\b(?:(?P<which>this|next|this\scoming|coming)\s)?(?P<season>spring|summer|fall|autumn|"
        rf"winter)\b{_OF_YEAR}?(?!\s(?:of|in)\s(?!(?:19|20|21)\d\d)|\s(?:break|recess|holidays?|term|school|camp|vacation|training|Olympics|"
        r"Games|short|apart|back|behind|from|to(?!\s(?:spring|summer|fall|autumn|winter)\b)|below|under)\b|-)",
        _season,
        "this fall",
        "spring summer fall autumn winter",
    ),
    rule(
        "season running out",
        r"\b(?:the\s)?(?P<season>spring|summer|fall|autumn|winter)\s(?:is\s(?:out|over)|ends|"
        r"runs\sout)\b",
        _season_end,
        "before the winter is out",
        "spring summer fall autumn winter",
    ),
    rule(
        "quarter",
        r"\b(?P<ordinal>first|second|third|fourth|final|last)[\s-](?P<digit>)quarter\b"
        rf"{_OF_YEAR}?(?!\s(?:back|mile))",
        _quarter,
        "in the third quarter",
        "quarter",
    ),
    rule(
        "quarter in digits",
        rf"\b(?:Q(?P<digit>[1-4])|(?P<ordinal>[1-4])Q)\b{_OF_YEAR}?",
        _quarter,
        "in Q3",
        "q1 q2 q3 q4 1q 2q 3q 4q",
    ),
    rule(
        "half",
        rf"\b(?P<ordinal>first|second|latter|last)[\s-]half{_OF_YEAR}",
        _half,
        "in the second half of next year",
        "half",
    ),
    rule(
        "half in digits",
        rf"\bH(?P<ordinal>[12]){_OF_YEAR}",
        _half,
        "by H1 2025",
        "h1 h2",
    ),
    rule(
        "decade",
        r"(?<![\w’'-])(?P<decade>(?:19|20|21)\d0)s\b",
        _decade,
        "by the 2030s",
        "0s",
    ),
    rule(
        "century",
        r"\b(?:(?<=the\s)|(?P<which>this|the\s21st)\s)century\b",
        _century,
        "this century",
        "century",
    ),
    rule(
        "middle of the century",
        r"\bmid-?century\b",
        _middle_of_century,
        "by mid-century",
        "century",
    ),
)
