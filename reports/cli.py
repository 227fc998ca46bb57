"""Commands about the weekly report and its subscribers."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from core.cli import as_json, print_json, say
from core.clock import utc_now
from core.errors import InvalidInputError
from core.web import current_database, current_settings
from reports import delivery
from reports.delivery_cli import report
from reports.preview import preview as preview_mail
from reports.subscriber_cli import scope_of

PATH = click.Path(path_type=Path)


@report.command("preview")
@click.option("--to-html", type=PATH, help="Write the HTML version here.")
@click.option("--eml", type=PATH, help="Write the whole mail here, as it would be sent.")
@click.option("--text", "text", is_flag=True, help="Show the text, whatever else is written.")
@click.option("--topic", default="", help="About one topic alone.")
@click.option("--pundit", "pundits", multiple=True, help="About a pundit, as ada-lund; repeatable.")
@as_json
def preview(
    to_html: Path | None, eml: Path | None, text: bool, as_json: bool, **wishes: Any
) -> None:
    """Show the report of the last seven days; nothing is stored or sent."""
    with current_database().read() as session:
        scope = scope_of(session, **wishes)
        mail = preview_mail(session, utc_now(), current_settings(), scope)
    wanted = ((to_html, mail.html.encode(), "HTML version"), (eml, mail.eml, "mail"))
    written = [(file, what) for file, content, what in wanted if file and _write(file, content)]
    if as_json:
        print_json({"subject": mail.subject, "text": mail.text, "html": mail.html})
        return
    for file, what in written:
        click.echo(f"The {what} is in {file}.")
    if text or not written:
        click.echo(f"Subject: {mail.subject}\n\n{mail.text}", nl=False)


@report.command("send")
@as_json
def send(as_json: bool) -> None:
    """Make this week's report for everybody who has none, and send it now."""
    del as_json
    run = delivery.send_at_once(current_database(), current_settings(), utc_now())
    say(asdict(run), f"{run}.")


def _write(file: Path, content: bytes) -> bool:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InvalidInputError(f"{str(file)!r} cannot be written: {error.strerror}") from error
    return True
