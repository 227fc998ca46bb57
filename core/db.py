"""Database engine, sessions and the column types that every model shares."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Index,
    Integer,
    MetaData,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    PendingRollbackError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from core import failpoints
from core.errors import ConflictError, InvalidInputError, UnavailableError

# Without these a node behind a faulty link keeps rows locked for ever. A transaction may rest for
# as long as a node takes to work out the standings of a large record between two statements.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "options": (
        "-c timezone=UTC -c idle_in_transaction_session_timeout=20s"
        " -c statement_timeout=15s -c lock_timeout=5s"
    ),
}
SQLITE_BUSY_SECONDS = 30
# Who waits for SQLite looks every tenth of a second whether it is their turn. A process that writes
# one large piece after the other would take every turn: having held the database for so long, it
# leaves it alone for long enough that everybody has looked.
LONGEST_TURN_SECONDS, PAUSE_SECONDS = 2.0, 0.11
# Lock not available, deadlock, serialization failure: another time the same would have succeeded.
MOMENTARY_STATES = frozenset({"55P03", "40P01", "40001"})
UPGRADE = "run `flask db upgrade` first"


class Base(DeclarativeBase):
    """All tables; constraint names are fixed so that migrations can name them."""

    # SQLite counts rows by itself only in a column called INTEGER, which holds 64 bits there.
    type_annotation_map: ClassVar = {int: BigInteger().with_variant(Integer, "sqlite")}

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over the rows that meet a condition; the others cost it nothing.

    Its migration tells the databases. Told here, both dialects would be loaded at every start.
    """
    return Index(name, *columns, unique=unique, info={"where": where})


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: zone-aware in Python, UTC in the database; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC (SQLite would drop its offset without a word)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; instants are zone-aware")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One database: `read()` and `write()` give sessions, each in one transaction.

    `writes` counts what this process wrote: what it has read before may have changed since.
    """

    def __init__(self, url: str) -> None:
        self.writes = 0
        self._held, self._left = 0.0, 0.0
        self.url = _checked_url(url)
        self.engine = _make_engine(self.url)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(
            self.engine.execution_options(calledit_writes=True), expire_on_commit=False
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading; whatever is changed in it is rolled back."""
        with _told_plainly(self.url), self._reading() as session:
            yield session

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection for reading a row or two, at half of what a session costs."""
        with _told_plainly(self.url), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for one unit of work: committed at the end, rolled back on any error."""
        began = self._take_turn()
        with _told_plainly(self.url), self._writing() as session, session.begin():
            yield session
            failpoints.reached("commit.before")
        self.writes += 1
        self._left = time.monotonic()
        self._held += self._left - began
        failpoints.reached("commit.after")

    def _take_turn(self) -> float:
        if time.monotonic() - self._left >= PAUSE_SECONDS:
            self._held = 0.0
        elif self._held >= LONGEST_TURN_SECONDS and self.url.get_backend_name() == "sqlite":
            self._held = 0.0
            time.sleep(PAUSE_SECONDS)
        return time.monotonic()

    @contextmanager
    def unhurried(self, session: Session) -> Iterator[None]:
        """Lift the time limits of the transaction that `session` is in; SQLite has none."""
        if self.url.get_backend_name() == "sqlite":
            yield
            return
        from core.patient import unhurried  # noqa: PLC0415 - loads PostgreSQL's driver

        with unhurried(session):
            yield

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def is_momentary(error: BaseException) -> bool:
    """Tell whether the database is the reason for an error, rather than the record at hand.

    Then the whole transaction is to be tried again: its connection is gone, or somebody else held
    what it needed.
    """
    if isinstance(error, PendingRollbackError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in MOMENTARY_STATES or "locked" in str(error.orig)


def _checked_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidInputError(
            f"database URL {url!r} cannot be read; sqlite:///path/to/file.db or"
            " postgresql://user@host/name would be right"
        ) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise InvalidInputError(
            f"database {parsed.get_backend_name()!r} is not supported; use sqlite or postgresql"
        )
    return parsed


def _make_engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, connect_args=POSTGRESQL_OPTIONS, pool_pre_ping=True)
        event.listen(engine, "do_connect", _connect_patiently)
        return engine
    engine = create_engine(url, connect_args={"timeout": SQLITE_BUSY_SECONDS})
    event.listen(engine, "do_connect", lambda *_: _make_parent(url.database))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_patiently(_dialect: Any, _record: Any, args: Any, options: Any) -> Any:
    from core.patient import PatientConnection  # noqa: PLC0415 - loads PostgreSQL's driver

    return PatientConnection.connect(*args, **options)


def _make_parent(database: str | None) -> None:
    if not database or database == ":memory:":
        return
    path = Path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"database file {str(path)!r} cannot be opened: its folder cannot be made"
        ) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred writer that reads first fails at once when another has written meanwhile;
    # an immediate one waits its turn. Readers stay deferred, so that they never wait.
    writes = connection.get_execution_options().get("calledit_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told_plainly(url: URL) -> Iterator[None]:
    """Turn 'the database cannot be used' into our own error; bugs stay what they are."""
    name = url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as error:
        raise UnavailableError(f"database {name!r} cannot be used: {_reason(error)}") from error
    except IntegrityError as error:
        if "unique" not in str(error.orig).lower():
            raise
        raise ConflictError(
            "somebody else wrote the same thing at the same moment; nothing was stored twice"
        ) from error
    except PoolTimeoutError as error:
        raise UnavailableError(
            f"database {name!r} cannot be used: every connection is busy"
        ) from error
    except DBAPIError as error:
        if error.connection_invalidated:  # the server ended the session, or is gone
            raise UnavailableError(f"database {name!r} cannot be used: {_reason(error)}") from error
        # SQLite says so as an operational error, above.
        if "UndefinedTable" in str(type(error.orig)):
            raise UnavailableError(f"database {name!r} has no tables yet; {UPGRADE}") from error
        if "not a database" in str(error) or "malformed" in str(error):
            raise UnavailableError(f"{name!r} is not a database of this service") from error
        raise


def _reason(error: DBAPIError) -> str:
    reason = str(error.orig).strip().splitlines()[0]
    if "no such table" in reason:
        return f"{reason}; {UPGRADE}"
    return reason
