"""A time that may lie on either side of the day of publication: which way its clause looks."""

import re
from datetime import date, timedelta

from predictions.extraction.deadlines.model import Mention
from predictions.extraction.patterns import Lazy, lazily

_BEFORE, _AFTER = 70, 40
# "On March 6th", written on 10 March, is four days ago and not a year ahead; further back it takes
# a word of the future to make it next year's.
_JUST_PASSED = timedelta(days=305)
_LONG_PASSED = timedelta(days=240)
_FORWARD_LEADS = frozenset(
    {"by", "before", "until", "till", "come", "throughout", "next", "heading", "going", "up"}
    | {"ahead", "no", "between"}
)
_CLAUSE_BREAK = lazily(r"[.;:!?\n]")
_PHRASE_BREAK = lazily(r"[.;:!?\n,]|\b(?:and|but|while|which|who)\b", re.IGNORECASE)
_PAST = lazily(
    r"\b(?:was|were|had|did|been|said|told|wrote|won|lost|made|took|gave|came|went|saw|met|began|"
    r"fell|rose|risen|grew|grown|fallen|became|found|left|held|led|spoke|ran|got|kept|since|ago|(?:up|down)\sfrom|"
    r"last|earlier|"
    r"\w{2,20}ed)\b",
    re.IGNORECASE,
)
_FUTURE = lazily(
    r"\b(?:will|won['’]t|would|could|(?-i:may)|might|should|can|cannot|shall|going\sto|gonna|likely|unlikely|"
    r"expect\w{0,3}|predict\w{0,3}|forecast\w{0,3}|project\w{0,3}|bet|tomorrow|next|chance|odds|if|"
    r"prospects?|(?:set|poised|due|ready|about|slated|scheduled|bound|doomed|destined|supposed|"
    r"tipped|favou?red|sure|certain|headed|is|are|needs?|wants?|hopes?|plans?|seeks?)\s(?:to|for))\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
# "Today, prices are rising" speaks of nowadays.
_PRESENT = lazily(r"\b(?:is|are|has|have|remains?|stands?)\b", re.IGNORECASE)
_REPORTED = lazily(
    r"\b(?:said|told|wrote|announced|reported|tweeted|warned|released|published|testified|argued|"
    r"added|declared|unveiled)(?:\s[\w'’]{1,15}){0,2}\s(?:on\s|late\s|early\s|last\s)?$",
    re.IGNORECASE,
)


def looks_past(text: str, mention: Mention, lead: str, said_on: date | None) -> bool:
    """Whether the clause around a time reports instead of looking ahead.

    Only times that come round again are in doubt ("in January", "on Tuesday", "this year"); a
    year still to come is not, nor what begins with "by" or "next".
    """
    if lead.partition(" ")[0] in _FORWARD_LEADS or _names_coming_year(text, mention, said_on):
        return False
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    after = text[mention.end : mention.end + _AFTER]
    ahead = _days_ahead(text, mention, said_on)
    if _REPORTED().search(before) or ahead > _JUST_PASSED:
        return True
    if _words(text, mention).lower() == "today" and _PRESENT().search(after):
        return not _FUTURE().search(after)
    # A named event looks ahead by itself; only a verb right beside it says otherwise.
    event = mention.period.kind == "event"
    breaks = (_PHRASE_BREAK,) if event else (_PHRASE_BREAK, _CLAUSE_BREAK)
    looks = _nearest_tense(before, after, breaks)
    return looks == "past" or (looks == "" and ahead > _LONG_PASSED)


def _nearest_tense(before: str, after: str, breaks: tuple[Lazy, ...]) -> str:
    """Past, future or neither, by the nearest words that say: "shares, which fell on Monday"."""
    for pattern in breaks:
        left = pattern().sub("\n", before).rpartition("\n")[2]
        right = pattern().sub("\n", after).partition("\n")[0]
        if _FUTURE().search(left) or _FUTURE().search(right):
            return "future"
        if _PAST().search(left) or _PAST().search(right):
            return "past"
    return ""


def _names_coming_year(text: str, mention: Mention, said_on: date | None) -> bool:
    period = mention.period
    named = period.kind in {"year", "decade"} or str(period.last.year) in _words(text, mention)
    return said_on is not None and named and period.first > said_on


def _days_ahead(text: str, mention: Mention, said_on: date | None) -> timedelta:
    """How far off a day named without its year would be; nothing for other times."""
    dated = mention.period.kind in {"day", "range"} and any(map(str.isdigit, _words(text, mention)))
    return mention.period.first - said_on if said_on and dated else timedelta(0)


def _words(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]
