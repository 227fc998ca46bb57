"""The command that shows how far forecasts came, and why the others fell out."""

import click

from core.cli import as_json, command, emit
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database
from scoring.forms import Grouping
from scoring.funnel import named_funnels
from scoring.funnel_views import Funnel, NamedFunnel

STEPS = ("seen", "checkable", "on record", "due", "decided", "scored")
OUT = {
    "waiting": "waiting for an editor",
    "no_forecast": "no forecast",
    "uncheckable": "uncheckable",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "restatements": "restatements",
    "endless": "without a deadline",
    "still_open": "open",
    "awaited": "without an outcome",
    "unscored": "for the scheduler",
}


@command("funnel")
@click.option("--by", help="pundit (unless given) or source.")
@as_json
def show_funnels(by: str | None, as_json: bool) -> None:
    """Show how far the forecasts of each pundit or source came, and what became of the rest."""
    del as_json
    grouping = form_from(Grouping, {"by": by})
    with current_database().read() as session:
        rows = named_funnels(session, grouping.by, utc_now())
    before = ("items", "taken") if grouping.by == "source" else ()
    emit(rows, (grouping.by, *before, *STEPS, "fell out"), [_row(row) for row in rows])


def _row(row: NamedFunnel) -> tuple[object, ...]:
    items = (sum(row.items.values()), row.items["taken"]) if row.items else ()
    steps = (getattr(row.funnel, step.replace(" ", "_")) for step in STEPS)
    return (row.name, *items, *steps, fell_out(row.funnel))


def fell_out(funnel: Funnel) -> str:
    """Return what is not scored and why, in one line."""
    told = [(getattr(funnel, name), words) for name, words in OUT.items()]
    told += [(n, f"because {reason}") for reason, n in funnel.not_scored]
    return "; ".join(f"{n:,} {words}" for n, words in told if n)
