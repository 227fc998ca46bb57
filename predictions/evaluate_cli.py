"""The command that measures an extraction against labelled commentary."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from core import formats
from core.cli import as_json, command, emit, print_json
from core.config import Settings
from core.web import current_settings
from predictions.backends import BACKENDS, EMBEDDED
from predictions.evaluate_errors import Mistake, mistakes
from predictions.evaluate_gold import GoldDocument, read_gold
from predictions.extract_cli import FILE, warn
from predictions.extraction import LEXICON_VERSION
from predictions.extraction.evaluation import Labelled, evaluate
from predictions.extraction.evaluation_intervals import Measured, measure
from predictions.llm.notes import Notes, Usage

COLUMNS = ("measure", "value", "90% interval", "first half", "second half", "better")
ERROR_COLUMNS = ("what", "document", "span", "P", "rule", "cue", "quote")


@dataclass(frozen=True, slots=True)
class Figures:
    """What an evaluation says for machines; ``errors`` is None where they were not asked for."""

    backend: str
    lexicon_version: str
    documents: int
    words: int
    labels: int
    borderline: int
    matched: int
    missed: int
    false_alarms: int
    measures: tuple[Measured, ...]
    fell_back: tuple[str, ...]
    usage: Usage | None
    errors: list[Mistake] | None


@command("evaluate")
@click.argument("file", metavar="GOLD.jsonl", type=FILE)
@click.option("--backend", type=click.Choice(list(BACKENDS)), default=EMBEDDED, help="Who reads.")
@click.option("--errors", is_flag=True, help="List misses and false alarms with their rules.")
@as_json
def evaluate_file(file: Path, backend: str, errors: bool, as_json: bool) -> None:
    """Measure the extraction against the labelled commentary in GOLD.jsonl."""
    gold = read_gold(file)
    read = [_read(document, backend, current_settings()) for document in gold]
    documents = [document for document, _ in read]
    wrong = _mistakes(documents, gold) if errors else None
    outcome = _outcome(backend, documents, [notes for _, notes in read], wrong)
    if as_json:
        print_json(outcome)
        return
    _show(outcome)
    if wrong:
        click.echo()
        emit(wrong, ERROR_COLUMNS, [_error_row(mistake) for mistake in wrong])


def _read(gold: GoldDocument, backend: str, settings: Settings) -> tuple[Labelled, Notes]:
    drafts, notes = BACKENDS[backend](gold.text, gold.published, gold.author, settings)
    warn(notes, f"{gold.name}: ")
    return Labelled(gold.name, len(gold.text.split()), gold.labels, tuple(drafts)), notes


def _mistakes(documents: Sequence[Labelled], gold: Sequence[GoldDocument]) -> list[Mistake]:
    return mistakes(zip(documents, (document.text for document in gold), strict=True))


def _outcome(
    backend: str,
    documents: Sequence[Labelled],
    notes: Sequence[Notes],
    wrong: list[Mistake] | None,
) -> Figures:
    figures = evaluate(documents)
    labels = [label for document in documents for label in document.labels]
    usages = [note.usage for note in notes if note.usage]
    return Figures(
        backend=backend,
        lexicon_version=LEXICON_VERSION,
        documents=len(documents),
        words=sum(document.words for document in documents),
        labels=len(labels),
        borderline=sum(label.borderline for label in labels),
        matched=figures.matched,
        missed=figures.missed,
        false_alarms=figures.spurious,
        measures=measure(documents),
        fell_back=tuple(
            document.name for document, note in zip(documents, notes, strict=True) if note.fell_back
        ),
        usage=sum(usages, Usage()) if usages else None,
        errors=wrong,
    )


def _show(outcome: Figures) -> None:
    click.echo(
        f"{formats.count(outcome.documents, 'document')}, {formats.count(outcome.words, 'word')},"
        f" {formats.count(outcome.labels, 'label')} ({outcome.borderline} borderline),"
        f" backend {outcome.backend}: {outcome.matched} found, {outcome.missed} missed,"
        f" {formats.count(outcome.false_alarms, 'false alarm')}"
    )
    emit(outcome, COLUMNS, [_row(measured) for measured in outcome.measures])
    if outcome.fell_back:
        click.echo(f"Read in part or whole by the embedded engine: {', '.join(outcome.fell_back)}")
    if outcome.usage:
        used = outcome.usage
        cost = "" if used.cost is None else f", cost {used.cost:.4f}"
        click.echo(
            f"{formats.count(used.requests, 'request')}, {used.input_tokens:,} tokens asked,"
            f" {used.output_tokens:,} answered{cost}"
        )


def _row(measured: Measured) -> tuple[object, ...]:
    low, high = measured.low, measured.high
    known = low is not None and high is not None
    return (
        measured.name.replace("_", " "),
        _number(measured.value),
        f"{_number(low)} to {_number(high)}" if known else None,
        *(_number(half) for half in measured.halves),
        measured.better,
    )


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _error_row(mistake: Mistake) -> tuple[object, ...]:
    return (
        mistake.kind,
        mistake.document,
        f"{mistake.start}-{mistake.end}",
        formats.percent(mistake.probability),
        mistake.rule,
        mistake.cue,
        " ".join(mistake.quote.split()),
    )
