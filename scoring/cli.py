"""Commands about scores and standings."""

from dataclasses import asdict

import click

from core import formats
from core.cli import as_json, command, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database
from scoring import queries
from scoring.comparison import compare
from scoring.forms import HORIZONS, READINGS, Selection, TwoPundits
from scoring.scorer import score_pending
from scoring.sentences import comparison_lines, standings_lines
from scoring.views import SharedEvent, Standing


@command("score")
@as_json
def score(as_json: bool) -> None:
    """Score what waits, now, as the scheduler would."""
    del as_json
    with current_database().write() as session:
        run = score_pending(session, utc_now())
    say(asdict(run), f"{run}.")


@command("standings")
@click.option("--topic", help="Only events of this topic.")
@click.option("--publication", help="Only what was said in this publication.")
@click.option("--from", "first", metavar="DAY", help="Only deadlines from this day on.")
@click.option("--to", "last", metavar="DAY", help="Only deadlines up to this day.")
@click.option("--horizon", help=f"From saying it to the deadline: {', '.join(HORIZONS)}.")
@click.option("--reading", help=f"How words of chance are read: {', '.join(READINGS)}.")
@as_json
def show_standings(
    first: str | None, last: str | None, as_json: bool, **selected: str | None
) -> None:
    """Show who calls it well, and how sure that is."""
    selection = form_from(Selection, {"from": first, "to": last, **selected})
    with current_database().read() as session:
        found = queries.standings(session, selection, against=True)
    columns = ("rank", "pundit", "scored", "Brier index", "range", "mean Brier", "skill", "peers")
    emit(found, columns, [_row(row) for row in found.rows])
    if not as_json:
        click.echo("\n".join(standings_lines(found)))


@command("compare")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@as_json
def show_comparison(a: str, b: str, as_json: bool) -> None:
    r"""Compare two pundits on the events that both forecast.

    A and B are the words of their addresses, as `flask standings --json` shows them.

    \b
    flask compare ada-lund ben-okoro
    """
    pair = form_from(TwoPundits, {"a": a, "b": b})
    with current_database().read() as session:
        found = compare(session, pair.a, pair.b)
    columns = ("event", "claim", "happened", found.a.name, found.b.name)
    emit(found, columns, [_event(event) for event in found.events])
    if not as_json:
        click.echo("\n".join(comparison_lines(found)))


def _row(row: Standing) -> tuple[object, ...]:
    interval = f"{formats.index(row.index_low)} to {formats.index(row.index_high)}"
    others = row.against_others
    peers = others.peer_score if others else None
    return (
        row.rank if row.rank is not None else "too few to tell",
        row.pundit.name,
        row.n,
        formats.index(row.brier_index),
        interval,
        formats.score(row.mean_brier),
        f"{row.skill:.2f}",
        None if peers is None else f"{peers:+.3f}",
    )


def _event(event: SharedEvent) -> tuple[object, ...]:
    return (
        event.event_id,
        event.claim,
        "yes" if event.occurred else "no",
        formats.percent(event.a_probability),
        formats.percent(event.b_probability),
    )
