"""Sentences -> cues in their clauses."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from predictions.extraction.draft import TraceStep
from predictions.extraction.edges import Left, left_edge
from predictions.extraction.finding import Document, Finding
from predictions.extraction.likelihood import Likelihood
from predictions.extraction.quotations import quotation_at
from predictions.extraction.right_edge import right_edge
from predictions.extraction.rules import RULES, Rule
from predictions.extraction.rules.numbers import STATED
from predictions.extraction.sentences import Sentence

MOST = 16
"""Cues read in one sentence. Real sentences hold a handful; the bound keeps the work linear."""


def find_cues(document: Document, _findings: list[Finding]) -> list[Finding]:
    """Every cue of every rule, in the order of the text, none overlapping another."""
    return [
        _placed(document, number, sentence, rule, start, end, phrase)
        for number, sentence in enumerate(document.sentences)
        for start, end, rule, phrase in _cues(document, sentence)
    ]


def _cues(document: Document, sentence: Sentence) -> list[tuple[int, int, Rule, str]]:
    taken = _stated(document, sentence)
    present = {token.word for token in sentence.tokens}
    for rule in RULES:
        if rule.words.isdisjoint(present):
            continue
        for match in rule.pattern.finditer(document.plain, sentence.start, sentence.end):
            start, end = match.span()
            if len(taken) < MOST and all(end <= a or b <= start for a, b, _, _ in taken):
                taken.append((start, end, rule, _phrase(rule, match)))
    return sorted(taken, key=lambda cue: cue[:2])


def _stated(document: Document, sentence: Sentence) -> list[tuple[int, int, Rule, str]]:
    first = bisect_left(document.numbers, sentence.start, key=lambda number: number[0])
    past = bisect_left(document.numbers, sentence.end, key=lambda number: number[0])
    return [
        (start, end, STATED, likelihood.phrase)
        for start, end, likelihood in document.numbers[first:past][:MOST]
        if end <= sentence.end
    ]


def _phrase(rule: Rule, match: re.Match[str]) -> str:
    named = match.groupdict()
    return rule.phrase or named.get("phrase") or named.get("more") or match.group()


def _placed(
    document: Document,
    number: int,
    sentence: Sentence,
    rule: Rule,
    start: int,
    end: int,
    phrase: str,
) -> Finding:
    first, past = sentence.index_at(start), sentence.index_at(end)
    left = left_edge(sentence.tokens, first)
    last = max(right_edge(sentence.tokens, past), past)
    if left.opener in {"which", "who"}:
        last = _to_comma(sentence, past, last)
    left, last = _within_quotation(document, sentence, left, first, last)
    span = (sentence.tokens[left.first].start, sentence.tokens[last - 1].end)
    trace = (
        TraceStep("cue", rule.name, start, end),
        TraceStep("clause", left.opener or "sentence", *span),
    )
    stated = {(a, b): likelihood for a, b, likelihood in _numbers_at(document, start)}
    return Finding(
        rule,
        number,
        sentence,
        (start, end),
        first,
        past,
        phrase,
        left,
        last,
        span,
        likelihood=stated.get((start, end)) if rule is STATED else None,
        trace=trace,
    )


def _to_comma(sentence: Sentence, first: int, last: int) -> int:
    """A relative clause between commas ends at the second one."""
    for place in range(first, last):
        if sentence.tokens[place].word == ",":
            return place
    return last


def _numbers_at(document: Document, start: int) -> tuple[tuple[int, int, Likelihood], ...]:
    place = bisect_left(document.numbers, start, key=lambda number: number[0])
    return document.numbers[place : place + 1]


def _within_quotation(
    document: Document, sentence: Sentence, left: Left, first: int, last: int
) -> tuple[Left, int]:
    """A clause does not reach out of the speech that its cue stands in."""
    quotation = quotation_at(document.quotations, sentence.tokens[first].start)
    if quotation is None:
        return left, last
    inner = sentence.index_at(quotation.start)
    if inner > left.first:
        left = Left(inner, max(left.verb, inner), '"')
    return left, max(min(last, sentence.index_at(quotation.end)), first + 1)


def same_sentence(findings: list[Finding]) -> Iterator[list[Finding]]:
    """The findings, sentence by sentence."""
    group: list[Finding] = []
    for finding in findings:
        if group and group[0].number != finding.number:
            yield group
            group = []
        group.append(finding)
    if group:
        yield group
