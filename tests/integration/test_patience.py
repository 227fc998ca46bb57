"""A server that falls silent is not waited for for ever, and one that ends a session is away."""

import time

import pytest
from sqlalchemy import text

from core import patient
from core.db import Database, is_momentary
from core.errors import UnavailableError


def test_a_silent_server_is_given_up(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient.PatientConnection, "patience", 0.5)
    database = Database(postgresql_url)
    began = time.monotonic()
    with pytest.raises(UnavailableError), database.read() as session:
        session.execute(text("SELECT pg_sleep(10)"))
    assert time.monotonic() - began < 8
    with database.read() as session:
        assert session.scalar(text("SELECT 1")) == 1
    database.dispose()


def test_work_on_whole_tables_may_take_its_time(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    with database.write() as session, database.unhurried(session):
        assert session.scalar(text("SHOW statement_timeout")) == "0"
        connection = session.connection().connection.driver_connection
        assert getattr(connection, "patience", 0) is None
    with database.read() as session:
        assert session.scalar(text("SHOW statement_timeout")) == "15s"
        connection = session.connection().connection.driver_connection
        assert getattr(connection, "patience", None) == patient.PATIENCE_SECONDS
    database.dispose()


@pytest.mark.parametrize("how", ["while idle", "in between"])
def test_a_session_that_the_server_ends_is_unavailable(postgresql_url: str, how: str) -> None:
    database, killer = Database(postgresql_url), Database(postgresql_url)
    with database.read() as session:
        session.execute(text("SELECT 1"))
    end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid")
    with database.read() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        if how == "in between":
            with killer.read() as other:
                other.execute(end, {"pid": pid})
            with pytest.raises(Exception, match="terminating connection") as caught:
                session.execute(text("SELECT 1"))
            assert is_momentary(caught.value)
    if how == "while idle":
        with killer.read() as other:
            other.execute(end, {"pid": pid})
    with database.read() as session:
        assert session.scalar(text("SELECT 2")) == 2
    database.dispose()
    killer.dispose()


def test_an_error_of_the_record_is_not_the_databases(database: Database) -> None:
    with pytest.raises(Exception, match="SELEKT") as caught, database.engine.connect() as open_:
        open_.execute(text("SELEKT 1"))
    assert not is_momentary(caught.value)
    assert not is_momentary(ValueError("locked"))
