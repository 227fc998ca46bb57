"""Sentences -> the cues that stand in them, before their clauses are known."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.extraction.document import Document
from predictions.extraction.likelihood import Likelihood
from predictions.extraction.rules import RULES, Rule
from predictions.extraction.rules.numbers import STATED
from predictions.extraction.sentences import Sentence

MOST = 16
"""Cues read in one sentence. Real sentences hold a handful; the bound keeps the work linear."""

BY_WORD = {
    word: tuple(number for number, rule in enumerate(RULES) if word in rule.words)
    for word in {word for rule in RULES for word in rule.words}
}
"""Which rules a word of the sentence may set off, by their number."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue at ``text[start:end]``; ``likelihood`` is known already where a number states it."""

    start: int
    end: int
    rule: Rule
    phrase: str
    likelihood: Likelihood | None = None


def matches_in(document: Document, sentence: Sentence) -> list[Match]:
    """The cues of a sentence in the order of the text, none overlapping another."""
    taken: list[Match] = []
    for match in (*_stated(document, sentence), *_worded(document, sentence)):
        free = all(match.end <= other.start or other.end <= match.start for other in taken)
        if free and len(taken) < MOST:
            taken.append(match)
    return sorted(taken, key=lambda match: match.start)


def _stated(document: Document, sentence: Sentence) -> Iterator[Match]:
    first = bisect_left(document.numbers, sentence.start, key=lambda number: number[0])
    for start, end, likelihood in document.numbers[first : first + MOST]:
        if start >= sentence.start and end <= sentence.end:
            yield Match(start, end, STATED, likelihood.phrase, likelihood)


def _worded(document: Document, sentence: Sentence) -> Iterator[Match]:
    present = {token.word for token in sentence.tokens}
    for number in sorted({number for word in present for number in BY_WORD.get(word, ())}):
        rule = RULES[number]
        if rule.headline and not sentence.headline:
            continue
        for match in rule.pattern.finditer(document.plain, sentence.start, sentence.end):
            yield Match(*match.span(), rule, _phrase(rule, match))


def _phrase(rule: Rule, match: re.Match[str]) -> str:
    named = match.groupdict()
    return rule.phrase or named.get("phrase") or named.get("more") or match.group()
