"""PURE. The calibration chart: what was said across, how often it happened upward."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from core.formats import count, percent
from scoring.measures import CalibrationPoint
from scoring.views import Calibration

# The drawing's own units; on a phone one is about one pixel.
WIDTH, HEIGHT = 368, 416
LEFT, TOP, SIDE = 46, 30, 300
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALLEST, LARGEST = 4.0, 13.0
# A band at a single probability would be a line without width.
THINNEST = 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on both axes."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """The drawing and, within it, the square of the axes."""

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    right: int = RIGHT
    bottom: int = BOTTOM


@dataclass(frozen=True, slots=True)
class Dot:
    """Forecasts of similar probability; its area follows their number."""

    x: float
    y: float
    radius: float
    slot: float
    point: CalibrationPoint
    title: str


@dataclass(frozen=True, slots=True)
class CalibrationChart:
    """Geometry of the chart: `curve` and `band` are points, `slot` is a count's place below."""

    dots: tuple[Dot, ...]
    curve: str
    band: str
    ticks: tuple[Tick, ...]
    sentence: str
    n: int
    level: float
    box: Box = Box()


def x_of(probability: float) -> float:
    """Return how far right a probability stands."""
    return round(LEFT + SIDE * probability, 1)


def y_of(share: float) -> float:
    """Return how far down a share stands; 1 is at the top."""
    return round(BOTTOM - SIDE * share, 1)


def calibration_chart(name: str, calibration: Calibration, minimum: int) -> CalibrationChart:
    """Draw one pundit's calibration; below `minimum` predictions it says too few to tell."""
    most = max(point.n for point in calibration.points)
    return CalibrationChart(
        dots=tuple(_dot(point, most) for point in calibration.points),
        curve=_points(calibration.curve.probability, calibration.curve.frequency),
        band=_band(calibration),
        ticks=tuple(Tick(x_of(t), y_of(t), percent(t)) for t in TICKS),
        sentence=calibration_sentence(name, calibration, minimum),
        n=calibration.curve.n,
        level=calibration.curve.level,
    )


def calibration_sentence(name: str, calibration: Calibration, minimum: int) -> str:
    """Say what the chart shows, plainly: what was said, and how often it happened."""
    n = calibration.curve.n
    if n < minimum:
        return f"Too few to tell: {count(n, 'scored prediction')}; a finding takes {minimum}."
    off = [p for p in calibration.points if _holds_any(p, calibration)]
    if not off:
        return f"What {name} says happens about as often as said, as far as luck lets us see."
    largest = max(off, key=lambda point: point.n)
    return (
        f"When {name} says about {percent(round(largest.said, 2))}, it happens"
        f" {percent(round(largest.happened, 2))} of the time ({largest.occurred} of"
        f" {largest.n}): more of a difference than luck explains."
    )


def _holds_any(point: CalibrationPoint, calibration: Calibration) -> bool:
    """Tell whether the curve leaves the band somewhere within a point's bin."""
    return any(
        point.start <= p < point.end or p == point.end == 1 for p in calibration.curve.outside()
    )


def _dot(point: CalibrationPoint, most: int) -> Dot:
    return Dot(
        x=x_of(point.said),
        y=y_of(point.happened),
        radius=round(SMALLEST + (LARGEST - SMALLEST) * sqrt(point.n / most), 1),
        slot=x_of((point.start + point.end) / 2),
        point=point,
        title=(
            f"Said about {percent(round(point.said, 2))}: happened {point.occurred} of"
            f" {count(point.n, 'time')}"
        ),
    )


def _band(calibration: Calibration) -> str:
    curve = calibration.curve
    across = [float(p) for p in curve.probability]
    low, high = [float(p) for p in curve.low], [float(p) for p in curve.high]
    if len(across) == 1:
        half = THINNEST / 2 / SIDE
        across, low, high = [across[0] - half, across[0] + half], low * 2, high * 2
    return f"{_points(across, high)} {_points(reversed(across), reversed(low))}"


def _points(across: Iterable[float], upward: Iterable[float]) -> str:
    return " ".join(
        f"{x_of(float(x))},{y_of(float(y))}" for x, y in zip(across, upward, strict=True)
    )
