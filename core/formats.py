"""PURE. Numbers and days as people read them, the same on pages, in mails and on the terminal."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.days import day_in


def percent(share: float) -> str:
    """Return a probability as a percentage: 0.155 -> ``15.5%``, 0.7 -> ``70%``."""
    return f"{round(100 * share, 1):g}%"


def score(value: float) -> str:
    """Return a Brier score with three decimals."""
    return f"{value:.3f}"


def mean_score(value: float) -> str:
    """Return a mean Brier score with four decimals: enough to work out the index to one."""
    return f"{value:.4f}"


def signed(value: float) -> str:
    """Return a difference of scores with its sign and three decimals: ``−0.062``."""
    return f"{value:+.3f}".replace("-", "−")


def index(value: float | None) -> str:
    """Return a Brier index with one decimal; a dash where it is undefined."""
    return "–" if value is None else f"{value:.1f}"


def day(value: date) -> str:
    """Return a day in words: ``1 May 2019``."""
    return f"{value.day} {value:%B %Y}"


def day_of(instant: datetime, zone: str = "UTC") -> str:
    """Return the day of an instant in words, as seen in `zone`."""
    return day(day_in(instant, zone))


def moment(instant: datetime, zone: str = "UTC") -> str:
    """Return an instant in words with its zone: ``1 May 2019, 14:05 UTC``."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {local:%H:%M} {zone}"


def count(n: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 event``, ``1,200 events``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """Return all of `parts` as a sentence lists them: ``A, B and C``; empty if there are none."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
