"""The year that a text without a publication date speaks in, where its own words pin it down."""

import re
from collections.abc import Iterable
from datetime import date

from predictions.extraction.deadlines.absolute import MONTH, month_number
from predictions.extraction.deadlines.calendar_events import editions_in
from predictions.extraction.deadlines.days import WEEKDAYS
from predictions.extraction.deadlines.holidays import election_day
from predictions.extraction.patterns import lazily

YEARS = range(2000, 2036)
"""Elections are looked for in these: one day of November returns every 28 years."""

_NOVEMBER = 11
_MOST = 50  # dates read; a text that names more is a table
_ELECTIONS = (
    (lazily(r"\bmid-?terms?\b", re.IGNORECASE), 2),
    (lazily(r"\bpresidential (?:election|race|campaign)\b", re.IGNORECASE), 0),
)
_DATE = lazily(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s(?:the\s)?)?"
    rf"(?:(?P<month>{MONTH})\s(?P<day>\d\d?)|(?P<day_first>\d\d?)\s(?P<month_last>{MONTH}))"
    r"(?:st|nd|rd|th)?\b(?!,?\s(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = lazily(r"\b(?:19|20)\d\d\b")


def reference_day(text: str) -> date | None:
    """New Year's Day of the one year that the text's dates agree with, or None.

    A midterm election on 6 November was that of 2018; a championship held in its named city was
    that city's; a weekday with its date and the last year that the text names leave one year too.
    """
    for years in (_of_election(text), _of_place(text), _of_weekday(text)):
        if len(years) == 1:
            return date(next(iter(years)), 1, 1)
    return None


def _of_election(text: str) -> set[int]:
    days = {(month, day) for month, day, _ in _dates(text) if month == _NOVEMBER}
    remainders = {rest for pattern, rest in _ELECTIONS if pattern().search(text)}
    return {
        year
        for year in YEARS
        if year % 4 in remainders and (_NOVEMBER, election_day(year).day) in days
    }


def _of_place(text: str) -> set[int]:
    return {event.last.year for event in editions_in(text)}


def _of_weekday(text: str) -> set[int]:
    """The year the text names last or the one after it, if a weekday and its date say which."""
    dated = [(month, day, weekday) for month, day, weekday in _dates(text) if weekday]
    named = [int(year.group()) for year in _YEAR().finditer(text)]
    if not dated or not named:
        return set()
    latest = max(year for year in named)
    return {year for year in (latest, latest + 1) if all(_falls_on(year, *each) for each in dated)}


def _falls_on(year: int, month: int, day: int, weekday: str) -> bool:
    try:
        return date(year, month, day).weekday() == WEEKDAYS.index(weekday)
    except ValueError:  # 29 February of another year
        return False


def _dates(text: str) -> Iterable[tuple[int, int, str]]:
    for number, match in enumerate(_DATE().finditer(text)):
        if number == _MOST:
            return
        month = month_number(match["month"] or match["month_last"])
        yield month, int(match["day"] or match["day_first"]), (match["weekday"] or "").lower()
