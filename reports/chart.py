"""The one picture of a mail: standings with their ranges, on a ground of its own.

A mail program may be dark or light and shows the picture as it is, so it brings its own ground.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from core import formats
from reports.headline import shortened
from reports.parts import StandingRow

# On a phone the picture is as wide as the text, and its letters have to be as large.
WIDTH, ROW, MARGIN = 4.4, 0.4, 0.95  # inches
DOTS_PER_INCH = 170
LONGEST_NAME = 24
AXIS = "Brier index, higher is better\ndashed: always saying 50%; hollow: too few to tell"
GIVEN, QUIET, INK, GROUND = "#0072b2", "#767676", "#1b1b1b", "#ffffff"  # Okabe and Ito's blue


def drawn_from(rows: Sequence[StandingRow]) -> str:
    """Return what a picture of these rows shows, so that it is drawn once."""
    return "standings\n" + "\n".join(_line(row) for row in rows)


def alternative(rows: Sequence[StandingRow]) -> str:
    """Return the picture in words, for who cannot see it."""
    return "Standings by Brier index: " + "; ".join(_line(row) for row in rows) + "."


def load() -> None:
    """Load what it takes to draw; until then the first picture takes seconds longer."""
    draw(())


def draw(rows: Sequence[StandingRow]) -> bytes:
    """Return a PNG: a dot with its range for each row, on the Brier index from 0 to 100."""
    # A third of a second to load, and no other part of the service needs it.
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    figure = Figure(figsize=(WIDTH, MARGIN + ROW * len(rows)), facecolor=GROUND)
    axes = figure.add_subplot()
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            axes.plot([row.low, row.high], [place, place], color=GIVEN, linewidth=3, alpha=0.55)
        ranked = row.rank is not None
        axes.plot(row.index, place, "o", markersize=9, color=GIVEN, mfc=GIVEN if ranked else GROUND)
    _dress(axes, rows)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a letter that the font does not have
        figure.savefig(out, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight", metadata={})
    return out.getvalue()


def _dress(axes: Any, rows: Sequence[StandingRow]) -> None:
    axes.axvline(50, color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlim(0, 100)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    names = [shortened(row.pundit, LONGEST_NAME) for row in rows]
    # A name with a dollar sign is a name, not a formula.
    axes.set_yticks(range(len(rows)), names, parse_math=False, color=INK, fontsize=11)
    axes.set_xticks((0, 25, 50, 75, 100), ("0", "25", "50", "75", "100"), color=INK, fontsize=10)
    axes.set_xlabel(AXIS, color=INK, fontsize=10)
    axes.tick_params(length=0)
    axes.grid(axis="x", color="#e4e4e4", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _line(row: StandingRow) -> str:
    name = shortened(row.pundit, LONGEST_NAME)
    if row.low is None or row.high is None:
        return f"{name} {formats.index(row.index)}"
    ends = f"{formats.index(row.low)} to {formats.index(row.high)}"
    return f"{name} {formats.index(row.index)} ({ends})"
