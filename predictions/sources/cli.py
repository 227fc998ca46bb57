"""Commands about sources."""

from typing import Any

import click

from core import formats
from core.cli import Group, as_json, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions.sources import queries, service
from predictions.sources.forms import Closing, NewSource, RuleChange
from predictions.sources.queries import ItemView, RuleView, SourceView
from predictions.sources.sampling import KINDS

source = Group(
    "source",
    help="Where commentary comes from, and what is taken of it.",
    later={
        "subscribe": "predictions.feeds.cli:subscribe",
        "feeds": "predictions.feeds.cli:list_feeds",
    },
)
COLUMNS = ("name", "rule", "since", "seen", "taken", "sampled out", "other", "closed")
ITEM_COLUMNS = ("item", "seen", "fate", "draw", "commentary", "detail")


def rule_options(function: Any) -> Any:
    """Add the options that make an intake rule."""
    for option in (
        click.option("--seed", type=int, help="With a sample: a whole number, drawn beforehand."),
        click.option("--share", type=float, help="With a sample: which part, above 0, at most 1."),
        click.option("--rule", type=click.Choice(KINDS), help="What is taken of it."),
    ):
        function = option(function)
    return function


@source.command("add")
@click.argument("name")
@click.option("--publication", help="Where its commentary appears.")
@click.option("--url", help="Its address.")
@rule_options
@as_json
def add(as_json: bool, **given: Any) -> None:
    r"""Enter source NAME with the rule by which its items are taken in.

    \b
    flask source add "Her column" --rule sample --share 0.2 --seed 7
    """
    del as_json
    new = form_from(NewSource, given)
    with current_database().write() as session:
        made = service.add_source(session, utc_now(), current_settings().actor, new)
        view = queries.source_by_id(session, made.id)
    say(view, f"Source {view.name!r} is on record; it takes in {rule_words(view.rule)}.")


@source.command("list")
@as_json
def list_sources(as_json: bool) -> None:
    """List sources with their rules and what became of what was seen."""
    del as_json
    with current_database().read() as session:
        rows = queries.sources(session)
    emit(rows, COLUMNS, [_row(row) for row in rows])


@source.command("items")
@click.argument("name")
@as_json
def list_items(name: str, as_json: bool) -> None:
    """List what was seen of source NAME, newest first, and what became of it."""
    del as_json
    with current_database().read() as session:
        rows = queries.items_of(session, queries.source_by_name(session, name))
    emit(rows, ITEM_COLUMNS, [_item_row(row) for row in rows])


@source.command("rule")
@click.argument("name")
@rule_options
@click.option("--reason", required=True, help="Why it changes.")
@as_json
def change_rule(name: str, as_json: bool, **given: Any) -> None:
    """Give source NAME another rule from now on; what was seen stays as it was decided."""
    del as_json
    wish = form_from(RuleChange, given)
    with current_database().write() as session:
        service.change_rule(session, utc_now(), current_settings().actor, name, wish)
        view = queries.source_by_name(session, name)
    say(view, f"From now on source {name!r} takes in {rule_words(view.rule)}.")


@source.command("close")
@click.argument("name")
@click.option("--reason", required=True, help="Why nothing more is taken from it.")
@as_json
def close(name: str, reason: str, as_json: bool) -> None:
    """Take nothing more from source NAME; what it gave stays on record."""
    del as_json
    wish = form_from(Closing, {"reason": reason})
    with current_database().write() as session:
        service.close_source(session, utc_now(), current_settings().actor, name, wish)
        view = queries.source_by_name(session, name)
    say(view, f"Source {name!r} is closed.")


def rule_words(rule: RuleView) -> str:
    """Return what a rule takes, in words."""
    if rule.share is None:
        return "everything"
    return f"a random {formats.percent(rule.share)} of its items (seed {rule.seed})"


def _row(view: SourceView) -> tuple[object, ...]:
    other = view.seen - view.fates["taken"] - view.fates["sampled_out"]
    return (
        view.name,
        rule_words(view.rule),
        view.rule.since.date(),
        view.seen,
        view.fates["taken"],
        view.fates["sampled_out"],
        other,
        view.closed_at.date() if view.closed_at else None,
    )


def _item_row(item: ItemView) -> tuple[object, ...]:
    drawn = None if item.draw is None else f"{item.draw:.4f}"
    return item.identity, item.seen_at.date(), item.fate, drawn, item.commentary_id, item.detail
