"""Missed ticks, by a clock that nobody can set."""

from jobs.watchdog import Watch


def test_a_job_that_began_in_time_is_not_overdue() -> None:
    watch = Watch({"score": 10}, now=0)
    assert watch.overdue(15) == ()
    watch.began("score", 14)
    watch.ended("score")
    assert watch.overdue(29) == ()


def test_a_job_that_missed_its_tick_is_named_and_no_other() -> None:
    watch = Watch({"score": 10, "report": 60}, now=0)
    assert watch.overdue(15.1) == ("score",)
    assert watch.overdue(90.1) == ("score", "report")


def test_a_job_at_work_is_not_begun_again() -> None:
    watch = Watch({"score": 10}, now=0)
    watch.began("score", 1)
    assert list(watch.running) == ["score"]
    assert watch.overdue(1000) == ()
    watch.ended("score")
    assert not watch.running
    assert watch.overdue(1000) == ("score",)


def test_a_short_interval_has_some_grace() -> None:
    watch = Watch({"score": 1}, now=0)
    assert watch.overdue(2.9) == ()
    assert watch.overdue(3.1) == ("score",)
