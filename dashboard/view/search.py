"""PURE. What a search found: each line leads to where it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from core.formats import day, percent
from dashboard.paths import event_path, pundit_path, quote_path
from predictions.marked import Piece
from predictions.views import PredictionView, PunditRef

TITLES = {"pundits": "Pundits", "claims": "Claims", "quotes": "Quotes"}


class Found(Protocol):
    """A row that holds the words: `predictions.search.Hit`."""

    @property
    def id(self) -> int: ...  # noqa: D102 - of the pundit, event or prediction
    @property
    def pieces(self) -> tuple[Piece, ...]: ...  # noqa: D102 - its text


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One thing found: its text in pieces, where it stands, and what else is known of it."""

    path: str
    pieces: tuple[Piece, ...]
    meta: str = ""


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What was found of one kind; `before` and `after` lead to its other pages."""

    kind: str
    title: str
    lines: tuple[FoundLine, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that stands on it; `headline` says what was found."""

    asked: str
    headline: str
    kinds: tuple[FoundKind, ...]
    problem: str


def search_page(
    asked: str,
    words: Sequence[str],
    *,
    kind: str | None,
    page: int,
    more: Collection[str],
    pundits: tuple[FoundLine, ...],
    claims: tuple[FoundLine, ...],
    quotes: tuple[FoundLine, ...],
    problem: str = "",
) -> SearchPage:
    """Build the page; `more` are the kinds of which there is another page."""
    lines = {"pundits": pundits, "claims": claims, "quotes": quotes}
    kinds = tuple(
        FoundKind(
            name,
            TITLES[name],
            found,
            before=_path(asked, name, page - 1) if kind and page > 1 else "",
            after=_path(asked, name, page + 1 if kind else 1) if name in more else "",
        )
        for name, found in lines.items()
        if found
    )
    return SearchPage(asked, _headline(words, found=bool(kinds)), kinds, problem)


def found_pundits(hits: Sequence[Found], known: Mapping[int, PunditRef]) -> tuple[FoundLine, ...]:
    """Return pundits as lines."""
    return tuple(FoundLine(pundit_path(known[hit.id]), hit.pieces) for hit in hits)


def found_claims(hits: Sequence[Found]) -> tuple[FoundLine, ...]:
    """Return events as lines."""
    return tuple(FoundLine(event_path(hit.id), hit.pieces) for hit in hits)


def found_quotes(
    hits: Sequence[Found], known: Mapping[int, PredictionView]
) -> tuple[FoundLine, ...]:
    """Return quotes as lines, each with who said it, when, and what it gave the event."""
    return tuple(
        FoundLine(quote_path(known[hit.id]), hit.pieces, _said(known[hit.id])) for hit in hits
    )


def _said(said: PredictionView) -> str:
    where = f", {said.publication}" if said.publication else ""
    return (
        f"{said.pundit.name}{where}, {day(said.said_on)}: {percent(said.probability)}"
        f" for “{said.claim}”"
    )


def _headline(words: Sequence[str], *, found: bool) -> str:
    if not words:
        return "Where did somebody say that?"
    return "Found in these places" if found else "Nothing on record holds all of these words."


def _path(asked: str, kind: str, page: int) -> str:
    given: dict[str, object] = {"q": asked, "kind": kind} | ({"page": page} if page > 1 else {})
    return f"/search?{urlencode(given)}"
