"""PURE. The page of one commentary: what exactly was said?"""

from dataclasses import dataclass

from core.formats import percent
from dashboard.view.listing import sentence
from dashboard.view.segments import Segment, Span, paragraphs
from predictions.views import CommentaryView, PredictionView


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A forecast on record from this text; `withdrawn` says why it does not stand any more."""

    prediction: PredictionView
    given: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class CommentaryPage:
    """Everything that stands on it."""

    commentary: CommentaryView
    paragraphs: tuple[tuple[Segment, ...], ...]
    recorded: tuple[RecordedLine, ...]

    @property
    def withdrawn(self) -> bool:
        """Tell whether something from this text does not stand any more."""
        return any(line.withdrawn for line in self.recorded)

    @property
    def ours(self) -> bool:
        """Tell whether nobody is quoted: an import made the text of what its file says."""
        return bool(self.recorded) and not any(line.prediction.quoted for line in self.recorded)


def commentary_page(commentary: CommentaryView) -> CommentaryPage:
    """Build the page: the text with its forecasts marked in place."""
    in_order = sorted(commentary.predictions, key=lambda p: (p.span_start, p.id))
    return CommentaryPage(
        commentary=commentary,
        paragraphs=paragraphs(commentary.text, _spans(commentary)),
        recorded=tuple(_line(p) for p in in_order),
    )


def _line(said: PredictionView) -> RecordedLine:
    why = f"Withdrawn by us: {sentence(said.withdrawn_reason)}" if said.withdrawn_reason else ""
    return RecordedLine(said, percent(said.probability), why)


def _spans(commentary: CommentaryView) -> list[Span]:
    recorded = [
        Span(
            "withdrawn" if p.withdrawn_reason else "recorded",
            p.id, p.span_start, p.span_end, p.event_id,
        )
        for p in commentary.predictions
    ]  # fmt: skip
    waiting = [Span("waiting", c.id, c.span_start, c.span_end) for c in commentary.waiting]
    return [*recorded, *waiting]
