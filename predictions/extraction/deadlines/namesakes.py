"""Words that name a time and something else: fall the verb, May the minister."""

import re

from predictions.extraction.deadlines.model import Match
from predictions.extraction.patterns import lazily

_REACH = 20  # characters in which the words before a season have room
# Before a season, and not before a verb that is spelled like one ("likely to fall this year").
_BEFORE_SEASON = lazily(
    r"\b(?:the|this|next|last|coming|its|his|her|their|our|an?|of|in|on|at|by|until|till|before|"
    r"after|since|during|over|for|come|around|through|throughout|within|between|into|from|early|"
    r"late|mid|sometime|(?:spring|summer|fall|autumn|winter)\s(?:to|or))[\s-]$",
    re.IGNORECASE,
)
_PERSON = lazily(
    r"\b(?:Theresa|Mrs?\.?|Ms\.?|Miss|Minister|Premier|President|Senator|Lady|Sir)\s"
    r"(April|May|June|August|March)\b"
)
_MONTHS = frozenset({"March", "April", "May", "June", "August"})
_MONTH_LEADS = frozenset({"in", "during", "until", "till", "through", "throughout", "come"})
_NEVER_MONTHS = frozenset({"on", "at"})  # "pressure on May", though "on May 5"

NOT_A_NAME = "".join(
    rf"(?<!{name}\s)"
    for name in ("super", "black", "cyber", "ruby", "bloody", "billy", "giving", "fat", "freaky")
)
"""For weekdays: what makes them the name of something else, or an event with a day of its own."""


def names_season(match: Match) -> bool:
    """Whether a match of spring, summer, fall ... is the season and not a verb."""
    if match["which"] or match["year"]:
        return True
    start = match.start()
    return bool(_BEFORE_SEASON().search(match.string, max(0, start - _REACH), start))


def people_in(text: str) -> frozenset[str]:
    """The months after whom people in the text are named."""
    return frozenset(found[1] for found in _PERSON().finditer(text))


def names_person(words: str, lead: str, people: frozenset[str]) -> bool:
    """Whether a month's bare name under its preposition is a person's: "a defeat for May"."""
    bare = words in _MONTHS
    return bare and (lead in _NEVER_MONTHS or (words in people and lead not in _MONTH_LEADS))
