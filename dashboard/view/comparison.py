"""PURE. Two pundits side by side: who came closer on what both forecast, and could luck do it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.formats import count
from dashboard.view.track import Track, clamp, track
from predictions.views import PunditRef
from scoring.views import Comparison, SharedEvent

MOST_DRAWN = 40
MOST_LISTED = 500
# The mean difference is drawn on an axis from -WIDEST to +WIDEST.
WIDEST = 0.5


@dataclass(frozen=True, slots=True)
class PairRow:
    """A shared event with both dots on the probability scale, 0 to 100."""

    event: SharedEvent
    a: float
    b: float
    ruling: str
    closer: str

    @property
    def low(self) -> float:
        """Where the line between the two begins."""
        return min(self.a, self.b)

    @property
    def high(self) -> float:
        """Where it ends."""
        return max(self.a, self.b)


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Whom there is to choose from, who is chosen, and what came of it once both are.

    `neighbours` are those who share events with `a`, with how many; `rows` are drawn, `listed`
    stand in the table, `left_out` in neither.
    """

    a: str
    b: str
    pundits: tuple[PunditRef, ...]
    neighbours: tuple[tuple[PunditRef, int], ...] = ()
    problem: str = ""
    found: Comparison | None = None
    headline: str = "Is one better than the other?"
    lines: tuple[str, ...] = ()
    difference: Track | None = None
    rows: tuple[PairRow, ...] = ()
    listed: tuple[PairRow, ...] = ()
    left_out: int = 0


def compare_page(found: Comparison, pundits: Sequence[PunditRef]) -> ComparePage:
    """Build the page of two."""
    rows = tuple(pair_row(found, event) for event in found.events[:MOST_LISTED])
    return ComparePage(
        a=found.a.slug,
        b=found.b.slug,
        pundits=tuple(dict.fromkeys((found.a, found.b, *pundits))),
        found=found,
        headline=headline(found),
        lines=tuple(line for line in _lines(found) if line),
        difference=_difference(found),
        rows=rows[:MOST_DRAWN],
        listed=rows,
        left_out=len(found.events) - len(rows),
    )


def headline(found: Comparison) -> str:
    """Say who came closer, if that can be told."""
    a, b = found.a.name, found.b.name
    if not found.n:
        return f"{a} and {b} share no scored event yet."
    if found.closer is None:
        return f"{a} and {b} cannot be told apart."
    other = b if found.closer == found.a else a
    return f"{found.closer.name} came closer than {other}, by more than luck explains."


def pair_row(found: Comparison, event: SharedEvent) -> PairRow:
    """Place what both said about one event."""
    ahead = event.a_brier - event.b_brier
    closer = "" if ahead == 0 else found.a.name if ahead < 0 else found.b.name
    return PairRow(
        event=event,
        a=clamp(100 * event.a_probability),
        b=clamp(100 * event.b_probability),
        ruling="occurred" if event.occurred else "did_not_occur",
        closer=closer,
    )


def _lines(found: Comparison) -> tuple[str, ...]:
    turned = found.order_survives is False
    return (
        _shared(found),
        "Another reading of the words of chance turns the difference round." if turned else "",
        f"{count(found.held, 'shared event')} held until the deadline has passed."
        if found.held
        else "",
        f"{count(found.conditional, 'conditional event')} among them." if found.conditional else "",
    )


def _shared(found: Comparison) -> str:
    if not found.n:
        return f"Nothing to compare: {found.reason}."
    ties = f", and {count(found.ties, 'tie')}" if found.ties else ""
    return (
        f"On {count(found.n, 'shared event')}, {found.a.name} was closer on {found.a_closer} and"
        f" {found.b.name} on {found.b_closer}{ties}; {found.luck}."
    )


def _difference(found: Comparison) -> Track | None:
    if found.mean_difference is None:
        return None
    ends = [None if end is None else _across(end) for end in (found.low, found.high)]
    return track(_across(found.mean_difference), *ends)


def _across(difference: float) -> float:
    return 50 + 50 * difference / WIDEST
