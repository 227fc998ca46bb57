"""``python -m jobs``: the scheduler in a process of its own, or one job once."""

import logging
import signal
import sys

import click
from apscheduler.schedulers.blocking import BlockingScheduler

from core.cli import PlainCommand
from core.config import load_settings
from core.db import Database
from jobs.worker import add_ticks, run_once


@click.command("jobs", cls=PlainCommand)
@click.option("--once", metavar="NAME", help="Run this job once and stop: score or report.")
def main(once: str | None) -> None:
    """Run the scheduler until it is told to stop."""
    settings = load_settings()
    database = Database(settings.database_url)
    if once:
        click.echo(run_once(database, settings, once))
        return
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    scheduler = BlockingScheduler(timezone="UTC")
    add_ticks(scheduler, database, settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo("The scheduler ticks; stop it with Ctrl-C.")
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        scheduler.shutdown(wait=True)


if __name__ == "__main__":
    main(prog_name="python -m jobs")
