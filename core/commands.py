"""Commands about the database itself."""

from pathlib import Path

import click

from core import migrations
from core.cli import Group, as_json, command, say
from core.clock import utc_now
from core.heartbeat import beat
from core.web import current_database

db = Group("db", help="The tables of the database.")


@db.command("upgrade")
@click.argument("revision", default="head")
@as_json
def upgrade(revision: str, as_json: bool) -> None:
    """Bring the tables up to REVISION, the newest unless given."""
    del as_json
    migrations.upgrade(current_database(), revision)
    _tell()


@db.command("downgrade")
@click.argument("revision")
@as_json
def downgrade(revision: str, as_json: bool) -> None:
    """Take the tables back to REVISION; 'base' removes them and everything in them."""
    del as_json
    migrations.downgrade(current_database(), revision)
    _tell()


@db.command("current")
@as_json
def current(as_json: bool) -> None:
    """Say which revision the tables are at."""
    del as_json
    _tell()


@command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
@as_json
def backup(file: Path, overwrite: bool, as_json: bool) -> None:
    """Write everything on record into FILE, while the service runs."""
    del as_json
    from core.backup import back_up  # noqa: PLC0415 - brings Alembic, which few commands need

    copy = back_up(current_database(), file, overwrite=overwrite)
    if copy.total:  # an empty database stays empty, so that a backup can be restored into it
        _note(f"{copy.total:,} rows, ledger head {copy.ledger_head}")
    say(copy, f"{copy.total:,} rows are in {copy.file}; {copy.ledger_told}")


@command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def restore(file: Path, as_json: bool) -> None:
    """Put the backup FILE into the database, which must be empty."""
    del as_json
    from core.backup import restore as put_back  # noqa: PLC0415 - as above

    copy = put_back(current_database(), file)
    say(copy, f"{copy.total:,} rows are back; {copy.ledger_told}")


def _note(backup: str) -> None:
    """Note when the newest backup was written, so that the desk can say how old it is."""
    with current_database().write() as session:
        beat(session, utc_now(), "backup", backup)


def _tell() -> None:
    found = migrations.current(current_database())
    newest = migrations.head()
    data = {"revision": found, "newest": newest}
    say(data, f"The tables are at revision {found or 'base (none)'}; the newest is {newest}.")
