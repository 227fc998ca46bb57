"""PURE. What an evaluation found wrong, one by one, with the rule that fired."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from predictions.extraction import Draft
from predictions.extraction.evaluation import Label, Labelled, match, overlap


@dataclass(frozen=True, slots=True)
class Mistake:
    """A forecast that was missed, or a draft that is none (``text[start:end] == quote``).

    ``rule`` and ``cue`` are those of the false alarm, or of the draft that touches a missed
    forecast without covering half of it; None where nothing fired there.
    """

    kind: Literal["missed", "false alarm"]
    document: str
    start: int
    end: int
    probability: float
    quote: str
    rule: str | None
    cue: str | None


def mistakes(documents: Iterable[tuple[Labelled, str]]) -> list[Mistake]:
    """Every miss and every false alarm in documents and their texts, in their order."""
    return [
        mistake
        for document, text in documents
        for mistake in sorted(_of_document(document, text), key=lambda found: found.start)
    ]


def _of_document(document: Labelled, text: str) -> Iterator[Mistake]:
    matching = match(document)
    for label in matching.missed:
        yield _missed(document, text, label)
    for draft in matching.spurious:
        yield Mistake(
            "false alarm", document.name, draft.start, draft.end,
            draft.probability, draft.quote, draft.rule, draft.cue,
        )  # fmt: skip


def _missed(document: Labelled, text: str, label: Label) -> Mistake:
    near = _nearest(document.drafts, label)
    return Mistake(
        "missed", document.name, label.start, label.end, label.probabilities[0],
        text[label.start : label.end], near.rule if near else None, near.cue if near else None,
    )  # fmt: skip


def _nearest(drafts: Iterable[Draft], label: Label) -> Draft | None:
    touching = [draft for draft in drafts if overlap(label, draft)]
    return max(touching, key=lambda draft: overlap(label, draft), default=None)
