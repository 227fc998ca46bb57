"""Arithmetic on days, months and years.

Every function raises ``ValueError`` or ``OverflowError`` past the ends of the calendar, years 1
and 9999; the grammar then reads no date.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = (
    *["january", "february", "march", "april", "may", "june", "july"],
    *["august", "september", "october", "november", "december"],
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DECEMBER = 12
ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    return following - ONE_DAY


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    later: date = day + relativedelta(months=months)
    return later


def year_end(year: int) -> date:
    """31 December."""
    return date(year, 12, 31)


def week_end(day: date) -> date:
    """The Sunday of the week that holds the day (weeks begin on Monday)."""
    return day + (6 - day.weekday()) * ONE_DAY


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first Monday (0) to Sunday (6) that is not before the day."""
    return day + (weekday - day.weekday()) % 7 * ONE_DAY


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first, second, ... such weekday of a month; the last one for ``nth`` -1."""
    if nth < 0:
        last = month_end(year, month)
        return last - (last.weekday() - weekday) % 7 * ONE_DAY
    return weekday_on_or_after(date(year, month, 1), weekday) + (nth - 1) * WEEK
