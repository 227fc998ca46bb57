"""PURE. The lexicon as a page: the phrases that readers were asked about, then every phrase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.formats import percent
from dashboard.view.track import Track, probability_track
from predictions.extraction.likelihood import LexiconEntry

HOUSE = "house value"
# From, below, heading: where the middle reading falls.
BANDS = (
    (0.0, 0.15, "Hardly ever: below 15%"),
    (0.15, 0.4, "Rather not: 15% to below 40%"),
    (0.4, 0.6, "Either way: 40% to below 60%"),
    (0.6, 0.85, "Rather yes: 60% to below 85%"),
    (0.85, 1.01, "Nearly always: 85% and more"),
)


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One phrase with its place on the scale."""

    entry: LexiconEntry
    track: Track
    reading: str


@dataclass(frozen=True, slots=True)
class PhraseBand:
    """Phrases whose middle readings lie near each other."""

    title: str
    rows: tuple[PhraseRow, ...]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """`asked` have a published source, `bands` hold every phrase."""

    version: str
    n: int
    asked: tuple[PhraseRow, ...]
    bands: tuple[PhraseBand, ...]


def words_page(version: str, lexicon: Sequence[LexiconEntry]) -> WordsPage:
    """Build the page, each list from never to always."""
    rows = phrase_rows(lexicon)
    return WordsPage(
        version=version,
        n=len(rows),
        asked=tuple(row for row in rows if row.entry.source != HOUSE),
        bands=tuple(
            PhraseBand(title, tuple(r for r in rows if start <= r.entry.probability < end))
            for start, end, title in BANDS
        ),
    )


def phrase_rows(lexicon: Iterable[LexiconEntry]) -> tuple[PhraseRow, ...]:
    """Return phrases in the order of their middle readings."""
    ordered = sorted(lexicon, key=lambda e: (e.probability, e.low, e.high, e.phrase))
    return tuple(
        PhraseRow(
            entry,
            probability_track(entry.probability, entry.low, entry.high),
            f"{percent(entry.low)} to {percent(entry.high)}",
        )
        for entry in ordered
    )
