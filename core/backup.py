"""A backup: one SQLite file with every table, whichever database it was taken from.

It is read inside one transaction that sees one state, while others go on writing, and checked
before it gets its name: as many rows in every table, and a ledger whose chain is whole. Because the
file says nothing of the database it came from, a restore is also the way from SQLite to PostgreSQL.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Column, Connection, Table, func, insert, select, text
from sqlalchemy.orm import Session

from core import migrations
from core.chain import Chain
from core.db import UPGRADE, Base, Database
from core.errors import ConflictError, InvalidInputError, UnavailableError
from core.ledger import LedgerEntry

ROWS_AT_A_TIME = 1_000
ENTRIES_AT_A_TIME = 20  # that of an import is as large as its chunk
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Copy:
    """What a backup holds, or what was restored: rows by table, and the head of the ledger.

    `broken` says where its chain is broken, and is empty where it is whole. A broken ledger is
    copied as it is: it is evidence.
    """

    file: str
    revision: str
    rows: dict[str, int]
    ledger_head: str
    broken: tuple[str, ...]

    @property
    def total(self) -> int:
        """Rows in all tables."""
        return sum(self.rows.values())

    @property
    def ledger_told(self) -> str:
        """One line for people about the ledger."""
        if not self.broken:
            return f"the ledger is whole, its head is {self.ledger_head}."
        return f"the ledger is BROKEN and was copied as it is: {'; '.join(self.broken)}."


def back_up(database: Database, file: Path, *, overwrite: bool = False) -> Copy:
    """Write everything into a new `file`, which appears when it is complete.

    Raises:
        ConflictError: if the file exists, unless it may be overwritten.
        InvalidInputError: if it cannot be made.
        UnavailableError: if the tables are not up to date.
    """
    if file.exists() and not overwrite:
        raise ConflictError(f"{str(file)!r} exists; another name or --overwrite would be right")
    _refuse_outdated(database)
    with _told_of(file), _draft_beside(file) as draft:
        copied = _written(database, draft, file)
        _put_in_place(draft, file, overwrite=overwrite)
    return copied


def restore(database: Database, file: Path) -> Copy:
    """Put a backup, of this version or an older one, into an empty database.

    Raises:
        ConflictError: if something is stored there.
        InvalidInputError: if the file is no backup, or one of a newer version.
    """
    with _told_of(file), tempfile.TemporaryDirectory(prefix="calledit-") as folder:
        draft = Path(folder) / "backup.db"
        shutil.copyfile(file, draft)
        with closing_database(f"sqlite:///{draft}") as source:
            _bring_up_to_date(source, file)
            migrations.upgrade(database)
            return _restored(source, database, file)


def _written(database: Database, draft: Path, file: Path) -> Copy:
    with closing_database(f"sqlite:///{draft}") as copy:
        migrations.upgrade(copy)
        with _one_state(database) as source, copy.write() as target:
            copied = _copied(source, target, file)
    with closing(sqlite3.connect(draft)) as connection:
        # One file that can be moved about, without a journal beside it.
        connection.execute("PRAGMA journal_mode=DELETE")
    return copied


def _restored(source: Database, database: Database, file: Path) -> Copy:
    with (
        _one_state(source) as backup,
        database.write() as session,
        database.unhurried(session),
    ):
        _refuse_unless_empty(session)
        with _rules_at_the_end(session):
            copied = _copied(backup, session, file)
        _count_on(session)
    return copied


def _copied(source: Session, target: Session, file: Path) -> Copy:
    """Copy every table, what is referred to first, and check that all of it has arrived."""
    pair = source.connection(), target.connection()
    rows = {table.name: _copy(table, *pair) for table in Base.metadata.sorted_tables}
    for table in Base.metadata.sorted_tables:
        n = target.scalar(select(func.count()).select_from(table))
        if n != rows[table.name]:
            raise UnavailableError(f"{n} rows of {table.name} arrived, of {rows[table.name]}")
    chain = _chain(source)
    if _chain(target) != chain:
        raise UnavailableError("the ledger did not arrive as it was; nothing was kept")
    return Copy(str(file), migrations.head() or "", rows, *chain)


@contextmanager
def closing_database(url: str) -> Iterator[Database]:
    """A database whose connections are closed at the end."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _one_state(database: Database) -> Iterator[Session]:
    """A session for reading in which nothing changes, whatever others write."""
    with database.read() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        with database.unhurried(session):
            yield session


