"""PURE. Scores and standings as frozen values: what pages, mails and programs are given to show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from predictions.views import EventView, PredictionView, PunditRef
from scoring.funnel_views import Funnel
from scoring.measures import CalibrationCurve, CalibrationPoint


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One squared error (0 to 1, lower is better) with those under the words' other readings.

    `counts` is False for a restatement; `in_standings` is False until the deadline has passed.
    A `conditional` one is also reported apart then.
    """

    brier: float
    brier_low: float
    brier_high: float
    occurred: bool
    counts: bool
    in_standings: bool
    scored_at: datetime
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class ChangedMind:
    """One pundit's several statements about one event: each stands until the next.

    `time_weighted`, `first` and `last` are Brier scores; `coverage` is the share of the event's
    time, from anybody's first statement to its end, in which one of this pundit's stood.
    """

    statements: int
    first: float
    last: float
    time_weighted: float
    coverage: float


SaidAs = Literal["first", "update", "restatement", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Call:
    """A prediction, what became of its event, and its score or why it has none.

    `changed_mind` stands at the statement that counts, if its pundit made others later. `said_as`
    tells the first statement from an update (a changed mind) and from a restatement.
    """

    prediction: PredictionView
    event: EventView
    score: ScoreView | None
    why_not_scored: str
    changed_mind: ChangedMind | None = None
    said_as: SaidAs = "first"


@dataclass(frozen=True, slots=True)
class DecidedEvent:
    """An event with its outcome and everybody's calls."""

    event: EventView
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class ReadingRank:
    """A pundit's place if every word of chance is read one way: `low`, `middle` or `high`."""

    reading: str
    mean_brier: float
    brier_index: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class Apart:
    """What the predictions made on a condition that came about come to by themselves."""

    n: int
    mean_brier: float
    brier_index: float


@dataclass(frozen=True, slots=True)
class AgainstOthers:
    """A pundit against the others on the same events, `shared` of them.

    `peer_score` is the others' mean Brier score minus one's own, above 0 is better than they;
    `skill` the same as a share of their error. `adjusted_brier` is the mean that would be expected
    on events of average difficulty; it compares only pundits of one `component`. All are None, with
    a `reason`, for somebody alone on every event.
    """

    shared: int
    peer_score: float | None
    skill: float | None
    adjusted_brier: float | None
    adjusted_index: float | None
    component: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A pundit's row: `n` scored events, Brier index 0 to 100 (higher is better) with its range.

    `rank` and `group` are None while there are too few events to tell; pundits of one group
    cannot be told apart. The range is None where it is undefined (n = 1). `skill` is relative to
    always saying 50%, `skill_base_rate` to always saying the base rate of all predictions in these
    standings: 1 is perfect, 0 no better, below 0 worse. `bias` above 0 says events too often.
    `miscalibration` (lower is better) and `discrimination` (higher) are None under 50 events.
    Ranks go by `shrunken_index`. `order_survives` is True if this pundit changes places with
    nobody under another reading of the words. `held` scores wait for their deadline.
    `against_others` is None unless asked for.
    """

    pundit: PunditRef
    n: int
    mean_brier: float
    brier_index: float
    index_low: float | None
    index_high: float | None
    skill: float
    rank: int | None
    group: int | None
    shrunken_index: float | None = None
    skill_base_rate: float | None = None
    bias: float | None = None
    miscalibration: float | None = None
    discrimination: float | None = None
    readings: tuple[ReadingRank, ...] = ()
    order_survives: bool | None = None
    held: int = 0
    conditional: Apart | None = None
    against_others: AgainstOthers | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """`ranked` best first, `too_few` by how much there is; `level` is that of the ranges.

    `reading` is how the words of chance were read. `order_survives` is True if no two ranked
    pundits change places between any two readings, `groups_survive` if no two of different groups
    do; both are None while there are not two to order. `base_rate` is the share of all these
    predictions whose event occurred.
    """

    ranked: tuple[Standing, ...]
    too_few: tuple[Standing, ...]
    minimum: int
    level: float
    reading: str = "middle"
    order_survives: bool | None = None
    groups_survive: bool | None = None
    base_rate: float | None = None

    @property
    def rows(self) -> tuple[Standing, ...]:
        """Everybody."""
        return self.ranked + self.too_few

    @property
    def n(self) -> int:
        """How many scored predictions all rows rest on."""
        return sum(row.n for row in self.rows)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was said against how often it happened: dots by tenths, and the curve with its band."""

    points: tuple[CalibrationPoint, ...]
    curve: CalibrationCurve


@dataclass(frozen=True, slots=True)
class PunditRecord:
    """Everything on one pundit's page; `calls` newest first, a page of them.

    `held` and `conditional` stand here too, for a pundit who has no standing yet.
    """

    pundit: PunditRef
    publications: tuple[str, ...]
    standing: Standing | None
    calibration: Calibration | None
    funnel: Funnel
    calls: tuple[Call, ...]
    held: int = 0
    conditional: Apart | None = None


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event that two pundits forecast: what each gave it, and their Brier scores."""

    event_id: int
    claim: str
    occurred: bool
    a_probability: float
    b_probability: float
    a_brier: float
    b_brier: float


@dataclass(frozen=True, slots=True)
class ReadingDifference:
    """The difference if every word of chance is read one way: `low`, `middle` or `high`."""

    reading: str
    mean_difference: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pundits on the `n` events that both forecast; first statements, deadlines passed.

    `mean_difference` is the mean Brier score of `a` minus that of `b`, below 0: `a` came closer.
    `low` and `high` are the ends of its range; they are None, with a `reason`, where it is
    undefined. `p_value` is how often luck alone gives a difference at least as large; `luck` says
    it in words, and `closer` names who came closer if luck does so in under 5% of cases.
    `order_survives` is True if the difference has the same sign under every reading of the words.
    `held` shared events wait for their deadline; `conditional` ones are among them.
    """

    a: PunditRef
    b: PunditRef
    level: float
    n: int = 0
    a_closer: int = 0
    b_closer: int = 0
    ties: int = 0
    mean_difference: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    method: str = ""
    closer: PunditRef | None = None
    luck: str = ""
    reason: str = ""
    readings: tuple[ReadingDifference, ...] = ()
    order_survives: bool | None = None
    held: int = 0
    conditional: int = 0
    events: tuple[SharedEvent, ...] = ()
