"""What a preposition makes of a time: by, before, until, within, after, since."""

import re
from collections.abc import Callable
from datetime import date

from predictions.extraction.deadlines.days import ONE_DAY, add_months
from predictions.extraction.deadlines.model import Kind, Mention, Period
from predictions.extraction.patterns import lazily

REACH = 50  # characters in which a preposition and its determiners have room
# These end with their last day whatever stands before them: "before the end of May" includes the
# end of May, and "before the next debate" the evening of the debate.
_WHOLE: frozenset[Kind] = frozenset({"span", "end", "event", "range"})


def _last(period: Period) -> date | None:
    return period.last


def _none(_period: Period) -> date | None:
    return None


def _from(period: Period) -> date | None:
    """From May to September has an end, from May has none."""
    return period.last if period.kind == "range" else None


def _before(period: Period) -> date | None:
    return period.last if period.kind in _WHOLE else period.first - ONE_DAY


def _until(period: Period) -> date | None:
    """Until September ends on its first day; he who stays until 2036 may stay all of that year."""
    return period.last if period.kind in _WHOLE | {"year", "decade"} else period.first


def _not_until(period: Period) -> date | None:
    """What will not happen until 2036 could happen up to the end of 2035."""
    return period.first - ONE_DAY if period.kind in {"year", "decade"} else _until(period)


def _by(period: Period) -> date | None:
    """By the fall ends on the day before it begins; by March or by 2030 on the last day of it."""
    if period.kind == "middle year":
        return add_months(period.first, 6) - ONE_DAY
    if period.kind == "middle":
        return period.first + (period.last - period.first) * 3 / 4  # half of the whole
    return period.first - ONE_DAY if period.kind in {"season", "decade"} else period.last


_UNTIL = ("until", "till", "up to", "from now until", "from now till")
LEADS: dict[str, Callable[[Period], date | None]] = {
    **dict.fromkeys(("by", "no later than"), _by),
    **dict.fromkeys(("before", "ahead of", "prior to"), _before),
    **dict.fromkeys(_UNTIL, _until),
    **dict.fromkeys(("until after", "till after", "between now and", "from now to"), _last),
    **dict.fromkeys(("in", "within", "during", "over", "on", "at", "for", "come", "around"), _last),
    **dict.fromkeys(("through", "thru", "throughout", "from now through", "between"), _last),
    **dict.fromkeys(("as early as", "as late as", "as soon as", "to", "into", "next"), _last),
    **dict.fromkeys(("heading into", "going into", "sometime", "some time"), _last),
    **dict.fromkeys(("from", "starting", "beginning"), _from),
    **dict.fromkeys(
        ("after", "since", "following", "beyond", "past", "not before", "as of"), _none
    ),
    **dict.fromkeys(("follow", "follows", "followed"), _none),
    **dict.fromkeys(("last", "previous", "recent", "every", "each", "like", "than"), _none),
}
_WORDS = "|".join(sorted(LEADS, key=len, reverse=True)).replace(" ", r"\s")
_LEAD = lazily(
    # "The end will come on Friday": there come is a verb.
    rf"(?<![\w-])(?<!will\s)(?<!may\s)(?<!could\s)(?<!might\s)(?<!to\s)(?P<lead>{_WORDS})"
    r"(?:\s(?:the|its|his|her|their|our|a|an|any|about|around|roughly|at\sleast|at\smost|sometime|"
    r"some\stime|perhaps|maybe|possibly|probably|late|next|upcoming|coming|in|say|this|very))"
    r"{0,3}\s?$",
    re.IGNORECASE,
)
_DENIED = lazily(
    r"(?:\b(?:not|never|no|nobody|nothing|hardly|unlikely|cannot)|n['’]t)\b[^.;:!?\n]*$",
    re.IGNORECASE,
)
_OPEN_ENDED = lazily(
    r"\s?(?:(?:and|or)\s(?:beyond|later|longer|after|on|more)\b|(?:on)?wards?\b|"
    r"at\sthe\searliest\b|plus\b|ago\b|earlier\b|behind\s(?:us|him|her|them|it)\b|"
    r"in\sthe\s(?:rear-?view|past|books)\b)",
    re.IGNORECASE,
)


def lead_of(text: str, mention: Mention) -> tuple[str, int]:
    """The preposition before a time, in lower case, and where it starts; "" where there is none."""
    found = _LEAD().search(text, max(0, mention.start - REACH), mention.start)
    if found is None:
        return "", mention.start
    return " ".join(found["lead"].lower().split()), found.start()


def last_day(text: str, mention: Mention, lead: str) -> date | None:
    """The last day that a time sets under its preposition; None where it sets none.

    Raises:
        OverflowError: on the first and the last day of the calendar.
    """
    if _OPEN_ENDED().match(text, mention.end) or (mention.period.leans and not lead):
        return None
    if lead in _UNTIL and _DENIED().search(text, max(0, mention.start - REACH), mention.start):
        return _not_until(mention.period)
    return LEADS[lead](mention.period) if lead else mention.period.last
