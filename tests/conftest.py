"""What tests ask for: databases that are real, an application on each, a fixed present."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text
from support.compiled import share_what_is_compiled
from support.components import missing
from support.postgresql import find_binaries, new_database, running_server

from app import create_app
from core import migrations
from core.config import Settings
from core.db import Database
from core.web import database_of, settings_of

# A slow machine is no bug; timings belong in benchmarks.
hypothesis.settings.register_profile("calledit", deadline=None)
hypothesis.settings.load_profile("calledit")

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
SECRET = "a key for tests alone"
DATABASES = ("sqlite", "postgresql")
MEMORY = "/dev/shm"  # noqa: S108 - only folders of this run's own are made in it
ROOM = 2**32


def _work_in_memory() -> None:
    """Make the files of tests in memory, if there is room.

    A PostgreSQL database for each test is made there in a third of the time it takes on a disk.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        tempfile.tempdir = MEMORY


_work_in_memory()


class Compiled(BytecodeCache):
    """Templates are compiled once for all applications of a process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        share_what_is_compiled(patch)
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private server, up to the slash."""
    binaries = find_binaries()
    if binaries is None:
        missing("a PostgreSQL server (Debian package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="calledit-postgresql-"))
    with running_server(binaries, folder) as address:
        _execute(address, "CREATE DATABASE template_calledit")
        _migrate(f"{address}/template_calledit")
        yield address
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "calledit.db")
    return f"sqlite:///{tmp_path / 'calledit.db'}"


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    yield from _postgresql_copy(postgresql)


@pytest.fixture
def other_postgresql_url(postgresql: str) -> Iterator[str]:
    """A second one beside it."""
    yield from _postgresql_copy(postgresql)


def _postgresql_copy(postgresql: str) -> Iterator[str]:
    name = f"calledit_{uuid4().hex}"
    _execute(postgresql, new_database(name))
    yield f"{postgresql}/{name}"
    _execute(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: each test runs on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    yield from _application(database_url)


@pytest.fixture
def sqlite_app(sqlite_url: str) -> Iterator[Flask]:
    """An application for tests to which the kind of database does not matter."""
    yield from _application(sqlite_url)


@pytest.fixture
def database(app: Flask) -> Database:
    return database_of(app)


@pytest.fixture
def settings(app: Flask) -> Settings:
    return settings_of(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def _application(url: str) -> Iterator[Flask]:
    app = create_app({"database_url": url, "secret_key": SECRET})
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    database_of(app).dispose()


def _migrate(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database)
    database.dispose()


def _execute(address: str, sql: str) -> None:
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(sql))
    engine.dispose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what fault tests have measured."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    figures = [line for each in reports for name, line in each.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("faults")
        for line in sorted(set(figures)):
            terminalreporter.write_line(str(line))
