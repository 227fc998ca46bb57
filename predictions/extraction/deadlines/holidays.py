"""Holidays, computed for any year."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from predictions.extraction.deadlines.days import ONE_DAY, nth_weekday


def election_day(year: int) -> date:
    """The Tuesday after the first Monday of November (2 U.S.C. 7)."""
    return nth_weekday(year, 11, 0, 1) + ONE_DAY


DayOf = Callable[[int], date]


def _fixed(month: int, day: int) -> DayOf:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int, shift: int = 0) -> DayOf:
    return lambda year: nth_weekday(year, month, weekday, nth) + timedelta(days=shift)


def _easter(shift: int) -> DayOf:
    def day_of(year: int) -> date:
        sunday: date = easter(year)
        return sunday + timedelta(days=shift)

    return day_of


_MONDAY, _THURSDAY, _SUNDAY = 0, 3, 6

HOLIDAYS: dict[str, DayOf] = {
    "new year's day": _fixed(1, 1),
    "martin luther king day": _nth(1, _MONDAY, 3),
    "mlk day": _nth(1, _MONDAY, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, _MONDAY, 3),
    "presidents day": _nth(2, _MONDAY, 3),
    "st. patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "tax day": _fixed(4, 15),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "good friday": _easter(-2),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "easter": _easter(0),
    "pentecost": _easter(49),
    "may day": _fixed(5, 1),
    "mother's day": _nth(5, _SUNDAY, 2),
    "memorial day weekend": _nth(5, _MONDAY, -1),
    "memorial day": _nth(5, _MONDAY, -1),
    "juneteenth": _fixed(6, 19),
    "father's day": _nth(6, _SUNDAY, 3),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "independence day": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day weekend": _nth(9, _MONDAY, 1),
    "labor day": _nth(9, _MONDAY, 1),
    "columbus day": _nth(10, _MONDAY, 2),
    "halloween": _fixed(10, 31),
    "guy fawkes night": _fixed(11, 5),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "thanksgiving": _nth(11, _THURSDAY, 4),
    "black friday": _nth(11, _THURSDAY, 4, 1),
    "cyber monday": _nth(11, _THURSDAY, 4, 4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "the holidays": _fixed(12, 31),
}
