"""A later clause that takes an earlier forecast back: "..., but it doesn't seem likely"."""

from predictions.extraction.claim_parts import without_hedges
from predictions.extraction.cues import same_sentence
from predictions.extraction.finding import Document, Finding
from predictions.extraction.words import words_of

ANAPHORS = words_of("it that this it's that's which both neither")


def override(document: Document, findings: list[Finding]) -> list[Finding]:
    """Let a judgement about "it" speak for the clause that it points back to."""
    kept: list[Finding] = []
    for group in same_sentence(findings):
        kept.extend(_overridden(document, group))
    return kept


def _overridden(document: Document, group: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in group:
        if kept and _points_back(finding):
            kept = [_speaks_for(document, finding, kept)]
        else:
            kept = [*kept, finding]
    return kept


def _speaks_for(document: Document, finding: Finding, earlier: list[Finding]) -> Finding:
    start = min(other.span[0] for other in earlier)
    end = max(other.span[1] for other in earlier)
    return finding.learned(
        "override",
        f"takes back {earlier[0].rule.name}",
        span=(start, finding.span[1]),
        claim=without_hedges(document.text[start:end]),
    )


def _points_back(finding: Finding) -> bool:
    if finding.rule.name != "adjective.likely_anaphor":
        return False
    subject = finding.subject() or finding.group()[:1]
    return len(subject) == 1 and subject[0] in ANAPHORS
