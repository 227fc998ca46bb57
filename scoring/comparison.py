"""Two pundits side by side, on the events that both forecast."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from core.errors import InvalidInputError
from predictions.models import Event, Pundit
from predictions.queries import pundit_with_slug
from predictions.rows import pundit_ref
from scoring.counting import READ_AS
from scoring.forms import READINGS, Reading
from scoring.luck import luck_words
from scoring.measures import PairedComparison, compare_paired
from scoring.measures.groups import TOLD_APART_BELOW
from scoring.models import Score
from scoring.standings import LEVEL
from scoring.views import Comparison, ReadingDifference, SharedEvent

NOTHING_SHARED = "no event that both forecast has been scored and has passed its deadline"

Both = tuple[str, Score, Score]


def compare(session: Session, a: str, b: str) -> Comparison:
    """Compare two pundits, each by the word of their address, on their first statements.

    Raises:
        NotFoundError: if nobody goes by one of them.
        InvalidInputError: if they are the same.
    """
    if a == b:
        raise InvalidInputError(f"a {a!r} and b {b!r} are the same pundit; name two")
    mine, theirs = pundit_with_slug(session, a), pundit_with_slug(session, b)
    both = _both(session, mine, theirs)
    counted = [each for each in both if each[1].tallied_at and each[2].tallied_at]
    nothing = Comparison(
        a=pundit_ref(mine),
        b=pundit_ref(theirs),
        level=LEVEL,
        reason=NOTHING_SHARED,
        held=len(both) - len(counted),
        conditional=sum(each[1].conditional for each in counted),
    )
    return _compared(nothing, counted) if counted else nothing


def _both(session: Session, mine: Pundit, theirs: Pundit) -> list[Both]:
    """Claims of which a first statement of each is scored, the latest deadline first."""
    own, other = aliased(Score), aliased(Score)
    query = (
        select(Event.claim, own, other)
        .join(own, own.event_id == Event.id)
        .join(other, other.event_id == own.event_id)
        .where(own.pundit_id == mine.id, own.counts_from.is_not(None))
        .where(other.pundit_id == theirs.id, other.counts_from.is_not(None))
        .order_by(own.deadline.desc(), Event.id.desc())
    )
    return [(claim, score, others) for claim, score, others in session.execute(query)]


def _compared(pair: Comparison, both: Sequence[Both]) -> Comparison:
    readings = {reading: _paired(both, reading) for reading in READINGS}
    found = readings["middle"]
    ahead = pair.a if found.mean_difference < 0 else pair.b
    return replace(
        pair,
        n=found.n,
        a_closer=found.closer,
        b_closer=found.farther,
        ties=found.ties,
        mean_difference=found.mean_difference,
        low=found.low,
        high=found.high,
        p_value=found.p_value,
        method=found.method,
        closer=ahead if found.p_value < TOLD_APART_BELOW else None,
        luck=luck_words(found.p_value),
        reason=found.reason or "",
        readings=tuple(
            ReadingDifference(reading, each.mean_difference, each.p_value)
            for reading, each in readings.items()
        ),
        order_survives=_one_sided([each.mean_difference for each in readings.values()]),
        events=tuple(_shared_event(*each) for each in both),
    )


def _paired(both: Sequence[Both], reading: Reading) -> PairedComparison:
    number = READ_AS[reading]
    return compare_paired(
        [getattr(mine, number) for _, mine, _ in both],
        [int(mine.occurred) for _, mine, _ in both],
        [getattr(theirs, number) for _, _, theirs in both],
        level=LEVEL,
    )


def _one_sided(differences: Sequence[float]) -> bool:
    return not min(differences) < 0 < max(differences)


def _shared_event(claim: str, mine: Score, theirs: Score) -> SharedEvent:
    return SharedEvent(
        event_id=mine.event_id,
        claim=claim,
        occurred=mine.occurred,
        a_probability=mine.probability,
        b_probability=theirs.probability,
        a_brier=mine.brier,
        b_brier=theirs.brier,
    )
