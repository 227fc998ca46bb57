"""PURE. How far a pundit's forecasts came, and what fell out on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.view.listing import sentence
from dashboard.view.track import clamp
from predictions.lifecycle import Stage
from scoring.views import Call, Funnel


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: `width` is its share of the longest, in percent; `fell_out` names the rest."""

    label: str
    n: int
    width: float
    fell_out: str


def funnel_steps(funnel: Funnel, calls: Sequence[Call]) -> tuple[Step, ...]:
    """Return the bars from seen to scored."""
    rows = (
        ("Found in the texts", funnel.seen, _not_recorded(funnel)),
        ("On record", funnel.on_record, _not_due(calls)),
        ("Deadline passed", funnel.due, _not_decided(calls)),
        ("Decided", funnel.decided, _not_scored(funnel, calls)),
        ("Scored", funnel.scored, _not_counted(calls)),
    )
    most = max(*(n for _, n, _ in rows), 1)
    return tuple(Step(label, n, clamp(100 * n / most), out) for label, n, out in rows)


def _not_recorded(funnel: Funnel) -> str:
    return _told(
        (funnel.rejected, "rejected by an editor"),
        (funnel.waiting, "waiting for an editor"),
    )


def _not_due(calls: Sequence[Call]) -> str:
    still = [call.event for call in calls if call.event.stage is Stage.OPEN]
    endless = sum(event.deadline is None for event in still)
    return _told(
        (len(still) - endless, "still open"),
        (endless, "without a deadline"),
    )


def _not_decided(calls: Sequence[Call]) -> str:
    due = sum(call.event.stage is Stage.DUE for call in calls)
    return _told((due, "waiting for an outcome"))


def _not_scored(funnel: Funnel, calls: Sequence[Call]) -> str:
    waiting = sum(call.event.stage is Stage.DUE for call in calls)
    early = funnel.decided - (funnel.due - waiting)
    decided = [call for call in calls if call.event.outcome and call.score is None]
    why = Counter(call.why_not_scored for call in decided)
    told = [(n, f"not scored, because {reason}") for reason, n in why.items() if reason]
    unscored = (why[""], "waiting for the next scoring run")
    return _told((early, "decided before the deadline"), *told, unscored)


def _not_counted(calls: Sequence[Call]) -> str:
    scores = [call.score for call in calls if call.score]
    return _told(
        (sum(not score.counts for score in scores), "said again, so that the first one counts"),
        (
            sum(score.counts and not score.in_standings for score in scores),
            "held until the deadline",
        ),
    )


def _told(*parts: tuple[int, str]) -> str:
    """Join what fell out into one sentence; nothing when nothing did."""
    said = [f"{n:,} {words}" for n, words in parts if n]
    return sentence("; ".join(said)) if said else ""
