"""Commands about the database itself."""

import click
from flask import Flask

from core import migrations
from core.cli import Group, as_json, say
from core.web import current_database

db = Group("db", help="The tables of the database.")


def register(app: Flask) -> None:
    """Add the commands of this package."""
    app.cli.add_command(db)


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


def _tell() -> None:
    found = migrations.current(current_database())
    newest = migrations.head()
    data = {"revision": found, "newest": newest}
    say(data, f"The tables are at revision {found or 'base (none)'}; the newest is {newest}.")
