from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core import formats
from core.days import day_in, end_of_day, is_last_second, last_second

ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe")


@given(st.dates(date(1950, 1, 1), date(2400, 1, 1)), st.sampled_from(ZONES))
def test_a_day_ends_when_the_next_begins(day: date, zone: str) -> None:
    end = end_of_day(day, zone)
    assert day_in(end, zone) > day
    assert end.tzinfo is UTC


def test_a_day_with_25_hours_ends_after_the_25th() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2024, 10, 27, tzinfo=berlin).astimezone(UTC)
    assert (end_of_day(date(2024, 10, 27), "Europe/Berlin") - start).total_seconds() == 25 * 3600


def test_numbers_and_days_in_words() -> None:
    assert formats.percent(0.7) == "70%"
    assert formats.percent(0.155) == "15.5%"
    assert formats.percent(1e-9) == "0%"
    assert formats.day(date(2019, 5, 1)) == "1 May 2019"
    instant = datetime(2019, 5, 1, 3, 5, tzinfo=UTC)
    assert formats.moment(instant, "America/New_York") == "30 April 2019, 23:05 America/New_York"
    assert formats.count(1, "event") == "1 event"
    assert formats.count(1200, "commentary", "commentaries") == "1,200 commentaries"
    assert formats.index(None) == "–"


@given(st.dates(date(1950, 1, 1), date(2400, 1, 1)), st.sampled_from(ZONES))
def test_a_bare_day_stands_for_itself(day: date, zone: str) -> None:
    instant = last_second(day, zone)
    assert day_in(instant, zone) == day
    assert is_last_second(instant, zone)
