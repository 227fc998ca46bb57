"""Every change of the clocks in every zone, against an oracle that walks through the hours.

The oracle knows nothing of how the schedule works: it goes through two years in steps of a quarter
of an hour, looks at the wall clock of the zone, and notes for each ISO week and each hour of it the
first step at which the clock shows that hour or a later one.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo, available_timezones

from support.figures import FULL, Figure

from reports.schedule import Schedule, Slot, latest_slot, period_of, send_instant

START = datetime(2025, 1, 6, tzinfo=UTC)
WEEKS = 106
STEP = timedelta(minutes=15)
HOUR = timedelta(hours=1)
SLOTS = tuple(product(range(1, 8), range(24)))
SOME_ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Santiago", "Antarctica/Troll", "Pacific/Chatham", "UTC",
)  # fmt: skip

Week = tuple[int, int]


class Oracle:
    """One zone: the first and last step of each week, and the step of each of its hours."""

    def __init__(self, zone: str) -> None:
        self.first: dict[Week, datetime] = {}
        self.last: dict[Week, datetime] = {}
        self.steps: dict[Week, list[datetime]] = {}
        for step, week, weekday, hour in _walk(zone):
            self.first.setdefault(week, step)
            self.last[week] = step
            done = self.steps.setdefault(week, [])
            done.extend([step] * ((weekday - 1) * 24 + hour + 1 - len(done)))

    def whole_weeks(self) -> list[Week]:
        """The weeks that lie within the two years as a whole."""
        return list(self.steps)[1:-1]


def _walk(zone: str) -> Iterator[tuple[datetime, Week, int, int]]:
    clock = ZoneInfo(zone)
    for number in range(WEEKS * 7 * 24 * 4):
        step = START + number * STEP
        local = step.astimezone(clock)
        year, week, weekday = local.isocalendar()
        yield step, (year, week), weekday, local.hour


def test_one_run_per_period_in_every_zone(figure: Figure) -> None:
    zones = sorted(available_timezones()) if FULL else SOME_ZONES
    schedules = [Schedule(weekday, hour) for weekday, hour in SLOTS]
    periods, wrong = 0, []
    for zone in zones:
        oracle = Oracle(zone)
        for week in oracle.whole_weeks():
            first, last = oracle.first[week], oracle.last[week]
            name = f"{week[0]}-W{week[1]:02d}"
            assert period_of(first, zone) == period_of(last, zone) == name
            for schedule, step in zip(schedules, oracle.steps[week], strict=True):
                periods += 1
                instant = send_instant(first, zone, schedule)
                # Before it the week before is the latest that was due; from it on until the week
                # has ended, this one is.
                before = latest_slot(instant - STEP, zone, schedule)
                after = {latest_slot(now, zone, schedule) for now in (instant, last)}
                once = before.instant < instant and after == {Slot(name, instant)}
                if not (once and (instant == step or skipped(zone, schedule, step, instant))):
                    wrong.append((zone, name, schedule, step, instant))
    figure(
        f"clock changes: {len(zones)} zones x 24 hours x 7 weekdays over two years:"
        f" {periods:,} periods, {periods - len(wrong):,} with exactly one run, {len(wrong)} without"
    )
    assert wrong == []


def skipped(zone: str, schedule: Schedule, step: datetime, instant: datetime) -> bool:
    """Tell whether the clock never shows the hour, which then comes as late as the clock jumps.

    At Troll in Antarctica it jumps by two hours, and the second of them is an hour late; on the
    Chatham Islands it jumps from a quarter to three to a quarter to four, and three is four.
    """
    local = step.astimezone(ZoneInfo(zone))
    shown = (local.isoweekday(), local.hour, local.minute)
    return shown != (schedule.weekday, schedule.hour, 0) and step < instant <= step + HOUR
