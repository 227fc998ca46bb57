"""Pictures for previews of links, 1200 by 630 as those who show them want them."""

import io
from dataclasses import dataclass
from functools import cache
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Any

from dashboard.view.track import Track

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE_TYPE = "image/png"
WIDTH, HEIGHT, DPI = 12.0, 6.3, 100
PAPER, INK, SOFT, GIVEN, RULE = "#fcfbf8", "#1c1f21", "#5a5f60", "#0072b2", "#8b8d88"
MOST_LINES, COLUMNS, LONGEST = 3, 38, 110
MOST_ROWS, NAME = 5, 30
SERIF, SANS = "DejaVu Serif", "DejaVu Sans"  # they come with matplotlib
UNKNOWN = "▯"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A name, its dot with range on the scale, and the number beside it."""

    name: str
    track: Track
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A headline, a line below it, and rows on a scale whose middle is named."""

    headline: str
    detail: str
    rows: tuple[PictureRow, ...]
    middle: str


def drawn(picture: Picture, source: str) -> bytes:
    """Return the picture as PNG."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - heavy, and drawn once per change

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=PAPER)
    lines = wrap(_plain(picture.headline, LONGEST), COLUMNS)[:MOST_LINES]
    serif: dict[str, Any] = {"color": INK, "family": SERIF, "parse_math": False}
    figure.text(0.06, 0.92, "\n".join(lines), va="top", size=34, weight="bold", **serif)
    plain: dict[str, Any] = {"color": SOFT, "parse_math": False}
    below = 0.88 - 0.115 * len(lines)
    figure.text(0.06, below, _plain(picture.detail, 95), va="top", size=17, **plain)
    _scale(figure, picture, top=below - 0.12)
    figure.text(0.06, 0.045, f"Calledit · {_plain(source, 80)}", size=14, **plain)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _scale(figure: "Figure", picture: Picture, top: float) -> None:
    rows = picture.rows[:MOST_ROWS]
    if not rows:
        return
    axes = figure.add_axes((0.36, 0.16, 0.52, max(top - 0.16, 0.1)))
    axes.set_xlim(0, 100)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_facecolor(PAPER)
    axes.set_yticks([])
    axes.set_xticks([0, 50, 100], ["0", picture.middle, "100"], size=13, color=SOFT)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.axvline(50, color=RULE, linestyle=":", zorder=0)
    for place, row in enumerate(rows):
        if row.track.low is not None and row.track.high is not None:
            axes.plot([row.track.low, row.track.high], [place, place], color=GIVEN, linewidth=4)
        axes.plot([row.track.at], [place], "o", color=GIVEN, markersize=15, clip_on=False)
        beside: dict[str, Any] = {"va": "center", "size": 17, "color": INK, "parse_math": False}
        axes.text(-4, place, _plain(row.name, NAME), ha="right", **beside)
        axes.text(104, place, row.value, ha="left", **beside)


def _plain(text: str, width: int) -> str:
    """One line of what the fonts can draw, cut at a word."""
    shown = "".join(_drawable(c) for c in text)
    return shorten(shown, width, placeholder=" …") or shown[:width].strip()


def _drawable(character: str) -> str:
    if not character.isprintable():
        return " "
    return character if ord(character) in _glyphs() else UNKNOWN


@cache
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font  # noqa: PLC0415 - as above

    known = [set(get_font(findfont(family)).get_charmap()) for family in (SERIF, SANS)]
    return frozenset(set.intersection(*known))
