"""PURE. A text and the spans marked in it, cut into pieces that never overlap."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A forecast's place in a text: on record, with its event, withdrawn, or awaiting review.

    `opens` is False for what continues a forecast of the paragraph before.
    """

    kind: Literal["recorded", "withdrawn", "waiting"]
    id: int
    start: int
    end: int
    event_id: int | None = None
    opens: bool = True

    @property
    def anchor(self) -> str:
        """Where a link to it leads."""
        return f"candidate-{self.id}" if self.kind == "waiting" else f"prediction-{self.id}"

    @property
    def path(self) -> str:
        """Where the prediction stands: at its event."""
        return f"/events/{self.event_id}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, the spans that cover it (innermost first) and those that begin with it."""

    text: str
    spans: tuple[Span, ...] = ()
    begins: tuple[Span, ...] = ()

    @property
    def recorded(self) -> Span | None:
        """The innermost forecast on record, to which a click leads."""
        return next((span for span in self.spans if span.kind == "recorded"), None)

    @property
    def withdrawn(self) -> Span | None:
        """The innermost one that was put on record and does not stand any more."""
        return next((span for span in self.spans if span.kind == "withdrawn"), None)

    @property
    def waiting(self) -> Span | None:
        """The innermost candidate awaiting review."""
        return next((span for span in self.spans if span.kind == "waiting"), None)


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """Cut `text` at every border of a span: joined again, the pieces are the text.

    Spans may overlap, nest or coincide. What lies outside of the text is left out.
    """
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    borders = {border for span in inside for border in (span.start, span.end)}
    cuts = sorted({0, len(text), *borders})
    return tuple(_segment(text, start, end, inside) for start, end in pairwise(cuts))


def paragraphs(text: str, spans: Sequence[Span]) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each paragraph; a span across two is marked in both."""
    breaks = [(found.start(), found.end()) for found in BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    # What begins in the blank lines before a paragraph opens in it.
    since = [0, *ends[:-1]]
    return tuple(
        segments(text[start:end], _clipped(spans, start, end, before))
        for start, end, before in zip(starts, ends, since, strict=True)
        if text[start:end].strip()
    )


def _segment(text: str, start: int, end: int, spans: list[Span]) -> Segment:
    covering = [span for span in spans if span.start <= start and end <= span.end]
    covering.sort(key=lambda span: (span.end - span.start, span.kind, span.id))
    return Segment(
        text[start:end], tuple(covering), tuple(s for s in covering if s.opens and s.start == start)
    )


def _clipped(spans: Sequence[Span], start: int, end: int, since: int) -> list[Span]:
    """The spans within a stretch of the text, counted from its beginning."""
    return [
        replace(
            span,
            start=max(span.start, start) - start,
            end=min(span.end, end) - start,
            opens=span.start >= since,
        )
        for span in spans
        if span.start < end and span.end > start
    ]
