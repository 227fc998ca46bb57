"""The commands that bring records of forecasts in and take ours out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from core import formats
from core.cli import as_json, command, say
from core.clock import utc_now
from core.errors import InvalidInputError
from core.web import current_database
from scoring.exchange.bundle import export
from scoring.exchange.importing import Import, ImportRun
from scoring.exchange.importing import Progress as Told
from scoring.exchange.mapping import load_mapping, named_mappings
from scoring.exchange.refusals import Refusals, refusals_into

FILE = click.Path(path_type=Path)


@command("import")
@click.argument("file", type=FILE)
@click.option(
    "--mapping",
    default="calledit",
    show_default=True,
    help=f"How its columns are read: {', '.join(named_mappings())}, or a TOML file.",
)
@click.option("--refused", type=FILE, help="Write every refused row and why into this new file.")
@as_json
def import_file(file: Path, mapping: str, refused: Path | None, as_json: bool) -> None:
    """Put the forecasts of FILE, a CSV table, on record with their outcomes; twice is harmless."""
    del as_json
    read = load_mapping(mapping)
    with refusals_into(refused) as refusals, _bar(file.name) as told:
        done = Import(current_database(), utc_now(), file, read, refusals, told).run()
    if done.refused and done.refused == done.rows:
        raise InvalidInputError(
            f"none of {formats.count(done.rows, 'row')} could be taken; {refusals.first[0]}"
        )
    say(asdict(done) | {"reasons": dict(refusals.reasons)}, *_lines(done, refusals))


@command("export")
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--text", is_flag=True, help="With the texts of commentaries, which are others'.")
@as_json
def export_record(folder: Path, text: bool, as_json: bool) -> None:
    """Write the record into the new folder DIR, with a script that recomputes the standings."""
    del as_json
    done = export(current_database(), utc_now(), folder, with_text=text)
    without = "" if done.parquet else " Without Parquet: the library pyarrow is not installed."
    say(
        asdict(done),
        f"{formats.count(sum(done.rows.values()), 'row')} in {len(done.rows)} tables written to"
        f" {done.folder}.{without}",
        f"To work out every number again: python {folder / 'recompute.py'}",
    )


def _lines(done: ImportRun, refusals: Refusals) -> Iterator[str]:
    yield (
        f"{formats.count(done.rows, 'row')} read: {done.stored:,} stored, {done.known:,} known"
        f" already, {done.refused:,} refused."
    )
    yield (
        f"{formats.count(done.events, 'new event')}, {formats.count(done.outcomes, 'outcome')},"
        f" {formats.count(done.scores, 'score')}."
    )
    yield from (f"  refused: {refusal}" for refusal in refusals.first)
    unlisted = sum(refusals.reasons.values()) - len(refusals.first)
    if unlisted:
        yield f"  and {unlisted:,} more; --refused REPORT.csv lists them all."


@contextmanager
def _bar(name: str) -> Iterator[Told]:
    """Show how far the file is read, where somebody is looking."""
    from rich.console import Console  # noqa: PLC0415 - only a bar needs it
    from rich.progress import Progress  # noqa: PLC0415 - the same

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"Importing {name}", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
