"""How well drafts agree with labelled documents: the metric, pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from predictions.extraction.draft import Draft

HALF = 0.5
OFF = 0.1
"""A reading counts as being on a side where it is further than this from one half."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled forecast: ``text[start:end]``.

    ``probabilities`` and ``deadlines`` hold one value per annotator. ``borderline`` labels are
    neutral: missing one costs nothing, proposing one earns nothing.
    """

    start: int
    end: int
    probabilities: tuple[float, ...]
    deadlines: tuple[date | None, ...]
    conditional: bool
    by_author: bool
    borderline: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels and what was proposed for it."""

    name: str
    words: int
    labels: tuple[Label, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """How one document's drafts and labels pair up."""

    document: Labelled
    pairs: tuple[tuple[Label, Draft], ...]
    missed: tuple[Label, ...]
    spurious: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over a set of documents; None where there was nothing to measure.

    Shares and scores run from 0 to 1. Higher is better, except for ``probability_error`` (mean
    absolute), ``wrong_side`` and ``false_positives``. ``false_positives`` counts the spurious
    drafts in documents without a firm label, which hold ``silent_words`` words.
    """

    matched: int
    spurious: int
    missed: int
    precision: float | None
    recall: float | None
    f1: float | None
    probability_error: float | None
    wrong_side: float | None
    span_overlap: float | None
    deadline: float | None
    conditional: float | None
    speaker: float | None
    false_positives: int
    silent_words: int


def match(document: Labelled) -> Matching:
    """Pair drafts with firm labels one to one, largest overlap first.

    A pair needs an overlap of at least half of the label's span. A draft that is left over and
    touches a borderline label is neither right nor wrong.
    """
    firm = [label for label in document.labels if not label.borderline]
    soft = [label for label in document.labels if label.borderline]
    candidates = sorted(
        (-shared, place, number)
        for place, label in enumerate(firm)
        for number, draft in enumerate(document.drafts)
        if (shared := overlap(label, draft)) >= HALF * (label.end - label.start) and shared
    )
    labels: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, number in candidates:
        if place not in labels and number not in taken:
            labels[place] = number
            taken.add(number)
    return Matching(
        document=document,
        pairs=tuple((firm[p], document.drafts[n]) for p, n in sorted(labels.items())),
        missed=tuple(label for place, label in enumerate(firm) if place not in labels),
        spurious=tuple(
            draft
            for number, draft in enumerate(document.drafts)
            if number not in taken and not any(overlap(label, draft) for label in soft)
        ),
    )


def evaluate(documents: Iterable[Labelled]) -> Evaluation:
    """The metric over all documents together."""
    matchings = [match(document) for document in documents]
    pairs = [pair for matching in matchings for pair in matching.pairs]
    spurious = sum(len(matching.spurious) for matching in matchings)
    missed = sum(len(matching.missed) for matching in matchings)
    precision = _share(len(pairs), len(pairs) + spurious)
    recall = _share(len(pairs), len(pairs) + missed)
    silent = [m for m in matchings if all(label.borderline for label in m.document.labels)]
    return Evaluation(
        matched=len(pairs),
        spurious=spurious,
        missed=missed,
        precision=precision,
        recall=recall,
        f1=_share(2 * len(pairs), 2 * len(pairs) + spurious + missed),
        probability_error=_mean([_error(label, draft) for label, draft in pairs]),
        wrong_side=_mean([_wrong_side(label, draft) for label, draft in pairs]),
        span_overlap=_mean([_intersection_over_union(label, draft) for label, draft in pairs]),
        deadline=_mean([d.deadline == agreed for lab, d in pairs if (agreed := _agreed(lab))]),
        conditional=_mean([label.conditional == draft.conditional for label, draft in pairs]),
        speaker=_mean([label.by_author == (draft.speaker is None) for label, draft in pairs]),
        false_positives=sum(len(matching.spurious) for matching in silent),
        silent_words=sum(matching.document.words for matching in silent),
    )


def overlap(label: Label, draft: Draft) -> int:
    """Characters that a label and a draft share."""
    return max(0, min(label.end, draft.end) - max(label.start, draft.start))


def _error(label: Label, draft: Draft) -> float:
    return min(abs(draft.probability - reading) for reading in label.probabilities)


def _wrong_side(label: Label, draft: Draft) -> bool:
    return all(
        abs(reading - HALF) > OFF and (reading - HALF) * (draft.probability - HALF) < 0
        for reading in label.probabilities
    )


def _intersection_over_union(label: Label, draft: Draft) -> float:
    union = max(label.end, draft.end) - min(label.start, draft.start)
    return overlap(label, draft) / union


def _agreed(label: Label) -> date | None:
    """The deadline that every annotator set, if they set the same one."""
    first = label.deadlines[0]
    agree = len(label.deadlines) > 1 and all(day == first for day in label.deadlines)
    return first if agree else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
