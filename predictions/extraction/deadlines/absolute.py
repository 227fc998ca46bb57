"""Dates that name their month or year: "March 15", "on May 9th", "in November", "by 2030"."""

import re
from datetime import date

from predictions.extraction.deadlines.days import MONTHS, month_end, year_end
from predictions.extraction.deadlines.model import Match, Period, rule

# Capitals tell March and May from the verbs.
MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
MONTH_STEMS = " ".join(month[:3] for month in MONTHS)
YEAR = r"(?:19|20|21)\d\d(?!\d|[.,]\d|%)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?)?"
_TO_DAY = (
    rf"(?:\s?(?:-|–|\bto\b|\bor\b|\band\b)\s?(?P<to>{_DAY})(?!\s?%|\spercent|\s[a-z]+s\b|[:.]\d))?"
)
_NOT_IN_NUMBER = r"(?<![\w.,$£€/:-])"
_COUNTED = (
    r"(?!\s(?:people|troops|dollars|points|miles|jobs|homes|deaths|words|votes|seats|feet|men|women|"
    r"workers|soldiers|voters|delegates|percent|pounds|euros|tons|tonnes|km|mph|metres|meters)\b)"
)
_NUMERIC = re.compile(r"\d+")


def month_number(name: str) -> int:
    """1 to 12, from a month's name or its abbreviation."""
    return next(
        place for place, month in enumerate(MONTHS, start=1) if month[:3] == name[:3].lower()
    )


def _day_of_month(match: Match, said_on: date | None) -> Period | None:
    """One day, or "March 15 to 20", which ends with the second."""
    month = month_number(match["month"])
    days = [_digits(match["day"]), _digits(match["to"] or match["day"])]
    if match["year"]:
        first, last = (date(int(match["year"]), month, day) for day in days)
    elif said_on is None:
        return None
    else:
        passed = date(said_on.year, month, days[1]) < said_on
        first, last = (date(said_on.year + passed, month, day) for day in days)
    return Period(first, last, "day" if first == last else "range")


def _digits(text: str) -> int:
    found = _NUMERIC.match(text)
    return int(found.group()) if found else 0


def _iso(match: Match, _said_on: date | None) -> Period | None:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Period(day, day, "day")


def _month_of_year(match: Match, _said_on: date | None) -> Period | None:
    year, month = int(match["year"]), month_number(match["month"])
    return Period(date(year, month, 1), month_end(year, month), "month")


def _coming_month(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    month = month_number(match["month"])
    year = said_on.year + (month < said_on.month)
    if (match["which"] or "").lower() == "next":
        year = said_on.year + 1
    leans = match["which"] is None
    return Period(date(year, month, 1), month_end(year, month), "month", leans=leans)


def _month_of_relative_year(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    year = said_on.year + (match["which"].lower() in {"next", "the following"})
    month = month_number(match["month"])
    return Period(date(year, month, 1), month_end(year, month), "month")


def _year(match: Match, _said_on: date | None) -> Period | None:
    year = int(match["year"])
    return Period(date(year, 1, 1), year_end(year), "year", leans=match["named"] is None)


def _years(match: Match, _said_on: date | None) -> Period | None:
    """2020-21 and 2020-2030: a range ends with its last day."""
    first, last = int(match["year"]), int(match["to"])
    if len(match["to"]) == 2:  # noqa: PLR2004 - two digits name a year of the same century
        last += first // 100 * 100
    if last <= first:
        return None
    return Period(date(first, 1, 1), year_end(last), "year", leans=True)


RULES = (
    rule(
        "month day",
        rf"\b{_WEEKDAY}(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_DAY})(?!:){_TO_DAY}(?:,?\s(?P<year>{YEAR}))?",
        _day_of_month,
        "by March 15",
        MONTH_STEMS,
    ),
    rule(
        "day month",
        rf"{_NOT_IN_NUMBER}{_WEEKDAY}(?P<day>{_DAY})(?P<to>)\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?",
        _day_of_month,
        "on the 9th of May",
        MONTH_STEMS,
    ),
    rule(
        "iso date",
        rf"{_NOT_IN_NUMBER}(?P<year>(?:19|20|21)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)"
        r"(?![\w-])",
        _iso,
        "on 2024-11-05",
        "19 20 21",
    ),
    rule(
        "numeric date",
        rf"{_NOT_IN_NUMBER}(?P<month>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)/(?P<year>(?:19|20|21)\d\d)"
        r"(?![\w/])",
        _iso,
        "on 11/5/2024, month first",
        "/19 /20 /21",
    ),
    rule(
        "month of a year",
        rf"\b(?P<month>{MONTH})(?:\sof|,)?\s(?P<year>{YEAR})",
        _month_of_year,
        "in November 2024",
        MONTH_STEMS,
    ),
    rule(
        "month of next year",
        rf"\b(?P<month>{MONTH})\s(?:of\s)?(?P<which>this|next|the\sfollowing)\syear\b",
        _month_of_relative_year,
        "in March next year",
        MONTH_STEMS,
    ),
    rule(
        "month",
        rf"\b(?:(?P<which>this|next|coming)\s|the\smonth\sof\s)?(?P<month>{MONTH})\b(?!\s\d)",
        _coming_month,
        "in November",
        MONTH_STEMS,
    ),
    rule(
        "year",
        rf"(?<![\w.,$£€/:–])(?<!\d-)(?:(?P<named>the\s(?:calendar\s|fiscal\s)?year\s|fiscal\s(?:year\s)?|"
        rf"calendar\s(?:year\s)?|FY\s?)|(?<!the\s))(?P<year>{YEAR})(?![\w-]){_COUNTED}",
        _year,
        "by 2030",
        "19 20 21",
    ),
    rule(
        "years",
        rf"{_NOT_IN_NUMBER}(?P<year>{YEAR})[-–/](?P<to>(?:20|21)?\d\d)(?![\w-])",
        _years,
        "in 2024-25",
        "19 20 21",
    ),
)
