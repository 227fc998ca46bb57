"""Which deadline belongs to which finding."""

import re
from dataclasses import replace

from predictions.extraction.cues import same_sentence
from predictions.extraction.deadlines import Deadline, find_deadlines
from predictions.extraction.finding import Document, Finding
from predictions.extraction.patterns import lazily
from predictions.extraction.words import words_of

ANAPHORS = ("by then", "at that point", "by that time", "until then", "on that day")
CONTEST = words_of(
    """
    win wins winning senate seat seats majority nomination nominee election elections vote votes
    voters race campaign candidate candidates ballot medal trophy championship advantage unseat
    beat beats defeat carry prevail unseating oust ousting elected re-elected reelected re-election
    reelection runoff caucuses
    """
)
AFTERWARDS = words_of("after follow follows following beyond since")
NOMINATION = frozenset({"nomination", "nominee"})
WINNING = words_of("win wins winning clinch clinches clinching secure secures capture lose loses")
PARTIES = ("democratic", "republican")
DAY_OF = lazily(
    r"\b(?:election|elections|midterms?|primary|primaries|caucus(?:es)?|convention|referendum|"
    r"polls|final|championships?|olympics|games|world cup|super bowl|november)\b",
    re.IGNORECASE,
)
MOST = 200
NEAR = 40
"""Characters before a day in which "the caucuses are on" has room."""

BACK = 3
"""Sentences that "by then" looks back over."""


def attach_deadlines(document: Document, findings: list[Finding]) -> list[Finding]:
    """The deadline of the clause, else of its sentence, else of the sentences before."""
    return [
        _timed(document, finding, [other.span for other in group if other is not finding])
        for group in same_sentence(findings)
        for finding in group
    ]


def _timed(document: Document, finding: Finding, others: list[tuple[int, int]]) -> Finding:
    deadline = _nearest(document, finding, others)
    if deadline is None:
        return finding
    return finding.learned("deadline", deadline.text, deadline=deadline)


def _nearest(
    document: Document, finding: Finding, others: list[tuple[int, int]]
) -> Deadline | None:
    if own := document.deadlines_between(*finding.span):
        return max(own, key=lambda deadline: (deadline.start >= finding.cue[1], deadline.day))
    for deadline in document.deadlines_between(finding.sentence.start, finding.sentence.end):
        if not any(start <= deadline.start and deadline.end <= end for start, end in others):
            return deadline
    return _by_anaphor(document, finding) or _of_the_contest(document, finding)


def _of_the_contest(document: Document, finding: Finding) -> Deadline | None:
    """The day of the vote or final that the text is about, for whoever wins or loses it."""
    words = set(finding.sentence.words(finding.left.first, finding.last))
    if not words & CONTEST or words & AFTERWARDS:
        return None
    if (
        words & NOMINATION
        and words & WINNING
        and (convention := _convention(document, finding)) is not None
    ):
        return convention
    days = [deadline for deadline in document.deadlines[:MOST] if _is_contest(document, deadline)]
    before = [deadline for deadline in days if deadline.start < finding.cue[0]]
    chosen = before[-1:] or days[:1]
    return replace(chosen[0], basis="inferred") if chosen else None


def _is_contest(document: Document, deadline: Deadline) -> bool:
    """Whether the words of a day, or those right before it, name a vote or a match."""
    before = document.text[max(deadline.start - NEAR, 0) : deadline.end]
    return bool(DAY_OF().search(before.rpartition(". ")[2]))


def _convention(document: Document, finding: Finding) -> Deadline | None:
    """Where a party nominates its candidate: the party that the text speaks of most."""
    named = {party: document.plain.count(party) for party in PARTIES}
    party = max(PARTIES, key=lambda name: named[name])
    if not named[party] or document.said_on is None:
        return None
    found = find_deadlines(f"at the {party} convention", document.said_on)
    tokens = finding.sentence.tokens[finding.left.first : finding.last]
    token = next(token for token in tokens if token.word in NOMINATION)
    text = document.text[token.start : token.end]
    days = (replace(day, text=text, start=token.start, end=token.end) for day in found)
    return next((replace(day, basis="inferred") for day in days), None)


def _by_anaphor(document: Document, finding: Finding) -> Deadline | None:
    words = document.plain[finding.sentence.start : finding.sentence.end]
    if not any(anaphor in words for anaphor in ANAPHORS) and not _that_happens(finding):
        return None
    first = document.sentences[max(finding.number - BACK, 0)].start
    earlier = document.deadlines_between(first, finding.sentence.start)
    return replace(earlier[-1], basis="inferred") if earlier else None


def _that_happens(finding: Finding) -> bool:
    """That is not likely to happen: what was told before, with its day."""
    pointing = finding.subject() in (["that"], ["this"])
    return pointing and bool({"happen", "occur"} & set(finding.after(3)))
