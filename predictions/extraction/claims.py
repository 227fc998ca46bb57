"""A finding -> a yes/no proposition in plain words, positive where possible."""

import re
from collections.abc import Callable

from predictions.extraction import words as w
from predictions.extraction.claim_parts import (
    complement,
    event_behind,
    gerund_clause,
    positive_clause,
    positive_predicate,
    positive_subject,
    without_hedges,
)
from predictions.extraction.finding import Document, Finding
from predictions.extraction.left_edge import left_edge

FILLERS = w.CHANCE_ADVERBS | w.words_of(
    """
    not never almost still also just only even now then thus therefore well easily yet very hardly
    to most ever soon
    """
)
HAVING = w.words_of("has have had stands stand gets gives give giving with holds")
GIVING = w.words_of("gives give giving")
ARTICLE = re.compile(r"\s+an?$", re.IGNORECASE)
SPACES = re.compile(r"\s+")
RELATIVES = frozenset({"which", "who"})


def word_claims(document: Document, findings: list[Finding]) -> list[Finding]:
    """Give every finding its claim."""
    return [
        finding.learned("claim", finding.rule.frame, claim=_sentence(_claim(document, finding)))
        for finding in findings
    ]


def _claim(document: Document, finding: Finding) -> str:
    if finding.claim:
        return finding.claim
    if not finding.rule.claim:
        return BUILDERS[finding.rule.frame](document, finding)
    subject = _text(document, finding, finding.left.first, finding.left.verb)
    rest = complement(_rest(document, finding))
    rest = positive_clause(rest) if finding.turned else rest
    return finding.rule.claim.format(subject=without_hedges(subject), rest=rest)


def _verb(document: Document, finding: Finding) -> str:
    subject = _subject(document, finding)
    subject = without_hedges(subject) or subject
    tokens, first = finding.sentence.tokens, finding.cue_last
    while first < finding.last and tokens[first].word in FILLERS:
        first += 1
    predicate = _text(document, finding, first, finding.last)
    if finding.flipped:
        predicate = positive_predicate(predicate)
    elif finding.negated:
        subject = positive_subject(subject)
    return f"{subject} will {predicate}"


def _subject(document: Document, finding: Finding) -> str:
    left, tokens = finding.left, finding.sentence.tokens
    if left.opener in RELATIVES and left.first > 1:
        return _text(document, finding, left_edge(tokens, left.first - 1).first, left.first - 1)
    if finding.borrowed:
        return finding.borrowed
    subject = _text(document, finding, left.first, left.verb)
    host, mark, _ = tokens[left.verb].word.partition("'")
    return host if not subject and mark and host in w.CLITIC_HOSTS else subject


def _chance(document: Document, finding: Finding) -> str:
    behind = event_behind(_rest(document, finding), _owner(document, finding))
    return behind or _whole(document, finding)


def _owner(document: Document, finding: Finding) -> str:
    """Who has the chance: the subject before "has a good chance"."""
    first = finding.left.first
    words = finding.sentence.words(first, finding.cue_first)
    place = next((place for place, word in enumerate(words) if word in HAVING), None)
    if place is None:
        return ""
    if words[place] in GIVING:
        given = _text(document, finding, first + place + 1, finding.cue_first)
        return ARTICLE.sub("", given)
    subject = _text(document, finding, first, first + place)
    return " ".join(word for word in subject.split() if word.lower() not in FILLERS)


def _that(document: Document, finding: Finding) -> str:
    clause = complement(_rest(document, finding))
    return positive_clause(clause) if finding.turned else clause


def _gerund(document: Document, finding: Finding) -> str:
    return gerund_clause(_rest(document, finding))


def _object(document: Document, finding: Finding) -> str:
    return event_behind(_rest(document, finding), "")


def _whole(document: Document, finding: Finding) -> str:
    return without_hedges(document.text[slice(*finding.span)])


BUILDERS: dict[str, Callable[[Document, Finding], str]] = {
    "verb": _verb,
    "that": _that,
    "gerund": _gerund,
    "object": _object,
    "chance": _chance,
    "whole": _whole,
}


def _rest(document: Document, finding: Finding) -> str:
    return _text(document, finding, finding.cue_last, finding.last)


def _text(document: Document, finding: Finding, first: int, last: int) -> str:
    tokens = finding.sentence.tokens
    return document.text[tokens[first].start : tokens[last - 1].end] if first < last else ""


def _sentence(claim: str) -> str:
    plain = SPACES.sub(" ", claim).strip(' ,;:—–-"“”.?')
    return plain[:1].upper() + plain[1:] + "." if plain else plain
