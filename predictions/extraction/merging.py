"""Several cues, one proposition: which of them carries it."""

from itertools import pairwise

from predictions.extraction.cues import same_sentence
from predictions.extraction.finding import Document, Finding
from predictions.extraction.left_edge import Left

HEADS = frozenset({"that", "gerund", "chance"})
JOINTS = frozenset({"and", "or", ",", "but"})
LONGEST_GROUP = 4
"""Words that may stand between two cues of one verb group: "will very likely be forced to"."""


def merge_cues(document: Document, findings: list[Finding]) -> list[Finding]:
    """One finding per proposition."""
    merged: list[Finding] = []
    for group in same_sentence(findings):
        merged.extend(_conjoined(document, _without_governed(_without_weak(group))))
    return merged


def _without_weak(group: list[Finding]) -> list[Finding]:
    """Adverbs of chance count for themselves only where their clause has no other cue."""
    kept = [finding for finding in group if not finding.rule.weak]
    for finding in group:
        if finding.rule.weak and not any(_share_a_clause(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.cue)


def _share_a_clause(one: Finding, other: Finding) -> bool:
    inside = other.left.first <= one.cue_first < other.last
    return inside or one.left.first <= other.cue_first < one.last


def _without_governed(group: list[Finding]) -> list[Finding]:
    """Drop what stands inside the clause that an earlier cue is the head of."""
    kept: list[Finding] = []
    for finding in _without_tellers(group):
        if any(_governs(head, finding) for head in kept):
            continue
        same = [earlier for earlier in kept if _one_verb_group(earlier, finding)]
        kept = [earlier for earlier in kept if earlier not in same]
        kept.append(finding.learned("merge", same[-1].rule.name) if same else finding)
    return kept


def _without_tellers(group: list[Finding]) -> list[Finding]:
    """Predicts that it will: the verb says who speaks, and the clause behind it what happens."""
    return [
        finding
        for place, finding in enumerate(group)
        if finding.rule.frame != "object"
        or finding.after(1) != ["that"]
        or not any(later.left.opener == "that" for later in group[place + 1 :])
    ]


def _governs(head: Finding, finding: Finding) -> bool:
    inside = head.cue_last <= finding.cue_first < head.last
    if head.rule.frame in HEADS or head.rule.name == "idiom.not_surprising":
        return inside
    return inside and finding.left.opener == "restrictive"


def _one_verb_group(first: Finding, second: Finding) -> bool:
    """Will be likely to, is expected to be able to: nothing between but auxiliaries."""
    between = first.sentence.words(first.cue_last, second.cue_first)
    same_clause = first.left.first == second.left.first and first.cue_last <= second.cue_first
    return same_clause and not JOINTS & set(between) and len(between) <= LONGEST_GROUP


def _conjoined(document: Document, group: list[Finding]) -> list[Finding]:
    """A second verb of the same subject ("will A and may B") begins at its own cue."""
    result = group[:1]
    for earlier, finding in pairwise(group):
        second = finding.left.first == earlier.left.first
        result.append(_second_verb(document, result[-1], finding) if second else finding)
    return result


def _second_verb(document: Document, earlier: Finding, finding: Finding) -> Finding:
    start = finding.sentence.tokens[finding.cue_first].start
    return finding.learned(
        "clause",
        "second verb of one subject",
        left=Left(finding.cue_first, finding.cue_first, "and"),
        span=(start, finding.span[1]),
        borrowed=earlier.borrowed or _subject_text(document, earlier),
    )


def _subject_text(document: Document, finding: Finding) -> str:
    tokens, left = finding.sentence.tokens, finding.left
    return document.text[tokens[left.first].start : tokens[max(left.verb - 1, left.first)].end]
