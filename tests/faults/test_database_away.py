"""A database that is locked, stopped, cut off or silent: 503, nothing lost, back soon."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text
from support.components import missing
from support.figures import FULL, Figure, size
from support.postgresql import Server, find_binaries
from support.processes import address, get, process, status_of, stop, wait_for
from support.proxy import Link, Proxy, proxy_to
from support.record import AFTER, predict, rule

from core import migrations
from core.backup import closing_database
from core.db import POSTGRESQL_OPTIONS, Database
from core.errors import UnavailableError
from predictions.models import Event
from reports.links import UNSUBSCRIBE, sign
from reports.subscribers import NewSubscriber, all_subscriptions, subscribe

SECONDS = size(30, 2)
BACK_WITHIN_SECONDS = 30
LOCK_ROWS = text("SELECT id FROM event FOR UPDATE")
SECRET = "k"
# A node waits a while for a link that is silent and for a lock: too long for a short run.
FAULTS = (
    ("stopped", "link cut", "link silent", "tables locked") if FULL else ("stopped", "link cut")
)


@dataclass
class Seen:
    """What a client of the service saw during an outage, and how long the way back took."""

    statuses: set[int] = field(default_factory=set)
    back_after: float = 0.0
    exit_status: int = -1


Outage = AbstractContextManager[None]


def live_through(url: str, direct: str, outage: Callable[[str], Outage]) -> Seen:
    """Serve from `url` while the outage lasts; the editor reaches the database by `direct`."""
    seen, editor = Seen(), Database(direct)
    with editor.write() as session:
        first = predict(session, "A", 0.7).event.id
        second = predict(session, "B", 0.6).event.id
    with process(url, "flask", "serve", CALLEDIT_SECRET_KEY=SECRET) as service:
        where = address(service)
        wait_for(lambda: get(f"{where}/healthz")["last_tick"])
        decide(editor, first)
        with outage(where):
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                seen.statuses |= {status_of(f"{where}/healthz"), status_of(where)}
                time.sleep(0.2)
        begun = time.monotonic()
        decide(editor, second)
        wait_for(lambda: status_of(where) == 200)
        wait_for(lambda: len(get(f"{where}/api/v1/standings")["too_few"]) == 2)
        seen.back_after = time.monotonic() - begun
        seen.exit_status = stop(service)
    editor.dispose()
    return seen


def decide(editor: Database, event_id: int) -> None:
    with editor.write() as session:
        rule(session, session.get_one(Event, event_id), "occurred")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this test's own, that can be stopped."""
    binaries = find_binaries()
    if binaries is None:
        missing("a PostgreSQL server (Debian package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="calledit-postgresql-"))
    own = Server(binaries, folder)
    own.start()
    yield own
    own.stop()
    shutil.rmtree(folder)


def url_of(port: int) -> str:
    return f"postgresql+psycopg://calledit@127.0.0.1:{port}/postgres"


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    server.stop("fast")
    yield
    server.start()


@contextmanager
def broken(proxy: Proxy, link: Link) -> Iterator[None]:
    proxy.link = link
    yield
    proxy.link = Link.UP


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody holds the tables that everybody reads and writes."""
    holder = Database(url)
    with holder.engine.connect() as connection:
        connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
        connection.execute(text("LOCK TABLE edition, score, event IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()
    holder.dispose()


@pytest.mark.parametrize("fault", FAULTS)
def test_postgresql_away(server: Server, fault: str, figure: Figure) -> None:
    direct = url_of(server.port)
    database = Database(direct)
    migrations.upgrade(database)
    database.dispose()
    with proxy_to(server.port) as proxy:
        outages: dict[str, Callable[[str], Outage]] = {
            "stopped": lambda _: stopped(server),
            "link cut": lambda _: broken(proxy, Link.CUT),
            "link silent": lambda _: broken(proxy, Link.SWALLOWED),
            "tables locked": lambda _: locked(direct),
        }
        seen = live_through(url_of(proxy.port), direct, outages[fault])
    figure(
        f"PostgreSQL {fault} for {SECONDS} s: answers {sorted(seen.statuses)}, nothing lost,"
        f" back after {seen.back_after:.1f} s"
    )
    assert seen.statuses <= {200, 503}
    assert seen.exit_status == 0
    assert seen.back_after < BACK_WITHIN_SECONDS
    assert 503 in seen.statuses


def test_rows_behind_a_dead_link_are_freed(
    server: Server, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not FULL:
        short = str(POSTGRESQL_OPTIONS["options"]).replace("timeout=20s", "timeout=2s")
        monkeypatch.setitem(POSTGRESQL_OPTIONS, "options", short)
    with proxy_to(server.port) as proxy, closing_database(url_of(server.port)) as other:
        migrations.upgrade(other)
        with other.write() as session:
            predict(session, "A", 0.7)
        cut_off = Database(url_of(proxy.port))
        with cut_off.engine.connect() as connection:
            connection.execute(LOCK_ROWS)
            proxy.link = Link.SWALLOWED
            begun = time.monotonic()
            wait_for(lambda: can_lock(other))
            took = time.monotonic() - begun
            proxy.link = Link.CUT
            connection.invalidate()
        cut_off.dispose()
    figure(f"rows locked by a node behind a dead link: free after {took:.1f} s, 0 stuck")
    assert took < BACK_WITHIN_SECONDS


def can_lock(database: Database) -> bool:
    try:
        with database.write() as session:
            session.execute(LOCK_ROWS)
    except UnavailableError:
        return False
    return True


def test_sqlite_locked(sqlite_url: str, figure: Figure) -> None:
    leaving, staying = (reader(sqlite_url, f"{name}@example.org") for name in ("go", "stay"))
    written: list[int] = []

    @contextmanager
    def held(where: str) -> Iterator[None]:
        """Somebody holds the database for writing while a reader unsubscribes."""
        asked = f"{where}/unsubscribe/{sign(SECRET, UNSUBSCRIBE, leaving)}"
        post = threading.Thread(target=lambda: written.append(status_of(asked, data=b"")))
        holder = Database(sqlite_url)
        with holder.write() as session:
            session.execute(text("UPDATE subscription SET zone = 'Europe/Berlin' WHERE id = :id"),
                            {"id": staying})  # fmt: skip
            post.start()
            yield
        post.join()
        holder.dispose()

    seen = live_through(sqlite_url, sqlite_url, held)
    database = Database(sqlite_url)
    with database.read() as session:
        rows = {row.id: row for row in all_subscriptions(session)}
    database.dispose()
    figure(
        f"SQLite locked for {SECONDS} s: answers {sorted(seen.statuses)}, a write {written[0]},"
        f" nothing lost, back after {seen.back_after:.1f} s"
    )
    assert seen.statuses == {200}  # who reads does not wait
    assert seen.exit_status == 0
    assert seen.back_after < BACK_WITHIN_SECONDS
    assert written[0] in {200, 503}
    # What was told to be done is done, and nothing else.
    assert (rows[leaving].unsubscribed_at is not None) == (written[0] == 200)
    assert rows[staying].zone == "Europe/Berlin"


def reader(url: str, email: str) -> int:
    database = Database(url)
    with database.write() as session:
        added = subscribe(session, AFTER, NewSubscriber(email=email, zone="UTC"))
    database.dispose()
    return added.id
