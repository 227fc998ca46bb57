"""How far forecasts came, by pundit or by source, counted by the database."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from predictions.lifecycle import DECISIVE, WhyNotScored
from predictions.models import Candidate, Commentary, Event, Outcome, Prediction, Pundit
from predictions.sources.queries import sources
from scoring.funnel_views import Funnel, NamedFunnel
from scoring.models import Score

By = Literal["pundit", "source"]
# Whose a prediction is, and whose a candidate that has not become one.
KEYS: dict[By, tuple[Any, Any]] = {
    "pundit": (Prediction.pundit_id, Commentary.pundit_id),
    "source": (Commentary.source_id, Commentary.source_id),
}
EMPTY = Funnel(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """Predictions that came equally far, `n` of them."""

    withdrawn: bool
    linked: bool
    closed: bool
    endless: bool
    ruling: str | None
    awaits_scoring: bool
    scored: bool
    counts: bool
    tallied: bool
    n: int

    @property
    def fate(self) -> str:
        """The one place in the funnel where these are counted; a reason where they are decided."""
        if self.scored:
            return "counted" if self.tallied else "held" if self.counts else "updated"
        if self.withdrawn or self.linked:
            return "withdrawn" if self.withdrawn else "restatements"
        if self.ruling is None:
            return "endless" if self.endless else "awaited" if self.closed else "still_open"
        return self._why_not_scored or "unscored"

    @property
    def _why_not_scored(self) -> str:
        if self.ruling not in DECISIVE:
            return WhyNotScored[str(self.ruling).upper()]
        if self.endless:
            return WhyNotScored.NO_DEADLINE
        return "" if self.awaits_scoring else WhyNotScored.SAID_TOO_LATE


def funnel_of(session: Session, pundit_id: int, now: datetime) -> Funnel:
    """Count what was seen of a pundit, and what became of it."""
    return funnels(session, "pundit", now, pundit_id).get(pundit_id, EMPTY)


def funnels(session: Session, by: By, now: datetime, only: int | None = None) -> dict[int, Funnel]:
    """Count what was seen of every pundit or source, or of one, and what became of it, by id."""
    said, found = KEYS[by]
    kinds: dict[int, list[Kind]] = {}
    for key, *row in session.execute(_kinds(said, only, now)):
        kinds.setdefault(key, []).append(Kind(*row))
    open_ones: dict[int, Counter[str]] = {}
    for key, decision, rejected_as, n in session.execute(_not_recorded(found, only)):
        fate = _of_candidate(decision, rejected_as)
        open_ones.setdefault(key, Counter())[fate] += n
    return {
        key: _funnel(kinds.get(key, []), open_ones.get(key, Counter()))
        for key in sorted(kinds.keys() | open_ones.keys())
    }


def named_funnels(session: Session, by: By, now: datetime) -> list[NamedFunnel]:
    """Return the funnel of every pundit or source, in the order of their names."""
    counted = funnels(session, by, now)
    if by == "source":
        found = sources(session)
        return [NamedFunnel(s.name, counted.get(s.id, EMPTY), s.fates) for s in found]
    names = session.execute(select(Pundit.id, Pundit.name).order_by(Pundit.name))
    return [NamedFunnel(name, counted.get(pundit, EMPTY), {}) for pundit, name in names]


def _funnel(kinds: list[Kind], not_recorded: Counter[str]) -> Funnel:
    fates = Counter[str]()
    for kind in kinds:
        fates[kind.fate] += kind.n
    reasons = tuple((str(why), fates[why]) for why in WhyNotScored if fates[why])
    on_record = fates.total()
    scored = fates["counted"] + fates["updated"] + fates["held"]
    decided = scored + fates["unscored"] + sum(n for _, n in reasons)
    checkable = on_record + not_recorded["rejected"]
    return Funnel(
        seen=on_record + not_recorded.total(),
        checkable=checkable,
        on_record=on_record,
        due=decided + fates["awaited"],
        decided=decided,
        scored=scored,
        waiting=not_recorded["waiting"],
        no_forecast=not_recorded["no_forecast"],
        uncheckable=not_recorded["uncheckable"],
        rejected=not_recorded["rejected"],
        withdrawn=fates["withdrawn"],
        restatements=fates["restatements"],
        endless=fates["endless"],
        still_open=fates["still_open"],
        awaited=fates["awaited"],
        unscored=fates["unscored"],
        not_scored=reasons,
        counted=fates["counted"],
        updated=fates["updated"],
        held=fates["held"],
        early=sum(kind.n for kind in kinds if kind.fate in _DECIDED and not kind.closed),
    )


_DECIDED = {"counted", "updated", "held", "unscored", *WhyNotScored}


def _of_candidate(decision: str | None, rejected_as: str | None) -> str:
    if decision is None:
        return "waiting"
    return "rejected" if rejected_as in {None, "other"} else str(rejected_as)


def _kinds(key: ColumnElement[Any], only: int | None, now: datetime) -> Select[*tuple[Any, ...]]:
    newest = (
        select(func.max(Outcome.revision))
        .where(Outcome.event_id == Event.id)
        .correlate(Event)
        .scalar_subquery()
    )
    columns: list[Any] = [
        key,
        Prediction.withdrawn_at.is_not(None).label("withdrawn"),
        Prediction.restates_id.is_not(None).label("linked"),
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
        .join(Commentary, Commentary.id == Prediction.commentary_id)
        .join(Event, Event.id == Prediction.event_id)
        .outerjoin(Outcome, (Outcome.event_id == Event.id) & (Outcome.revision == newest))
        .outerjoin(Score, Score.prediction_id == Prediction.id)
        .where(key.is_not(None) if only is None else key == only)
        .group_by(*columns)
    )


def _not_recorded(key: ColumnElement[Any], only: int | None) -> Select[*tuple[Any, ...]]:
    """What was found and is not on record, or not yet."""
    decision = func.coalesce(Candidate.decision, "")
    return (
        select(key, Candidate.decision, Candidate.rejected_as, func.count())
        .join(Commentary, Commentary.id == Candidate.commentary_id)
        .where(decision != "accepted", key.is_not(None) if only is None else key == only)
        # Two that are the same forecast were seen once.
        .where(Candidate.merged_into_id.is_(None))
        .group_by(key, Candidate.decision, Candidate.rejected_as)
    )
