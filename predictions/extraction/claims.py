"""A finding -> a yes/no proposition in plain words, positive where possible."""

import re

from predictions.extraction import words as w
from predictions.extraction.claim_parts import (
    complement,
    event_behind,
    gerund_clause,
    positive_predicate,
    positive_subject,
    without_hedges,
)
from predictions.extraction.edges import left_edge
from predictions.extraction.finding import Document, Finding

FILLERS = w.words_of(
    """
    not never almost still also just only even now then thus therefore well easily yet very
    hardly to probably likely perhaps maybe possibly surely certainly definitely undoubtedly
    inevitably presumably conceivably potentially most ever soon be-able
    """
)
SPACES = re.compile(r"\s+")


def word_claims(document: Document, findings: list[Finding]) -> list[Finding]:
    """Give every finding its claim."""
    return [
        finding.learned("claim", finding.rule.frame, claim=_sentence(_claim(document, finding)))
        for finding in findings
    ]


def _claim(document: Document, finding: Finding) -> str:
    if finding.claim:
        return finding.claim
    rest = _text(document, finding, finding.cue_last, finding.last)
    if finding.rule.claim:
        subject = _text(document, finding, finding.left.first, finding.left.verb)
        return finding.rule.claim.format(subject=without_hedges(subject), rest=complement(rest))
    match finding.rule.frame:
        case "verb":
            return _verb(document, finding)
        case "that":
            return complement(rest)
        case "gerund":
            return gerund_clause(rest)
        case "object":
            return event_behind(rest, "")
        case "chance":
            return event_behind(rest, _owner(document, finding)) or _whole(document, finding)
        case _:
            return _whole(document, finding)


def _verb(document: Document, finding: Finding) -> str:
    tokens = finding.sentence.tokens
    subject = _subject(document, finding)
    subject = without_hedges(subject) or subject
    first = finding.cue_last
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
    if left.opener in {"which", "who"} and left.first > 1:
        return _text(document, finding, left_edge(tokens, left.first - 1).first, left.first - 1)
    if finding.borrowed:
        return finding.borrowed
    subject = _text(document, finding, left.first, left.verb)
    host, mark, _ = tokens[left.verb].word.partition("'")
    if not subject and mark and host in w.CLITIC_HOSTS:
        return host
    return subject


def _owner(document: Document, finding: Finding) -> str:
    """Who has the chance: the subject before "has a good chance"."""
    words = finding.sentence.words(finding.left.first, finding.cue_first)
    places = [place for place, word in enumerate(words) if word in HAVING]
    if not places:
        return ""
    first = finding.left.first
    subject = _text(document, finding, first, first + places[0])
    given = words[places[0]] in {"gives", "give", "giving"}
    if given:
        return _text(document, finding, first + places[0] + 1, finding.cue_first)
    return " ".join(word for word in subject.split() if word.lower() not in FILLERS)


HAVING = w.words_of("has have had stands stand gets gives give giving with holds")


def _whole(document: Document, finding: Finding) -> str:
    return without_hedges(document.text[slice(*finding.span)])


def _text(document: Document, finding: Finding, first: int, last: int) -> str:
    tokens = finding.sentence.tokens
    if first >= last:
        return ""
    return document.text[tokens[first].start : tokens[last - 1].end]


def _sentence(claim: str) -> str:
    plain = SPACES.sub(" ", claim).strip(" ,;:—–-\"“”.?")
    return plain[:1].upper() + plain[1:] + "." if plain else plain
