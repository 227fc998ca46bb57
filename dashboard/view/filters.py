"""PURE. What standings are narrowed by: every state is an address, so every choice is a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.formats import day
from scoring.forms import EVERYTHING, HORIZONS, READINGS, Horizon, Reading, Selection

READING_WORDS: dict[Reading, str] = {
    "low": "as the lowest tenth of readers",
    "middle": "as most readers do",
    "high": "as the highest tenth of readers",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: what it is called, where it leads, whether it is the one shown."""

    value: str
    label: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A condition that is set: its words, and where the same page without it is."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The bar above standings; `query` is the present state, for downloads of the same."""

    selection: Selection
    topics: tuple[str, ...]
    publications: tuple[str, ...]
    horizons: tuple[Choice, ...]
    readings: tuple[Choice, ...]
    kept: tuple[Kept, ...]
    query: str
    problem: str

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the whole record, read as most do, is shown."""
        return self.selection != EVERYTHING


def filters_of(
    selection: Selection, topics: Sequence[str], publications: Sequence[str], problem: str = ""
) -> Filters:
    """Build the bar; `topics` and `publications` are what there is to choose from."""
    horizons = [Choice("", "any", _path(selection, horizon=None), selection.horizon is None)]
    horizons += [
        Choice(h, _days(h), _path(selection, horizon=h), selection.horizon == h) for h in HORIZONS
    ]
    return Filters(
        selection=selection,
        topics=tuple(topics),
        publications=tuple(publications),
        horizons=tuple(horizons),
        readings=tuple(
            Choice(r, r, _path(selection, reading=r), selection.reading == r) for r in READINGS
        ),
        kept=tuple(_kept(selection)),
        query=query_of(selection),
        problem=problem,
    )


def query_of(selection: Selection) -> str:
    """Return a selection as the end of an address: ``?topic=politics``; empty for everything."""
    given = selection.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return f"?{urlencode(given)}" if given else ""


def _path(selection: Selection, **changes: Any) -> str:
    return f"/{query_of(selection.model_copy(update=changes))}"


def _kept(selection: Selection) -> list[Kept]:
    named = (
        ("topic", f"topic {selection.topic}"),
        ("publication", f"said in {selection.publication}"),
        ("first", f"deadlines from {day(selection.first)}" if selection.first else ""),
        ("last", f"deadlines to {day(selection.last)}" if selection.last else ""),
        ("horizon", f"said {_days(selection.horizon)} days ahead" if selection.horizon else ""),
    )
    kept = [
        Kept(words, _path(selection, **{field: None}))
        for field, words in named
        if getattr(selection, field) is not None
    ]
    if selection.reading != EVERYTHING.reading:
        words = f"words of chance read {READING_WORDS[selection.reading]}"
        kept.append(Kept(words, _path(selection, reading=EVERYTHING.reading)))
    return kept


def _days(horizon: Horizon) -> str:
    shortest, longest = HORIZONS[horizon]
    return f"{shortest} or more" if horizon == "longer" else f"{shortest} to {longest}"
