from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.schedule import WEEK, Schedule, covered_from, is_due, period_of, send_instant

MONDAY_8 = Schedule(weekday=1, hour=8)
START = datetime(2026, 1, 5, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
YEARS = 2
# Half hours, both hemispheres, a change at midnight, a change of half an hour, both date lines.
ZONES = (
    "UTC",
    "America/New_York",
    "America/Nuuk",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)


def test_a_period_is_the_iso_week_of_the_readers_own_day() -> None:
    sunday_night = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    assert period_of(sunday_night, "UTC") == "2026-W46"
    assert period_of(sunday_night, "Europe/Berlin") == "2026-W47"
    assert period_of(datetime(2027, 1, 2, tzinfo=UTC), "UTC") == "2026-W53"


def test_it_is_due_from_its_hour_on_for_who_had_subscribed_by_then() -> None:
    hour = datetime(2026, 11, 16, 7, tzinfo=UTC)  # 8 o'clock in Berlin
    second = timedelta(seconds=1)
    assert send_instant(hour, "Europe/Berlin", MONDAY_8) == hour
    assert not is_due(hour - second, "Europe/Berlin", MONDAY_8, LONG_AGO)
    assert is_due(hour, "Europe/Berlin", MONDAY_8, LONG_AGO)
    assert is_due(hour + timedelta(days=6), "Europe/Berlin", MONDAY_8, hour - second)
    assert not is_due(hour + timedelta(days=6), "Europe/Berlin", MONDAY_8, hour)


def runs(zone: str, schedule: Schedule, ticks: list[datetime]) -> Counter[str]:
    """Tick as the scheduler would: a report per period that has none, once it is due."""
    made: Counter[str] = Counter()
    for now in ticks:
        if period_of(now, zone) not in made and is_due(now, zone, schedule, LONG_AGO):
            made[period_of(now, zone)] += 1
    return made


@pytest.mark.parametrize("zone", ZONES)
def test_hourly_ticks_over_two_years_give_one_report_per_week(zone: str) -> None:
    first = datetime(2026, 1, 5, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    weeks = 104
    made = runs(zone, MONDAY_8, [first + timedelta(hours=h) for h in range(24 * 7 * weeks)])
    assert len(made) == weeks
    assert set(made.values()) == {1}


def changes_of(zone: str) -> list[datetime]:
    """Days of the two years on which the clocks of `zone` change."""
    days = [START + timedelta(days=d) for d in range(366 * YEARS)]
    offsets = [day.astimezone(ZoneInfo(zone)).utcoffset() for day in days]
    return [day for day, a, b in zip(days, offsets, offsets[1:], strict=False) if a != b]


def test_every_hour_of_every_week_in_which_clocks_change_is_in_its_own_week() -> None:
    seen = {(change, zone) for zone in available_timezones() for change in changes_of(zone)}
    assert len(seen) > 100
    for change, zone in seen:
        for weekday in range(1, 8):
            for hour in (0, 1, 2, 3, 22, 23):
                instant = send_instant(change, zone, Schedule(weekday, hour))
                assert period_of(instant, zone) == period_of(change, zone), (zone, change)


@given(
    st.sampled_from(sorted(available_timezones())),
    st.integers(0, 366 * YEARS * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.integers(1, 7),
    st.integers(0, 23),
)
def test_the_hour_of_each_week_comes_once(
    zone: str, now: datetime, weekday: int, hour: int
) -> None:
    schedule = Schedule(weekday, hour)
    this, following = (send_instant(day, zone, schedule) for day in (now, now + WEEK))
    assert period_of(this, zone) == period_of(now, zone)
    assert abs(following - this - WEEK) <= timedelta(hours=2)
    assert is_due(max(now, this), zone, schedule, this - WEEK)


def test_a_report_begins_where_the_one_before_ended() -> None:
    end = datetime(2026, 11, 1, tzinfo=UTC)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert covered_from(now, end) == end
    assert covered_from(now, None) == now - WEEK
    assert covered_from(end - WEEK, end) == end - WEEK  # the clock was set back
