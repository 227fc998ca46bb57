"""PURE. What was given to the desk: the text with its forecasts marked, before it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.formats import count, percent
from dashboard.desk.view.trouble import Trouble
from dashboard.view.segments import Segment, Span, paragraphs
from predictions.extraction import Draft, extract


@dataclass(frozen=True, slots=True)
class AddPage:
    """The one field; `trouble` says why what was given cannot be used."""

    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A forecast that was found, in a list: `start` is where it stands in the text."""

    quote: str
    reading: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The text as it will be stored, with who said it where and when."""

    fields: Mapping[str, str]
    paragraphs: tuple[tuple[Segment, ...], ...]
    found: tuple[FoundLine, ...]
    trouble: Trouble | None
    feeds: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @property
    def finding(self) -> str:
        """What was found, in a sentence."""
        if not self.found:
            return "No forecast was found; you can mark those that it has."
        return f"{count(len(self.found), 'forecast')} found."


def preview(fields: Mapping[str, str]) -> list[Draft]:
    """Return what the extraction finds in a text that is not stored yet."""
    return extract(fields["text"].strip(), _day(fields["said_on"]), fields["pundit"] or None)


def proposal(
    fields: Mapping[str, str],
    drafts: Sequence[Draft],
    trouble: Trouble | None,
    feeds: tuple[str, ...],
) -> ProposalPage:
    """Build the page."""
    spans = [Span("waiting", i, d.start, d.end) for i, d in enumerate(drafts, start=1)]
    return ProposalPage(
        fields=fields,
        paragraphs=paragraphs(fields["text"].strip(), spans),
        found=tuple(FoundLine(d.quote, percent(d.probability)) for d in drafts),
        trouble=trouble,
        feeds=feeds,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
