"""How far one pundit's forecasts came, counted by the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from predictions.lifecycle import DECISIVE, WhyNotScored
from predictions.models import Candidate, Commentary, Event, Outcome, Prediction
from scoring.models import Score
from scoring.views import Funnel


@dataclass(frozen=True, slots=True)
class Kind:
    """Predictions that came equally far, `n` of them."""

    closed: bool
    endless: bool
    ruling: str | None
    awaits_scoring: bool
    scored: bool
    counts: bool
    tallied: bool
    n: int

    @property
    def decided(self) -> bool:
        """Whether an outcome has been entered."""
        return self.ruling is not None

    @property
    def why_not_scored(self) -> str:
        """Why there is no score; empty if there is one, or will be."""
        if self.scored or self.ruling is None:
            return ""
        if self.ruling not in DECISIVE:
            return WhyNotScored[self.ruling.upper()]
        if self.endless:
            return WhyNotScored.NO_DEADLINE
        return "" if self.awaits_scoring else WhyNotScored.SAID_TOO_LATE


def funnel_of(session: Session, pundit_id: int, now: datetime) -> Funnel:
    """Count what was seen of a pundit, and what became of it."""
    kinds = [Kind(*row) for row in session.execute(_kinds(pundit_id, now))]
    seen = _decisions(session, pundit_id)

    def total(which: Callable[[Kind], bool]) -> int:
        return sum(kind.n for kind in kinds if which(kind))

    reasons = sorted({kind.why_not_scored for kind in kinds} - {""})
    return Funnel(
        seen=sum(seen.values()),
        on_record=total(lambda _: True),
        due=total(lambda k: k.closed),
        decided=total(lambda k: k.decided),
        scored=total(lambda k: k.scored),
        rejected=seen.get("rejected", 0),
        waiting=seen.get(None, 0),
        still_open=total(lambda k: not (k.decided or k.closed or k.endless)),
        endless=total(lambda k: k.endless and not k.decided),
        awaited=total(lambda k: k.closed and not k.decided),
        early=total(lambda k: k.decided and not k.closed),
        not_scored=tuple(
            (reason, total(lambda k, reason=reason: k.why_not_scored == reason))  # type: ignore[misc]
            for reason in reasons
        ),
        unscored=total(lambda k: k.decided and not k.scored and not k.why_not_scored),
        restated=total(lambda k: k.scored and not k.counts),
        held=total(lambda k: k.scored and k.counts and not k.tallied),
    )


def _kinds(pundit_id: int, now: datetime) -> Select[*tuple[Any, ...]]:
    newest = (
        select(func.max(Outcome.revision))
        .where(Outcome.event_id == Event.id)
        .correlate(Event)
        .scalar_subquery()
    )
    columns: list[Any] = [
        func.coalesce(Event.closes_at <= now, False).label("closed"),
        Event.closes_at.is_(None).label("endless"),
        Outcome.ruling,
        Event.unscored_since.is_not(None).label("awaits_scoring"),
        Score.id.is_not(None).label("scored"),
        Score.counts_from.is_not(None).label("counts"),
        Score.tallied_at.is_not(None).label("tallied"),
    ]
    return (
        select(*columns, func.count())
        .select_from(Prediction)
        .join(Event, Event.id == Prediction.event_id)
        .outerjoin(Outcome, (Outcome.event_id == Event.id) & (Outcome.revision == newest))
        .outerjoin(Score, Score.prediction_id == Prediction.id)
        .where(Prediction.pundit_id == pundit_id)
        .group_by(*columns)
    )


def _decisions(session: Session, pundit_id: int) -> dict[str | None, int]:
    query = (
        select(Candidate.decision, func.count())
        .join(Commentary)
        .where(Commentary.pundit_id == pundit_id)
        .group_by(Candidate.decision)
    )
    return {row[0]: row[1] for row in session.execute(query)}
