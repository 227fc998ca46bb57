"""PURE. The front page: who calls it well, and how sure are we?"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.formats import percent
from dashboard.view.corrections import Correction
from dashboard.view.events import EventLine
from dashboard.view.filters import Filters
from dashboard.view.listing import listed
from dashboard.view.standings import Finding, StandingsChart, finding, standings_chart
from dashboard.view.start import Size, Step, steps, waiting_words
from predictions.views import EventView
from predictions.words import RULINGS
from scoring.sentences import standings_lines
from scoring.views import Call, DecidedEvent, Standings

MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """A decided event in a list, with who had given it what."""

    event: EventView
    ruling: str
    given: str


@dataclass(frozen=True, slots=True)
class News:
    """What was decided last (`this_week` of them within seven days), what comes, what changed."""

    decided: Sequence[DecidedEvent]
    this_week: int
    coming: tuple[EventLine, ...]
    amended: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything that stands on it; `steps` while nothing is scored, `worth` of the order."""

    finding: Finding
    filters: Filters
    chart: StandingsChart | None
    worth: tuple[str, ...]
    n: int
    decided_title: str
    decided: tuple[DecidedLine, ...]
    coming: tuple[EventLine, ...]
    corrections: tuple[Correction, ...]
    waiting: str
    steps: tuple[Step, ...]
    empty: bool


def front_page(standings: Standings, filters: Filters, size: Size, news: News) -> FrontPage:
    """Build the page."""
    return FrontPage(
        finding=finding(standings, narrowed=filters.narrowed),
        filters=filters,
        chart=standings_chart(standings, MOST_ROWS) if standings.rows else None,
        worth=tuple(standings_lines(standings)) if standings.rows else (),
        n=standings.n,
        decided_title=decided_title(news.this_week),
        decided=tuple(decided_line(event) for event in news.decided),
        coming=news.coming,
        corrections=news.amended,
        waiting=waiting_words(size),
        steps=() if standings.n or filters.narrowed else steps(size, standings.n),
        empty=size.commentaries == 0,
    )


def decided_title(this_week: int) -> str:
    """Say what the list of outcomes holds: ``3 decided this week``."""
    return f"{this_week:,} decided this week" if this_week else "Latest outcomes"


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
