"""Several cues, one proposition: which of them carries it."""

from itertools import pairwise

from predictions.extraction.cues import same_sentence
from predictions.extraction.edges import Left
from predictions.extraction.finding import Document, Finding

HEADS = frozenset({"that", "gerund", "chance"})


def merge_cues(document: Document, findings: list[Finding]) -> list[Finding]:
    """One finding per proposition."""
    merged: list[Finding] = []
    for group in same_sentence(findings):
        merged.extend(_conjoined(document, _without_governed(_without_weak(group))))
    return merged


def _without_weak(group: list[Finding]) -> list[Finding]:
    """Adverbs of chance count for themselves only where their clause has no other cue."""
    strong = [finding for finding in group if not finding.rule.weak]
    alone: list[Finding] = []
    for finding in group:
        if finding.rule.weak and not any(_shares(finding, other) for other in strong + alone):
            alone.append(finding)
    return sorted(strong + alone, key=lambda finding: finding.cue)


def _shares(weak: Finding, other: Finding) -> bool:
    return other.left.first <= weak.cue_first < other.last or (
        weak.left.first <= other.cue_first < weak.last
    )


def _without_governed(group: list[Finding]) -> list[Finding]:
    """Drop what stands inside the clause that an earlier cue is the head of."""
    kept: list[Finding] = []
    for finding in group:
        heads = [head for head in kept if _governs(head, finding)]
        if heads:
            continue
        same = [k for k in kept if _one_verb_group(k, finding)]
        if same:
            kept.remove(same[-1])
            finding = finding.learned("merge", f"with {same[-1].rule.name}")
        kept.append(finding)
    return kept


def _governs(head: Finding, finding: Finding) -> bool:
    inside = head.cue_last <= finding.cue_first < head.last
    if head.rule.frame in HEADS or head.rule.name == "idiom.not_surprising":
        return inside
    return inside and finding.left.opener == "restrictive"


def _one_verb_group(first: Finding, second: Finding) -> bool:
    """Will be likely to, is expected to be able to: nothing between but auxiliaries."""
    between = first.sentence.words(first.cue_last, second.cue_first)
    same_clause = first.left.first == second.left.first and first.cue_last <= second.cue_first
    return same_clause and not {"and", "or", ",", "but"} & set(between) and len(between) <= 4


def _extent(finding: Finding) -> tuple[int, int]:
    """Where the subject stands."""
    tokens, left = finding.sentence.tokens, finding.left
    end = max(left.verb - 1, left.first)
    return tokens[left.first].start, tokens[end].end


def _conjoined(document: Document, group: list[Finding]) -> list[Finding]:
    """A second verb of the same subject ("will A and may B") begins at its own cue."""
    result = group[:1]
    for earlier, finding in pairwise(group):
        if finding.left.first == earlier.left.first and finding.cue_first >= earlier.cue_last:
            start = finding.sentence.tokens[finding.cue_first].start
            finding = finding.learned(
                "clause",
                "second verb of one subject",
                left=Left(finding.cue_first, finding.cue_first, "and"),
                span=(start, finding.span[1]),
                borrowed=earlier.borrowed or document.text[slice(*_extent(earlier))],
            )
        result.append(finding)
    return result
