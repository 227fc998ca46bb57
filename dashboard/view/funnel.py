"""PURE. How far a pundit's forecasts came, and what fell out on the way."""

from dataclasses import dataclass

from dashboard.view.listing import sentence
from dashboard.view.track import clamp
from scoring.funnel_views import Funnel


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: `width` is its share of the longest, in percent; `fell_out` names the rest."""

    label: str
    n: int
    width: float
    fell_out: str


def funnel_steps(funnel: Funnel) -> tuple[Step, ...]:
    """Return the bars from seen to scored."""
    rows = (
        ("Found in the texts", funnel.seen, _not_checkable(funnel)),
        ("Can be checked", funnel.checkable, _told((funnel.rejected, "rejected by an editor"))),
        ("On record", funnel.on_record, _not_due(funnel)),
        (
            "Deadline passed, or decided",
            funnel.due,
            _told((funnel.awaited, "waiting for an outcome")),
        ),
        ("Decided", funnel.decided, _not_scored(funnel)),
        ("Scored", funnel.scored, _not_counted(funnel)),
    )
    most = max(*(n for _, n, _ in rows), 1)
    return tuple(Step(label, n, clamp(100 * n / most), out) for label, n, out in rows)


def _not_checkable(funnel: Funnel) -> str:
    return _told(
        (funnel.no_forecast, "no forecast after all"),
        (funnel.uncheckable, "too vague to be checked"),
        (funnel.waiting, "waiting for an editor"),
    )


def _not_due(funnel: Funnel) -> str:
    return _told(
        (funnel.still_open, "still open"),
        (funnel.endless, "without a deadline"),
        (funnel.restatements, "said before, and counted there"),
        (funnel.withdrawn, "withdrawn by an editor"),
    )


def _not_scored(funnel: Funnel) -> str:
    return _told(
        *((n, f"not scored, because {reason}") for reason, n in funnel.not_scored),
        (funnel.unscored, "waiting for the next scoring run"),
    )


def _not_counted(funnel: Funnel) -> str:
    return _told(
        (funnel.updated, "said again, so that the first one counts"),
        (funnel.held, "held until the deadline"),
    )


def _told(*parts: tuple[int, str]) -> str:
    """Join what fell out into one sentence; nothing when nothing did."""
    said = [f"{n:,} {words}" for n, words in parts if n]
    return sentence("; ".join(said)) if said else ""
