"""PURE. The front page: who calls it well, and how sure are we?"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.formats import percent
from dashboard.view.corrections import Correction
from dashboard.view.events import EventLine
from dashboard.view.listing import listed
from dashboard.view.standings import Finding, StandingsChart, finding, standings_chart
from dashboard.view.start import Size, Step, steps, waiting_words
from predictions.views import EventView
from predictions.words import RULINGS
from scoring.views import Call, DecidedEvent, Standings

MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A decided event in a list, with who had given it what."""

    event: EventView
    ruling: str
    given: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything that stands on it; `steps` while nothing is scored."""

    finding: Finding
    chart: StandingsChart | None
    n: int
    decided: tuple[DecidedLine, ...]
    coming: tuple[EventLine, ...]
    corrections: tuple[Correction, ...]
    waiting: str
    steps: tuple[Step, ...]
    empty: bool


def front_page(
    standings: Standings,
    size: Size,
    decided: Sequence[DecidedEvent],
    coming: tuple[EventLine, ...],
    amended: tuple[Correction, ...],
) -> FrontPage:
    """Build the page."""
    return FrontPage(
        finding=finding(standings),
        chart=standings_chart(standings, MOST_ROWS) if standings.rows else None,
        n=standings.n,
        decided=tuple(decided_line(event) for event in decided),
        coming=coming,
        corrections=amended,
        waiting=waiting_words(size),
        steps=() if standings.n else steps(size, standings.n),
        empty=size.commentaries == 0,
    )


def decided_line(decided: DecidedEvent) -> DecidedLine:
    """Return one decided event with what each pundit had given it."""
    outcome = decided.event.outcome
    return DecidedLine(
        event=decided.event,
        ruling=RULINGS[outcome.ruling] if outcome else "",
        given=given_words(decided.calls),
    )


def given_words(calls: Sequence[Call]) -> str:
    """Say who had given it what: ``Ada Example had given it 80%, Ben Example 30%``."""
    said = [call.prediction for call in calls]
    if not said:
        return ""
    first = f"{said[0].pundit.name} had given it {percent(said[0].probability)}"
    others = [f"{p.pundit.name} {percent(p.probability)}" for p in said[1:]]
    return listed([first, *others]) + "."
