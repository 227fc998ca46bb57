"""Commands about scores and standings."""

from dataclasses import asdict

from flask import Flask

from core import formats
from core.cli import as_json, command, emit, say
from core.clock import utc_now
from core.web import current_database
from scoring import queries
from scoring.scorer import score_pending
from scoring.views import Standing


def register(app: Flask) -> None:
    """Add the commands of this package."""
    app.cli.add_command(score)
    app.cli.add_command(show_standings)


@command("score")
@as_json
def score(as_json: bool) -> None:
    """Score what waits, now, as the scheduler would."""
    del as_json
    with current_database().write() as session:
        run = score_pending(session, utc_now())
    say(asdict(run), f"{run}.")


@command("standings")
@as_json
def show_standings(as_json: bool) -> None:
    """Show who calls it well, and how sure that is."""
    del as_json
    with current_database().read() as session:
        found = queries.standings(session)
    columns = ("rank", "pundit", "scored", "Brier index", "range", "mean Brier")
    emit(found, columns, [_row(row) for row in found.rows])


def _row(row: Standing) -> tuple[object, ...]:
    interval = f"{formats.index(row.index_low)} to {formats.index(row.index_high)}"
    return (
        row.rank if row.rank is not None else "too few to tell",
        row.pundit.name,
        row.n,
        formats.index(row.brier_index),
        interval,
        formats.score(row.mean_brier),
    )
