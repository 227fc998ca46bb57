"""PURE. What the scores of one event did to the standings of those who had forecast it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.formats import count, index
from predictions.views import PunditRef
from scoring.measures import index_of
from scoring.views import Call, Standing

HELD = "They enter the standings when the deadline has passed."


@dataclass(frozen=True, slots=True)
class Scored:
    """Brier scores by prediction that one run took back (`before`) and entered (`after`)."""

    before: Mapping[int, float]
    after: Mapping[int, float]


def moved_words(
    calls: Iterable[Call], standings: Iterable[Standing], run: Scored
) -> tuple[str, ...]:
    """Say, pundit by pundit, from where to where the Brier index went by this event alone."""
    counted = {c.prediction.id: c for c in calls if c.said_as == "first"}
    if any(c.score and not c.score.in_standings for c in counted.values()):
        return (HELD,)
    rows = {row.pundit.slug: row for row in standings}
    said = (
        _words(call.prediction.pundit, rows.get(call.prediction.pundit.slug), run, number)
        for number, call in counted.items()
        if number in run.before or number in run.after
    )
    return tuple(said)


def _words(who: PunditRef, row: Standing | None, run: Scored, number: int) -> str:
    n, total = (row.n, row.n * row.mean_brier) if row else (0, 0.0)
    n_before = n - (number in run.after) + (number in run.before)
    before = total - run.after.get(number, 0.0) + run.before.get(number, 0.0)
    scored = count(n, "scored prediction")
    if not n:
        return f"{who.name} has no scored prediction left; the Brier index was {_at(before, 1)}."
    if not n_before:
        return f"The first score of {who.name}: Brier index {_at(total, n)}."
    was, is_now = _at(before, n_before), _at(total, n)
    return f"Brier index of {who.name} went from {was} to {is_now}, over {scored}."


def _at(total: float, n: int) -> str:
    return index(index_of(max(total, 0.0) / n))
