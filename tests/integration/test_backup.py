"""A backup: taken while others write, on both databases, and put back into either."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select, text
from support.large import miscounted
from support.mailing import MONDAY, join
from support.record import AFTER, amend, predict, rule
from support.tampering import tamper

from core import migrations
from core.backup import back_up, restore
from core.config import Settings
from core.db import Base, Database
from core.errors import CalleditError, ConflictError, InvalidInputError, UnavailableError
from core.ledger import LedgerEntry
from core.mail.letterhead import letterhead_of
from predictions.models import Outcome
from reports.issues import Press
from reports.making import make_reports, unmade_reports
from scoring.scorer import score_pending

WRITERS = 2
Tables = dict[str, list[dict[str, Any]]]


def something(database: Database, settings: Settings) -> None:
    """A record with predictions, outcomes, scores, readers and their mails."""
    with database.write() as session:
        event = predict(session, "Ann “quoted” Example", 0.1 + 0.2).event
        predict(session, "Bo", 0.25, event=event)
        rule(session, event, "occurred")
    with database.write() as session:
        score_pending(session, AFTER)
        amend(session, event, "did_not_occur")
    with database.write() as session:
        score_pending(session, AFTER)
    join(database, "ann", "bo")
    with database.write() as session:
        press = Press(MONDAY, letterhead_of(settings))
        assert make_reports(session, press, unmade_reports(session, MONDAY)) == 2


def contents(database: Database) -> Tables:
    with database.read() as session:
        return {
            table.name: [
                dict(row)
                for row in session.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "backup.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Another database, on either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'other.db'}"
    else:
        url = str(request.getfixturevalue("other_postgresql_url"))
    found = Database(url)
    yield found
    found.dispose()


def test_everything_comes_back_on_either_database(
    database: Database, settings: Settings, file: Path, empty: Database
) -> None:
    something(database, settings)
    taken = back_up(database, file)
    given = restore(empty, file)
    assert contents(empty) == contents(database)
    assert taken == given
    assert taken.rows["prediction"] == 2
    assert taken.broken == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["backup.db"]


def test_a_restored_record_goes_on(
    database: Database, settings: Settings, file: Path, empty: Database
) -> None:
    something(database, settings)
    back_up(database, file)
    restore(empty, file)
    with empty.write() as session:
        rule(session, predict(session, "Cy", 0.5).event, "occurred")
        assert score_pending(session, AFTER).scored == 1
    with pytest.raises(Exception, match=r"(?i)foreign key"), empty.write() as session:
        session.execute(text("UPDATE prediction SET pundit_id = 99"))


def test_a_backup_is_one_state_while_others_write(database: Database, file: Path) -> None:
    stop, errors = threading.Event(), []

    def write(number: int) -> None:
        step = 0
        while not stop.is_set():
            step += 1
            try:
                with database.write() as session:
                    event = predict(session, f"Writer {number}, {step}", 0.5).event
                    rule(session, event, "occurred")
                    score_pending(session, AFTER)
            except CalleditError as error:
                errors.append(error)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        copies = [back_up(database, file, overwrite=True) for _ in range(3)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert errors == []
    assert copies[0].total < copies[2].total
    kept = Database(f"sqlite:///{file}")
    with kept.read() as session:
        outcomes = session.scalar(select(func.count(Outcome.id)))
        entered = select(func.count()).where(LedgerEntry.action == "outcome recorded")
        assert session.scalar(entered) == outcomes == copies[2].rows["score"]
        assert miscounted(session) == 0
    kept.dispose()


def test_an_older_backup_is_brought_up_to_date(file: Path, tmp_path: Path) -> None:
    old = Database(f"sqlite:///{file}")
    migrations.upgrade(old, "0001")
    with old.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO pundit (slug, name, added_at) VALUES ('a', 'A', '2020-01-01')")
        )
    old.dispose()
    before = file.read_bytes()
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert restore(database, file).rows["pundit"] == 1
    assert migrations.current(database) == migrations.head()
    database.dispose()
    assert file.read_bytes() == before


def test_a_broken_ledger_is_copied_and_told(
    database: Database, settings: Settings, file: Path, tmp_path: Path
) -> None:
    something(database, settings)
    tamper(database, "UPDATE ledger_entry SET reason = 'x' WHERE position = 3")
    copy = back_up(database, file)
    assert "BROKEN" in copy.ledger_told
    assert "entry 3 " in copy.ledger_told
    other = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert restore(other, file) == copy
    other.dispose()


def test_a_file_is_not_overwritten_unasked(database: Database, file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(ConflictError, match=r"backup\.db.*--overwrite"):
        back_up(database, file)
    assert file.read_text() == "precious"
    back_up(database, file, overwrite=True)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_only_an_empty_database_is_restored_into(
    database: Database, settings: Settings, file: Path
) -> None:
    something(database, settings)
    back_up(database, file)
    before = contents(database)
    with pytest.raises(ConflictError, match="not empty"):
        restore(database, file)
    assert contents(database) == before


def test_tables_of_another_version_are_not_backed_up(database: Database, file: Path) -> None:
    migrations.downgrade(database, "0001")
    with pytest.raises(UnavailableError, match="flask db upgrade"):
        back_up(database, file)
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("what", ["noise", "empty", "foreign", "newer", "folder", "missing"])
def test_what_is_no_backup_is_refused(sqlite_url: str, file: Path, what: str) -> None:
    _make(what, file)
    database = Database(sqlite_url)
    with pytest.raises(InvalidInputError, match=r"backup\.db"):
        restore(database, file)
    with database.read() as session:
        assert session.scalar(select(func.count(LedgerEntry.position))) == 0
    database.dispose()


def _make(what: str, file: Path) -> None:
    if what == "noise":
        file.write_bytes(b"this is no database" * 100)
    if what == "empty":
        file.touch()
    if what == "folder":
        file.mkdir()
    if what in {"foreign", "newer"}:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE song (title TEXT)")
            if what == "newer":
                connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
                connection.execute("INSERT INTO alembic_version VALUES ('9999')")
            connection.commit()


def test_the_commands_say_what_they_did(runner: FlaskCliRunner, file: Path) -> None:
    done = runner.invoke(args=["backup", str(file)])
    assert (done.exit_code, "the ledger is whole" in done.output) == (0, True)
    again = runner.invoke(args=["backup", str(file)])
    assert (again.exit_code, again.output.count("\n")) == (2, 1)
    back = runner.invoke(args=["restore", str(file), "--json"])
    assert (back.exit_code, '"ledger_head"' in back.output) == (0, True)
    for bad in (["backup"], ["restore"], ["backup", ""], ["restore", "/nowhere/b.db"],
                ["backup", "/nowhere/b.db"], ["restore", str(file), "--fast"]):  # fmt: skip
        refused = runner.invoke(args=bad)
        assert (refused.exit_code, refused.output.count("\n")) == (2, 1), bad
