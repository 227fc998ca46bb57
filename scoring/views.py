"""PURE. Scores and standings as frozen values: what pages, mails and programs are given to show."""

from dataclasses import dataclass
from datetime import datetime

from predictions.views import EventView, PredictionView, PunditRef
from scoring.measures import CalibrationCurve, CalibrationPoint


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One squared error (0 to 1, lower is better) with those under the words' other readings.

    `counts` is False for a restatement; `in_standings` is False until the deadline has passed.
    """

    brier: float
    brier_low: float
    brier_high: float
    occurred: bool
    counts: bool
    in_standings: bool
    scored_at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """A prediction, what became of its event, and its score or why it has none."""

    prediction: PredictionView
    event: EventView
    score: ScoreView | None
    why_not_scored: str


@dataclass(frozen=True, slots=True)
class DecidedEvent:
    """An event with its outcome and everybody's calls."""

    event: EventView
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A pundit's row: `n` scored events, Brier index 0 to 100 (higher is better) with its range.

    `rank` and `group` are None while there are too few events to tell; pundits of one group
    cannot be told apart. The range is None where it is undefined (n = 1). `skill` is relative to
    always saying 50%: 1 is perfect, 0 no better, below 0 worse.
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


@dataclass(frozen=True, slots=True)
class Standings:
    """`ranked` best first, `too_few` by how much there is; `level` is that of the ranges."""

    ranked: tuple[Standing, ...]
    too_few: tuple[Standing, ...]
    minimum: int
    level: float

    @property
    def rows(self) -> tuple[Standing, ...]:
        """Everybody."""
        return self.ranked + self.too_few

    @property
    def n(self) -> int:
        """How many scored predictions all rows rest on."""
        return sum(row.n for row in self.rows)


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many of a pundit's forecasts came how far, and what became of the rest."""

    seen: int
    on_record: int
    due: int
    decided: int
    scored: int
    rejected: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was said against how often it happened: dots by tenths, and the curve with its band."""

    points: tuple[CalibrationPoint, ...]
    curve: CalibrationCurve


@dataclass(frozen=True, slots=True)
class PunditRecord:
    """Everything on one pundit's page; `calls` newest first."""

    pundit: PunditRef
    publications: tuple[str, ...]
    standing: Standing | None
    calibration: Calibration | None
    funnel: Funnel
    calls: tuple[Call, ...]
