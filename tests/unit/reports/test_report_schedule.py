from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.schedule import (
    WEEK,
    Schedule,
    covered_from,
    due_period,
    latest_slot,
    period_of,
    send_instant,
)

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
    before, slot = (latest_slot(now, "Europe/Berlin", MONDAY_8) for now in (hour - second, hour))
    assert (before.period, before.instant) == ("2026-W46", hour - WEEK)
    assert (slot.period, slot.instant) == ("2026-W47", hour)
    assert latest_slot(hour + timedelta(days=6), "Europe/Berlin", MONDAY_8) == slot
    assert due_period(slot, hour - second, "2026-W46") == "2026-W47"
    assert due_period(slot, hour - second, "2026-W47") is None
    assert due_period(slot, hour, "") is None


def runs(ticks: Iterable[tuple[datetime, str, Schedule]], since: datetime) -> list[str]:
    """Tick as the scheduler would; return the periods of the reports in turn."""
    made: list[str] = []
    for now, zone, schedule in ticks:
        period = due_period(latest_slot(now, zone, schedule), since, max(made, default=""))
        if period is not None:
            made.append(period)
    return made


def periods(first: datetime, weeks: int) -> list[str]:
    """The ISO weeks from that of a day on."""
    return [period_of(first + n * WEEK, "UTC") for n in range(weeks)]


@pytest.mark.parametrize("zone", ZONES)
def test_hourly_ticks_over_two_years_give_one_report_per_week(zone: str) -> None:
    first = datetime(2026, 1, 5, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    weeks = 104
    hours = (first + timedelta(hours=h) for h in range(24 * 7 * weeks))
    made = runs(((now, zone, MONDAY_8) for now in hours), first - timedelta(seconds=1))
    assert made == periods(datetime(2026, 1, 5, tzinfo=UTC), weeks)


SCHEDULES = st.builds(Schedule, st.integers(1, 7), st.integers(0, 23))


@given(st.sampled_from(ZONES), st.lists(st.tuples(st.integers(1, 200), SCHEDULES), max_size=12))
def test_whoever_changes_day_and_hour_gets_one_report_a_week(
    zone: str, changes: list[tuple[int, Schedule]]
) -> None:
    first = datetime(2026, 3, 2, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ticks, schedule, hour = [], MONDAY_8, 0
    for hours, following in [*changes, (0, MONDAY_8)]:
        ticks += [(first + timedelta(hours=hour + h), zone, schedule) for h in range(hours)]
        hour, schedule = hour + hours, following
    rest = -(hour + 2) % 168  # to the end of a week, whatever the clocks did
    ticks += [(first + timedelta(hours=hour + h), zone, schedule) for h in range(rest)]
    made = runs(ticks, first - timedelta(seconds=1))
    assert made == periods(datetime(2026, 3, 2, tzinfo=UTC), len(made))
    assert abs(len(made) - (hour + rest) / 168) <= 1


@given(
    st.lists(
        st.tuples(st.integers(1, 200), st.sampled_from(ZONES), SCHEDULES), min_size=1, max_size=12
    )
)
def test_whoever_moves_around_the_world_gets_no_second_report_and_waits_two_weeks_at_most(
    moves: list[tuple[int, str, Schedule]],
) -> None:
    first, hour, ticks = datetime(2026, 3, 2, tzinfo=UTC), 0, []
    for hours, zone, schedule in moves:
        ticks += [(first + timedelta(hours=hour + h), zone, schedule) for h in range(hours)]
        hour += hours
    made = runs(ticks, LONG_AGO)
    assert made == sorted(set(made))
    known = periods(datetime(2026, 2, 16, tzinfo=UTC), 20)
    gaps = [known.index(b) - known.index(a) for a, b in pairwise(made)]
    assert all(gap <= 2 for gap in gaps)


def test_a_clock_that_jumps_two_days_forth_and_back_brings_no_second_report() -> None:
    days = [0, 1, 2, 5, 7, 6, 5, 6, 7, 8, 14]
    ticks = [(START + timedelta(days=d, hours=9), "UTC", MONDAY_8) for d in days]
    assert runs(ticks, LONG_AGO) == periods(START, 3)


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
    assert latest_slot(max(now, this), zone, schedule).instant == this


def test_a_report_begins_where_the_one_before_ended() -> None:
    end = datetime(2026, 11, 1, tzinfo=UTC)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert covered_from(now, end) == end
    assert covered_from(now, None) == now - WEEK
    assert covered_from(end - WEEK, end) == end - WEEK  # the clock was set back
