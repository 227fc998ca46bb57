"""The command that shows what an extraction finds in a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from core.cli import as_json, command, emit, print_json, say
from core.errors import InvalidInputError
from core.forms import form_from
from core.web import current_settings
from predictions import intake
from predictions.backends import BACKENDS, EMBEDDED, LANGUAGE_MODEL
from predictions.explaining import explained, interval
from predictions.extraction import Draft
from predictions.forms import NewCommentary
from predictions.llm.dry_run import planned_requests
from predictions.llm.notes import Notes

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COLUMNS = ("span", "P", "deadline", "said by", "if", "quote", "cue", "rule")


@command("extract")
@click.argument("file", type=FILE)
@click.option("--said-on", required=True, metavar="DATE", help="The day it was said: 2019-05-01.")
@click.option("--author", help="Who says it, unless somebody is quoted.")
@click.option("--explain", is_flag=True, help="Show which cues, scopes and rules made each draft.")
@click.option("--backend", type=click.Choice(list(BACKENDS)), help="Who reads; see docs/llm.md.")
@click.option("--dry-run", is_flag=True, help="With --backend llm: print the requests, send none.")
@as_json
def extract_file(
    *,
    file: Path,
    said_on: str,
    author: str | None,
    explain: bool,
    backend: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Show the forecasts found in FILE; nothing is stored."""
    del as_json
    raw = {"text": intake.decode(file.read_bytes()), "said_on": said_on, "pundit": author or "?"}
    new = form_from(NewCommentary, raw)
    text = intake.clean(new.text)
    if dry_run:
        _show_requests(text, new.said_on, author, backend)
        return
    drafts, notes = BACKENDS[backend or EMBEDDED](text, new.said_on, author, current_settings())
    warn(notes)
    data = drafts if backend is None else {"notes": notes, "drafts": drafts}
    if explain:
        say(data, *(line for draft in drafts for line in (*explained(text, draft, author), "")))
    else:
        emit(data, COLUMNS, _rows(drafts, author))


def warn(notes: Notes, where: str = "") -> None:
    """Say on standard error what went otherwise than asked."""
    for warning in notes.warnings:
        click.echo(f"Warning: {where}{warning}", err=True)


def _show_requests(text: str, said_on: date, author: str | None, backend: str | None) -> None:
    if backend != LANGUAGE_MODEL:
        raise InvalidInputError(f"--dry-run goes with --backend {LANGUAGE_MODEL}")
    print_json(planned_requests(text, said_on, author, current_settings()))


def _rows(drafts: Sequence[Draft], author: str | None) -> list[tuple[object, ...]]:
    return [
        (
            f"{draft.start}-{draft.end}",
            interval(draft.probability, draft.low, draft.high),
            draft.deadline,
            draft.speaker or author or "the author",
            "if" if draft.conditional else "",
            draft.quote,
            draft.cue,
            draft.rule,
        )
        for draft in drafts
    ]
