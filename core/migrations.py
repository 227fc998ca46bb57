"""Alembic, driven from our own commands."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.db import Database

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x0CA11ED19  # an arbitrary number, the same on every node
SCRIPTS = Path(__file__).parent.parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables up to `revision`."""
    _run(database, "upgrade", revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to `revision`; ``base`` removes them all."""
    _run(database, "downgrade", revision)


def current(database: Database) -> str | None:
    """Return the revision the tables are at; None for an empty database."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - heavy, rarely used

    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def head() -> str | None:
    """Return the newest revision there is."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - heavy, rarely used

    return ScriptDirectory.from_config(_config()).get_current_head()


def _run(database: Database, direction: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - heavy, rarely used

    config = _config()
    # A large table may take longer to change than any statement of the service may take.
    with database.write() as session, database.unhurried(session):
        _one_at_a_time(session)
        config.attributes["connection"] = session.connection()
        getattr(command, direction)(config, revision)


def _one_at_a_time(session: Session) -> None:
    """Nodes that start together must not make the same tables twice; SQLite sees to it itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    session.execute(text("SET LOCAL lock_timeout = '10min'"))
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - heavy, rarely used

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config
