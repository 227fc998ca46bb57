"""Short cuts to a week that a report is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from reports.model import Table, Week
from reports.parts import (
    Correction,
    DecidedCall,
    DueEvent,
    Movement,
    Mover,
    Reply,
    Said,
    StandingRow,
    UnscoredEvent,
)

FROM = datetime(2026, 11, 9, 8, tzinfo=UTC)
TO = datetime(2026, 11, 16, 8, tzinfo=UTC)
HEAD = "ab" * 32


def said(pundit: str = "Ann Example", probability: float = 0.8, **more: Any) -> Said:
    plain = Said(
        pundit=pundit,
        said_on=date(2026, 5, 3),
        quote="I put it at 80 percent.",
        phrase="80 percent",
        basis="stated",
        probability=probability,
        low=probability,
        high=probability,
    )
    return replace(plain, **more)


def call(
    probability: float = 0.8, pundit: str = "Ann Example", *, occurred: bool = False, **more: Any
) -> DecidedCall:
    plain = DecidedCall(
        said=said(pundit, probability),
        event_id=7,
        claim="The ferry runs by autumn",
        occurred=occurred,
        known_on=date(2026, 11, 12),
        brier=(probability - occurred) ** 2,
        in_standings=True,
    )
    return replace(plain, **more)


def standing(pundit: str = "Ann Example", rank: int | None = 1, **more: Any) -> StandingRow:
    plain = StandingRow(rank, rank, pundit, 40, 61.2, 55.0, 67.3)
    return replace(plain, **more)


def mover() -> Mover:
    before = standing(n=40, index=70.1, low=64.0, high=76.2)
    return Mover(before, standing(n=44), p_value=0.002)


def week(**more: Any) -> Week:
    """A week in which nothing happened, but for what is given."""
    quiet = Week(
        period="2026-W47",
        covers_from=FROM,
        covers_to=TO,
        zone="UTC",
        calls=(),
        unscored=(),
        due=(),
        overdue=0,
        corrections=(),
        standings=Table((), 20, 0.95),
        ledger_head=HEAD,
    )
    return replace(quiet, **more)


def full_week() -> Week:
    """A week with something of everything."""
    worded = said(
        "Bo Muster",
        0.2,
        quote="It is unlikely, all told.",
        phrase="unlikely",
        basis="worded",
        low=0.05,
        high=0.3,
    )
    return week(
        calls=(
            call(0.8),
            call(0.2, said=worded, event_id=8, claim="The bridge opens", in_standings=False),
            call(0.6, "Cy Beispiel", event_id=9, claim="The toll rises", brier=None),
        ),
        unscored=(UnscoredEvent(10, "The strike ends", 2, "the outcome cannot be known."),),
        due=(DueEvent(11, "Snow falls", date(2026, 11, 20), "Europe/Berlin", (worded,)),),
        overdue=3,
        corrections=(
            Correction(12, "The vote passes", "did_not_occur", "occurred", "misread the source"),
        ),
        standings=Table(
            (
                standing(),
                standing("Bo Muster", 2, group=1),
                standing("Cy Beispiel", None, n=4, low=None, high=None),
            ),
            20,
            0.95,
        ),
        movement=Movement(FROM, (mover(),), 3, 0.05),
        replies=(Reply(13, "The pier closes", "Bo Muster", "I wrote of the old pier."),),
    )
