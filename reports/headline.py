"""PURE. The week's finding in one sentence, which is also the subject of the mail."""

from collections.abc import Sequence
from datetime import date

from core.formats import percent
from reports.parts import DecidedCall

WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
LONGEST_NAME = 60
UNDECIDED = 0.5
QUIET = "A quiet week: no call decided"


def headline(
    calls: Sequence[DecidedCall], unscored: int, corrections: int, replies: int = 0
) -> str:
    """Return the finding, without a full stop; `calls` begin with the one farthest off."""
    if calls:
        return f"{_counted(len(calls), 'call')} decided: {_finding(calls)}"
    if unscored:
        return f"{_counted(unscored, 'event')} decided, no call scored"
    if corrections:
        return f"{_counted(corrections, 'outcome')} corrected, no call decided"
    if replies:
        return f"{_counted(replies, 'reply', 'replies')}, no call decided"
    return QUIET


def subject(finding: str, label: str, end: date, last: str = "") -> str:
    """Return the subject of the mail: the finding, and other words than in the week before.

    `label` says what the mail is about, `end` is its last day, `last` the subject before.
    """
    day = f"{end.day} {end:%B}"
    before = f"{shortened(label, LONGEST_NAME)}: " if label else ""
    told = finding.replace("week", f"week to {day}") if finding == QUIET else finding
    return before + told if before + told != last else f"{before}{told} (week to {day})"


def in_words(n: int) -> str:
    """Return a count as a word up to twelve, then in digits."""
    return WORDS[n] if n < len(WORDS) else f"{n:,}"


def shortened(text: str, longest: int) -> str:
    """Return `text` on one line, cut to `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _counted(n: int, noun: str, nouns: str = "") -> str:
    return f"{in_words(n).capitalize()} {noun if n == 1 else nouns or noun + 's'}"


def _finding(calls: Sequence[DecidedCall]) -> str:
    farthest = calls[0]
    if farthest.distance < UNDECIDED and len(calls) > 1:
        return f"{_all_of(len(calls))} leaned the way it went"
    said = percent(farthest.said.probability)
    alike = [
        call
        for call in calls
        if percent(call.said.probability) == said and call.occurred == farthest.occurred
    ]
    who = _who(alike, len(calls))
    return f"{who} said {said} and it {'happened' if farthest.occurred else 'did not happen'}"


def _who(alike: Sequence[DecidedCall], of: int) -> str:
    if len(alike) == 1:
        return shortened(alike[0].said.pundit, LONGEST_NAME)
    return _all_of(of) if len(alike) == of else in_words(len(alike))


def _all_of(n: int) -> str:
    return "both" if n == len(("one", "other")) else f"all {in_words(n)}"