def _copy(table: Table, source: Connection, target: Connection) -> int:
    # What the database works out by itself is worked out anew.
    columns = [column for column in table.columns if column.computed is None]
    query = select(*columns).order_by(*table.primary_key.columns)
    found = source.execute(query.execution_options(yield_per=ROWS_AT_A_TIME))
    n = 0
    for rows in found.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in rows])
        n += len(rows)
    return n


def _chain(session: Session) -> tuple[str, tuple[str, ...]]:
    """Return the head of the ledger, and where its chain is broken."""
    chain = Chain()
    entries = select(LedgerEntry).order_by(LedgerEntry.position)
    for entry in session.scalars(entries.execution_options(yield_per=ENTRIES_AT_A_TIME)):
        chain.take(entry)
    chain.end()
    return chain.head, tuple(chain.broken)


def _refuse_outdated(database: Database) -> None:
    if migrations.current(database) != migrations.head():
        raise UnavailableError(f"the tables are not those of this version; {UPGRADE}")


def _bring_up_to_date(source: Database, file: Path) -> None:
    try:
        found = migrations.current(source)
    except UnavailableError as error:
        raise InvalidInputError(f"{str(file)!r} is no backup: it is no SQLite file") from error
    if found is None:
        raise InvalidInputError(f"{str(file)!r} is no backup: it has no tables of this service")
    try:
        migrations.upgrade(source)
    except CommandError as error:
        raise InvalidInputError(
            f"{str(file)!r} was made by a newer version than this one ({error})"
        ) from error


def _refuse_unless_empty(session: Session) -> None:
    for table in Base.metadata.sorted_tables:
        if session.get_bind().dialect.name == "postgresql":
            # Nobody writes between this look and the end.
            session.execute(text(f'LOCK TABLE "{table.name}" IN ACCESS EXCLUSIVE MODE'))
        if session.execute(select(table).limit(1)).first() is not None:
            raise ConflictError(
                f"the database is not empty: something is stored in {table.name}; a backup is"
                " restored into a new one, before anything runs on it"
            )


@contextmanager
def _rules_at_the_end(session: Session) -> Iterator[None]:
    """Check what rows say of each other when all are there, rather than at each row."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield
        return
    found = session.execute(
        text("SELECT conrelid::regclass::text, conname FROM pg_constraint"
             " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace")
    ).all()  # fmt: skip
    for table, name in found:
        session.execute(
            text(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
        )
    yield
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, name in found:
        session.execute(text(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" NOT DEFERRABLE'))


def _count_on(session: Session) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        for column in table.primary_key.columns:
            _count_on_after(session, table, column)


def _count_on_after(session: Session, table: Table, column: "Column[object]") -> None:
    where = {"table": f'"{table.name}"', "column": column.name}
    counter = session.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), where)
    if counter is None:
        return
    largest = session.scalar(select(func.max(column)))
    if largest is not None:
        session.execute(text("SELECT setval(:counter, :n)"), {"counter": counter, "n": largest})


@contextmanager
def _draft_beside(file: Path) -> Iterator[Path]:
    """A new file in the same folder that only its owner can read, gone at the end."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        yield draft
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _put_in_place(draft: Path, file: Path, *, overwrite: bool) -> None:
    """Give the draft its name, once it is on the disk."""
    _sync(draft)
    if overwrite:
        draft.replace(file)
    else:
        os.link(draft, file)  # unlike a renaming, this fails where a file has appeared meanwhile
    _sync(file.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told_of(file: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise ConflictError(f"{str(file)!r} has appeared meanwhile; it was left alone") from error
    except OSError as error:
        raise InvalidInputError(f"{str(file)!r} cannot be used: {error.strerror}") from error
