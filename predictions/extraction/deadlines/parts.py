"""Parts of a time: "the end of", "early", "mid-", "later in"."""

import re
from collections.abc import Callable
from dataclasses import replace

from predictions.extraction.deadlines.days import add_months
from predictions.extraction.deadlines.model import Mention, Period
from predictions.extraction.patterns import lazily

REACH = 40  # characters in which "in the opening weeks of the" has room
_STRETCH = r"(?:days|weeks|months|part)"
_PART = lazily(
    rf"(?:\b(?:the\s)?(?P<end>end|close|(?:final|closing|last)\s{_STRETCH}|rest|remainder|balance|"
    r"tail\send|back\send|turn)\sof\s"
    rf"|\b(?:the\s)?(?P<start>start|beginning|(?:early|opening|first)\s{_STRETCH})\sof\s"
    r"|\b(?:the\s)?(?P<middle>middle)\sof\s"
    r"|\b(?P<early>early|earlier)(?:\s(?:in|on))?[\s-]"
    r"|\b(?P<mid>mid)[\s-]?"
    r"|\b(?P<late>late|later|toward|towards)(?:\s(?:in|on))?[\s-])(?:the\s)?$",
    re.IGNORECASE,
)


def part_of(text: str, mention: Mention) -> Mention:
    """The mention narrowed by the words of part before it, or as it was where there are none."""
    found = _PART().search(text, max(0, mention.start - REACH), mention.start)
    if found is None or found.lastgroup is None:
        return mention
    period = _NARROWED[found.lastgroup](replace(mention.period, leans=False))
    return Mention(found.start(), mention.end, period)


def _to_the_end(period: Period) -> Period:
    return replace(period, kind="end")


def _late(period: Period) -> Period:
    return period


def _early(period: Period) -> Period:
    """Its first third; in a year until the end of March."""
    third = period.first + (period.last - period.first) / 3
    last = add_months(period.last, -9) if period.kind == "year" else third
    return replace(period, last=last, kind="end")


def _middle(period: Period) -> Period:
    """Its first two thirds: "by the middle" is worked out from them by the preposition."""
    last = period.last - (period.last - period.first) / 3
    return replace(period, last=last, kind="middle year" if period.kind == "year" else "middle")


_NARROWED: dict[str, Callable[[Period], Period]] = {
    "end": _to_the_end,
    "late": _late,
    "start": _early,
    "early": _early,
    "middle": _middle,
    "mid": _middle,
}
