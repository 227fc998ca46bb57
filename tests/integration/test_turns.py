"""Of writers that wait for one database, none takes every turn."""

import threading

import pytest
from sqlalchemy import text

from core import db
from core.db import Database


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seen: list[float] = []
    monkeypatch.setattr("core.db.time.sleep", seen.append)
    return seen


def test_who_has_held_sqlite_for_long_lets_the_others_look(
    sqlite_url: str, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(sqlite_url)
    _write(database, 3)
    assert pauses == []  # it was short
    monkeypatch.setattr(db, "LONGEST_TURN_SECONDS", 0.0)
    _write(database, 2)
    assert pauses == [db.PAUSE_SECONDS] * 2
    database.dispose()


def test_who_has_left_it_alone_meanwhile_does_not_wait(
    sqlite_url: str, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "LONGEST_TURN_SECONDS", 0.0)
    monkeypatch.setattr(db, "PAUSE_SECONDS", 0.0)
    database = Database(sqlite_url)
    _write(database, 3)
    assert pauses == []
    database.dispose()


def test_postgresql_needs_no_pause(
    postgresql_url: str, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "LONGEST_TURN_SECONDS", 0.0)
    database = Database(postgresql_url)
    _write(database, 2)
    assert pauses == []
    database.dispose()


def test_a_second_writer_gets_its_turn_beside_one_that_never_stops(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "LONGEST_TURN_SECONDS", 0.2)
    greedy, patient = Database(sqlite_url), Database(sqlite_url)
    enough = threading.Event()

    def write_on() -> None:
        while not enough.is_set():
            with greedy.write() as session:
                session.execute(text("CREATE TABLE IF NOT EXISTS turn (n INTEGER)"))
                enough.wait(0.3)  # longer than who waits sleeps

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        _write(patient, 3)  # within the time after which SQLite gives up
    finally:
        enough.set()
        thread.join()
        greedy.dispose()
        patient.dispose()


def _write(database: Database, times: int) -> None:
    for _ in range(times):
        with database.write() as session:
            session.execute(text("DELETE FROM heartbeat"))
