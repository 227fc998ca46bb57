"""The command that starts the service: pages, API and scheduler in one process."""

import logging
import sys

import click
from flask import current_app

from core import migrations, stopping
from core.cli import command
from core.errors import UnavailableError
from core.secrets import secret_key
from core.web import current_database, current_settings
from jobs import warming
from jobs.worker import Ticker


@command("serve")
def serve() -> None:
    """Serve pages and API and let the scheduler tick, until told to stop."""
    from waitress.server import create_server  # noqa: PLC0415 - no other command needs a server

    # It warns whenever one request waits for one of four threads, as happens with every page that
    # has pictures: a line for each, which tells nobody anything and costs more than the answer.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # A reader is not to wait for twenty stretches of the scheduler's work, 5 ms each.
    sys.setswitchinterval(0.001)
    settings, database = current_settings(), current_database()
    migrations.upgrade(database)
    secret_key(settings)  # made before the first request needs it
    application = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's documented way to the application itself
    try:
        server = create_server(application, host=settings.host, port=settings.port, ident=None)
    except OSError as error:
        raise UnavailableError(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); set"
            " CALLEDIT_PORT to a free port, or to 0 to have one chosen"
        ) from error
    stopping.listen(leaving=True)
    ticker = Ticker(database, settings)
    ticker.start()
    click.echo(f"Calledit serves http://{settings.host}:{server.effective_port}/")
    click.echo("Stop it with Ctrl-C.")
    warming.begin(application)
    try:
        server.run()
    finally:
        server.close()
        ticker.leave()
        database.dispose()
