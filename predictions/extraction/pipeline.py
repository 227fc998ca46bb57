"""From text to drafts: a tuple of plain functions, each of which learns one thing."""

from datetime import date

from predictions.extraction.attribution import attribute, inherit_speakers
from predictions.extraction.claims import word_claims
from predictions.extraction.conditions import find_conditions, inherit_conditions
from predictions.extraction.cues import find_cues
from predictions.extraction.document import Document, read
from predictions.extraction.draft import Draft
from predictions.extraction.ellipsis import complete
from predictions.extraction.filters import drop_non_forecasts
from predictions.extraction.finding import Finding, Stage
from predictions.extraction.likelihood import LEXICON_VERSION
from predictions.extraction.merging import merge_cues
from predictions.extraction.overriding import override
from predictions.extraction.polarity import turn_negative_predicates
from predictions.extraction.readings import read_likelihoods
from predictions.extraction.spans import set_spans
from predictions.extraction.timing import attach_deadlines

PIPELINE: tuple[Stage, ...] = (
    find_cues,
    drop_non_forecasts,
    merge_cues,
    read_likelihoods,
    turn_negative_predicates,
    find_conditions,
    inherit_conditions,
    attribute,
    inherit_speakers,
    set_spans,
    override,
    complete,
    attach_deadlines,
    word_claims,
)


def extract(text: str, said_on: date | None, author: str | None = None) -> list[Draft]:
    """Every forecast in a commentary, in the order of the text.

    Args:
        text: the commentary; any string at all.
        said_on: when it was said; without it, relative deadlines stay open.
        author: who wrote it; quotations of the same person count as the author's own.

    Returns:
        Drafts with exact offsets: ``text[draft.start:draft.end] == draft.quote``.
    """
    document = read(text, said_on, author)
    findings: list[Finding] = []
    for stage in PIPELINE:
        findings = stage(document, findings)
    drafts = (_draft(document, finding) for finding in findings)
    return sorted((d for d in drafts if d is not None), key=lambda d: (d.start, d.end))


def _draft(document: Document, finding: Finding) -> Draft | None:
    likelihood, deadline = finding.likelihood, finding.deadline
    start, end = finding.span
    if likelihood is None or start >= end:
        return None
    return Draft(
        start=start,
        end=end,
        quote=document.text[start:end],
        rule=finding.rule.name,
        cue=document.text[slice(*finding.cue)],
        claim=finding.claim,
        probability=likelihood.probability,
        low=likelihood.low,
        high=likelihood.high,
        basis=likelihood.basis,
        phrase=likelihood.phrase,
        lexicon_version=LEXICON_VERSION,
        polarity="negated" if finding.negated else "affirmed",
        deadline=deadline.day if deadline else None,
        deadline_text=deadline.text if deadline else None,
        deadline_basis=deadline.basis if deadline else None,
        conditional=finding.conditional,
        condition=finding.condition,
        speaker=finding.speaker,
        trace=finding.trace,
    )
