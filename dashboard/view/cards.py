"""PURE. What stands on a card in a frame, and on the picture beside a link."""

from dataclasses import dataclass
from datetime import datetime

from core.formats import count, index, percent
from dashboard.pictures import Picture, PictureRow
from dashboard.view.calls import CallCard
from dashboard.view.event import status
from dashboard.view.pundit import meaning
from dashboard.view.standings import finding, standings_chart
from dashboard.view.track import Track, track
from predictions.views import EventView, PunditRef
from scoring.views import PunditRecord, Standing, Standings

MOST_CALLS = 5
ALWAYS_50 = "50, always saying 50%"


@dataclass(frozen=True, slots=True)
class PunditCard:
    """A pundit's standing in one sentence and one dot with its range; none while nothing counts."""

    pundit: PunditRef
    meaning: str
    standing: Standing | None
    track: Track | None


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event and what was given to it; `more` calls are not shown."""

    event: EventView
    status: str
    calls: tuple[CallCard, ...]
    more: int


def pundit_card(record: PunditRecord, minimum: int) -> PunditCard:
    """Build a pundit's card."""
    found = record.standing
    mark = track(found.brier_index, found.index_low, found.index_high) if found else None
    return PunditCard(record.pundit, meaning(record.pundit.name, found, minimum), found, mark)


def event_card(event: EventView, calls: tuple[CallCard, ...], now: datetime) -> EventCard:
    """Build an event's card."""
    return EventCard(event, status(event, now), calls[:MOST_CALLS], len(calls[MOST_CALLS:]))


def front_picture(standings: Standings) -> Picture:
    """Return what the standings say, with the first of the ranked."""
    found, chart = finding(standings), standings_chart(standings, 10)
    rows = tuple(
        PictureRow(row.standing.pundit.name, row.track, index(row.standing.brier_index))
        for group in chart.groups
        for row in group.rows
    )
    return Picture(found.headline, found.detail, rows, ALWAYS_50)


def pundit_picture(card: PunditCard) -> Picture:
    """Return a pundit's standing."""
    rows = (
        (PictureRow("Brier index", card.track, index(card.standing.brier_index)),)
        if card.track and card.standing
        else ()
    )
    return Picture(card.pundit.name, card.meaning, rows, ALWAYS_50)


def event_picture(card: EventCard) -> Picture:
    """Return what was given to an event."""
    rows = tuple(
        PictureRow(
            shown.call.prediction.pundit.name,
            shown.track,
            percent(shown.call.prediction.probability),
        )
        for shown in card.calls
    )
    more = f" {count(card.more, 'more prediction')}." if card.more else ""
    return Picture(card.event.claim, f"{card.status}{more}", rows, "50%")
