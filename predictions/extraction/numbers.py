"""Probabilities that a text states in numbers, read exactly."""

from collections.abc import Iterator

from predictions.extraction.characters import plain
from predictions.extraction.likelihood import Likelihood, normalise
from predictions.extraction.number_rules import RULES, NumberRule
from predictions.extraction.patterns import windows

Found = tuple[int, int, Likelihood]


def stated_likelihoods(text: str) -> list[Found]:
    """Every probability that ``text`` states as a number, in order of the text.

    Each stands with its start and end. A range ("80 to 90 percent chance") gives its ends as
    ``low`` and ``high`` and its middle as ``probability``; one number gives all three. Where two
    rules overlap the longer words count.
    """
    lowered = plain(text)
    found = [item for rule in RULES for item in _applied(rule, text, lowered)]
    found.sort(key=lambda item: (item[0], -item[1]))
    kept: list[Found] = []
    for item in found:
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
        elif item[1] - item[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = item
    return kept


def _applied(rule: NumberRule, text: str, lowered: str) -> Iterator[Found]:
    for window in windows(lowered, rule.triggers, rule.reach, rule.reach):
        for match in rule.pattern.finditer(text, *window):
            likelihood = _likelihood(normalise(match.group()), rule.read(match))
            if likelihood is not None:
                yield match.start(), match.end(), likelihood


def _likelihood(phrase: str, ends: tuple[float, float]) -> Likelihood | None:
    """None where the numbers are no probabilities ("110 percent sure", "90 to 80 percent")."""
    low, high = ends
    if not 0 <= low <= high <= 1:
        return None
    middle = low if low == high else round((low + high) / 2, 12)
    return Likelihood(middle, low, high, phrase, "stated")
