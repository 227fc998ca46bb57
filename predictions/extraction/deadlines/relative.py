"""Times counted from the day of publication: "tomorrow", "next Friday", "this year"."""

from collections.abc import Callable
from datetime import date

from predictions.extraction.deadlines.days import (
    ONE_DAY,
    WEEK,
    WEEKDAYS,
    add_months,
    month_end,
    week_end,
    weekday_on_or_after,
    year_end,
)
from predictions.extraction.deadlines.model import Kind, Match, Period, rule
from predictions.extraction.deadlines.namesakes import NOT_A_NAME

_WEEKDAY = "|".join(WEEKDAYS)
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"


def _day(offset: int) -> Callable[[Match, date | None], Period | None]:
    def read(_match: Match, said_on: date | None) -> Period | None:
        if said_on is None:
            return None
        day = said_on + offset * ONE_DAY
        return Period(day, day, "day")

    return read


def _weekday(match: Match, said_on: date | None) -> Period | None:
    """Looking forward; the day of publication itself counts. "Next" is the week after this one."""
    if said_on is None:
        return None
    place = WEEKDAYS.index(match["weekday"].lower())
    if match["which"] and match["which"].lower() == "next":
        day = week_end(said_on) + (place + 1) * ONE_DAY
    else:
        day = weekday_on_or_after(said_on, place)
    if match["week"]:
        day += WEEK
    return Period(day, day, "day")


def _weekend(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    sunday = week_end(said_on) + (WEEK if (match["which"] or "").lower() == "next" else 0 * WEEK)
    return Period(sunday - 2 * ONE_DAY, sunday, "week", leans=match["which"] is None)


def _unit(match: Match, said_on: date | None) -> Period | None:
    """This week, next year; "the week" counts only behind "end of", "rest of", "later in"."""
    if said_on is None:
        return None
    step = 1 if match["which"].lower() == "next" else 0
    first, last, kind = _UNITS[match["unit"].lower()](said_on, step)
    return Period(max(first, said_on), last, kind, leans=match["which"].lower() == "the")


def _week(said_on: date, step: int) -> tuple[date, date, Kind]:
    sunday = week_end(said_on) + step * WEEK
    return sunday - 6 * ONE_DAY, sunday, "week"


def _month(said_on: date, step: int) -> tuple[date, date, Kind]:
    first = add_months(said_on.replace(day=1), step)
    return first, month_end(first.year, first.month), "month"


def _quarter(said_on: date, step: int) -> tuple[date, date, Kind]:
    first = add_months(date(said_on.year, (said_on.month - 1) // 3 * 3 + 1, 1), 3 * step)
    return first, add_months(first, 3) - ONE_DAY, "month"


def _year(said_on: date, step: int) -> tuple[date, date, Kind]:
    return date(said_on.year + step, 1, 1), year_end(said_on.year + step), "year"


def _decade(said_on: date, step: int) -> tuple[date, date, Kind]:
    first = said_on.year // 10 * 10 + 10 * step
    return date(first, 1, 1), year_end(first + 9), "decade"


_UNITS = {
    "day": lambda said_on, _step: (said_on, said_on, "day"),
    "week": _week,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
}


def _year_end(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    day = year_end(said_on.year + ((match["which"] or "").lower().startswith("next")))
    return Period(day, day, "end")


def _running_out(match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    _first, last, _kind = _UNITS[match["unit"].lower()](said_on, 0)
    return Period(said_on, last, "end")


def _year_on(_match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    return Period(said_on, add_months(said_on, 12), "span")


def _new_year(_match: Match, said_on: date | None) -> Period | None:
    if said_on is None:
        return None
    return Period(date(said_on.year + 1, 1, 1), year_end(said_on.year + 1), "season", leans=True)


RULES = (
    rule(
        "today",
        r"\btoday\b(?!['’]s)",
        _day(0),
        "later today",
        "today",
    ),
    rule(
        "tonight",
        r"\b(?:tonight|this\s(?:morning|afternoon|evening))\b",
        _day(0),
        "tonight",
        "tonight morning afternoon evening",
    ),
    rule(
        "tomorrow",
        rf"\btomorrow\b{_PART_OF_DAY}",
        _day(1),
        "tomorrow morning",
        "tomorrow",
    ),
    rule(
        "the day after tomorrow",
        r"\bday\safter\stomorrow\b",
        _day(2),
        "the day after tomorrow",
        "tomorrow",
    ),
    rule(
        "weekday",
        rf"\b(?:(?P<week>(?:a|one)\sweek\sfrom)\s)?(?:(?P<which>this\scoming|this|next|coming)\s)?"
        rf"{NOT_A_NAME}(?P<weekday>{_WEEKDAY})\b{_PART_OF_DAY}"
        r"(?!\s(?:school|roast)\b)(?!\s(?-i:Times|Mail|Telegraph|Post|Mirror|Express|Herald|Night\sFootball))",
        _weekday,
        "on Wednesday",
        " ".join(WEEKDAYS),
    ),
    rule(
        "weekend",
        r"\b(?:(?P<which>this\scoming|this|next|coming)\s)?weekend\b",
        _weekend,
        "this weekend",
        "weekend",
    ),
    rule(
        "unit",
        r"\b(?P<which>this|next|the(?=\s\w{3,7}\b(?!['’]s|\sof\b))|the\scurrent|the\spresent)\s"
        r"(?P<unit>day|week|month|quarter|year|decade)\b(?!\s(?:after|before|19|20|21))",
        _unit,
        "next year",
        " ".join(_UNITS),
    ),
    rule(
        "year-end",
        r"\b(?P<which>(?:this|the|next)\s)?(?<!next\s)year(?:['’]s[\s-]|[\s-])end\b",
        _year_end,
        "by year-end",
        "year",
    ),
    rule(
        "running out",
        r"\b(?:the\s)?(?P<unit>day|week|month|quarter|year|decade)\s(?:is\s(?:out|over|up)|ends|"
        r"runs\sout|comes\sto\s(?:an\send|a\sclose))\b",
        _running_out,
        "before the year is out",
        " ".join(_UNITS),
    ),
    rule(
        "this time next year",
        r"\bthis\stime\snext\syear\b",
        _year_on,
        "by this time next year",
        "year",
    ),
    rule(
        "new year",
        r"\bnew\syear\b(?!['’]s)(?!\s\d)",
        _new_year,
        "in the new year",
        "year",
    ),
)
