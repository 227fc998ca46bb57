"""PURE. The parts of a weekly issue: plain values, taken from the record."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Who said how probable an event is, when, and in which words; `low` and `high` as read.

    `quoted` is false where a file quotes nobody, so that `quote` is a sentence of ours.
    """

    pundit: str
    said_on: date
    quote: str
    phrase: str
    basis: str
    probability: float
    low: float
    high: float
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class DecidedCall:
    """A call on an event that happened or did not; `brier` is None until it is computed."""

    said: Said
    event_id: int
    claim: str
    occurred: bool
    known_on: date
    brier: float | None
    in_standings: bool

    @property
    def distance(self) -> float:
        """How far the probability lies from what happened: 0 (at it) to 1."""
        return abs(self.said.probability - self.occurred)


@dataclass(frozen=True, slots=True)
class UnscoredEvent:
    """Calls on a decided event that have no score, and why."""

    event_id: int
    claim: str
    calls: int
    why: str


@dataclass(frozen=True, slots=True)
class DueEvent:
    """An event whose deadline (inclusive, in `zone`) comes next, with who said what."""

    event_id: int
    claim: str
    deadline: date
    zone: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """An outcome that was amended: the rulings before and after, and the reason."""

    event_id: int
    claim: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a pundit says to an entry about them, beside which it stands."""

    event_id: int
    claim: str
    pundit: str
    text: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A pundit's Brier index, 0 to 100, higher is better, with its range over `n` scored calls.

    The range is None where one event leaves it undefined; `rank` and `group` are None while
    there are too few to tell.
    """

    rank: int | None
    group: int | None
    pundit: str
    n: int
    index: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Mover:
    """A pundit whose new scores differ from their earlier ones by more than luck would have it.

    `p_value` is how often luck alone gives a difference at least as large.
    """

    before: StandingRow
    now: StandingRow
    p_value: float

    @property
    def new(self) -> int:
        """How many scores are new."""
        return self.now.n - self.before.n


@dataclass(frozen=True, slots=True)
class Movement:
    """What became of the standings since `since`: who moved, of how many `tested`."""

    since: datetime
    movers: tuple[Mover, ...]
    tested: int
    level: float
