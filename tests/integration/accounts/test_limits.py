"""Limits are counted in the database, one count for every node."""

import threading
from datetime import datetime, timedelta

import pytest

from accounts.limits import Limit, forgive, spend
from core.db import Database
from core.errors import TooManyError

THREE = Limit("knocking", 3, timedelta(minutes=10))


def knock(database: Database, now: datetime, who: str = "ann") -> None:
    with database.write() as session:
        spend(session, now, THREE, who)


def test_a_limit_holds_until_its_time_is_over(database: Database, now: datetime) -> None:
    for _ in range(3):
        knock(database, now)
    with pytest.raises(TooManyError, match="try again after 12:10:00 UTC") as refusal:
        knock(database, now + timedelta(minutes=4))
    assert refusal.value.retry_after == 360
    knock(database, now + timedelta(minutes=4), "ben")
    knock(database, now + timedelta(minutes=10))


def test_what_is_forgiven_counts_from_nothing(database: Database, now: datetime) -> None:
    for _ in range(3):
        knock(database, now)
    with database.write() as session:
        forgive(session, THREE, "ann")
    knock(database, now)


def test_many_at_once_get_no_more_than_the_limit(database: Database, now: datetime) -> None:
    through: list[int] = []

    def try_often() -> None:
        for _ in range(4):
            try:
                knock(database, now)
            except TooManyError:
                continue
            through.append(1)

    threads = [threading.Thread(target=try_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(through) == 3


def test_a_key_may_be_anything(database: Database, now: datetime) -> None:
    for who in ("", "x" * 10_000, "naïve/\n'; DROP TABLE allowance; --"):
        knock(database, now, who)
