"""PURE. What a week's issues are made of, as it was read from the record."""

from dataclasses import dataclass
from datetime import datetime

from predictions.disputes.views import ReplyView
from predictions.views import EventView, PredictionView
from reports.parts import Movement
from scoring.views import DecidedEvent, Standings


@dataclass(frozen=True, slots=True)
class Material:
    """What happened to the record, or to one topic of it, in (`start`, `end`].

    `due` are open events whose deadline ends within the next week, with each pundit's first
    statement; `overdue` counts those that wait for an editor.
    """

    start: datetime
    end: datetime
    decided: tuple[DecidedEvent, ...]
    amended: tuple[DecidedEvent, ...]
    replies: tuple[ReplyView, ...]
    due: tuple[tuple[EventView, tuple[PredictionView, ...]], ...]
    overdue: int
    standings: Standings
    movement: Movement | None
    ledger_head: str
