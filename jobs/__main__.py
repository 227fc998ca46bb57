"""``python -m jobs``: the scheduler in a process of its own, or one job once."""

import logging

import click

from core import failpoints, stopping
from core.cli import PlainGroup, as_json, say
from core.clock import utc_now
from core.config import load_settings
from core.db import Database
from core.forms import FilledLine, Form, form_from
from jobs.again import give_another_go
from jobs.status import status_of
from jobs.telling import told
from jobs.worker import Ticker, run_once


class FailedKey(Form):
    """Which failed work is meant."""

    kind: FilledLine
    key: FilledLine


@click.group("jobs", cls=PlainGroup, invoke_without_command=True)
@click.option(
    "--once", metavar="NAME", help="Run this job once and stop: score, report, mail, feeds."
)
@click.pass_context
def main(context: click.Context, once: str | None) -> None:
    """Run the scheduler until it is told to stop, or say how it does."""
    settings = load_settings()
    failpoints.arm(settings.failpoints)
    database = context.obj = Database(settings.database_url)
    if context.invoked_subcommand:
        return
    if once:
        click.echo(run_once(database, settings, once))
        return
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick
    stopping.listen()
    ticker = Ticker(database, settings)
    ticker.start()
    click.echo("The scheduler ticks; stop it with Ctrl-C.")
    stopping.wait()
    ticker.leave()
    database.dispose()


@main.command("status")
@as_json
@click.pass_obj
def status(database: Database, as_json: bool) -> None:
    """Say when each job last ran, what waits, what is leased and what failed."""
    del as_json
    with database.read() as session:
        found = status_of(session, load_settings(), utc_now())
    say(found, *told(found))


@main.command("retry")
@click.argument("kind")
@click.argument("key")
@as_json
@click.pass_obj
def retry(database: Database, kind: str, key: str, as_json: bool) -> None:
    """Give failed work another go: KIND and KEY as `status` shows them."""
    del as_json
    wish = form_from(FailedKey, {"kind": kind, "key": key})
    with database.write() as session:
        work = give_another_go(session, utc_now(), wish.kind, wish.key)
    say(work, f"{work.kind} {work.key} is tried again with the next tick.")


if __name__ == "__main__":
    main(prog_name="python -m jobs")
