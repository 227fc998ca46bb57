"""Cues -> findings: each cue in its clause."""

from collections.abc import Iterator

from predictions.extraction.document import Document
from predictions.extraction.draft import TraceStep
from predictions.extraction.finding import Finding
from predictions.extraction.left_edge import Left, left_edge
from predictions.extraction.matches import Match, matches_in
from predictions.extraction.quotations import quotation_at
from predictions.extraction.right_edge import right_edge
from predictions.extraction.sentences import Sentence


def find_cues(document: Document, _findings: list[Finding]) -> list[Finding]:
    """Every cue of every rule in its clause, in the order of the text."""
    return [
        _placed(document, number, sentence, match)
        for number, sentence in enumerate(document.sentences)
        for match in matches_in(document, sentence)
    ]


def _placed(document: Document, number: int, sentence: Sentence, match: Match) -> Finding:
    tokens = sentence.tokens
    first = sentence.holding(match.start)
    past = max(sentence.index_at(match.end), first + 1)
    left, last = _clause(document, sentence, first, past)
    span = (tokens[left.first].start, tokens[last - 1].end)
    return Finding(
        rule=match.rule,
        number=number,
        sentence=sentence,
        cue=(match.start, match.end),
        cue_first=first,
        cue_last=past,
        phrase=match.phrase,
        left=left,
        last=last,
        span=span,
        likelihood=match.likelihood,
        trace=(
            TraceStep("cue", match.rule.name, match.start, match.end),
            TraceStep("clause", left.opener or "sentence", *span),
        ),
    )


def _clause(document: Document, sentence: Sentence, first: int, past: int) -> tuple[Left, int]:
    """Both edges; a clause does not reach out of the speech that its cue stands in."""
    left, last = left_edge(sentence.tokens, first), right_edge(sentence.tokens, past)
    if left.opener in {"which", "who"}:
        last = _to_comma(sentence, past, last)
    quotation = quotation_at(document.quotations, sentence.tokens[first].start)
    if quotation is not None:
        inner = min(sentence.index_at(quotation.start), first)
        last = min(last, sentence.index_at(quotation.end))
        if inner > left.first:
            left = Left(inner, max(left.verb, inner), '"')
    return left, max(last, past)


def _to_comma(sentence: Sentence, first: int, last: int) -> int:
    """A relative clause between commas ends at the second one."""
    commas = (place for place in range(first, last) if sentence.tokens[place].word == ",")
    return next(commas, last)


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
