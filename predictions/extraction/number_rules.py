"""The table of rules by which stated numbers are read: pattern, reading, example.

A percentage or a ratio counts only where a word of chance stands with it: growth, shares of a
vote, unemployment and scores are numbers too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from predictions.extraction import number_readings as readings
from predictions.extraction.number_words import NUMBER, WORDS
from predictions.extraction.patterns import Lazy, lazily


@dataclass(frozen=True, slots=True)
class NumberRule:
    """A pattern, what its match says as the low and high end, and an example of it.

    No match without one of the ``triggers``, ``reach`` characters around it at most.
    """

    name: str
    compiled: Lazy
    read: Callable[[re.Match[str]], readings.Ends]
    example: str
    triggers: tuple[str, ...]
    reach: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled at its first use."""
        return self.compiled()


_START = r"(?<![\w.,$£€/:–-])"
_NOUN = r"(?:chances?|probabilit(?:y|ies)|likelihoods?|odds|possibilit(?:y|ies)|risks?|shot)"
_SURE = r"(?:certain|certainty|sure|confident|confidence|(?<!more\s)(?<!less\s)likely)"
_PERCENT = r"(?:\s?%|[\s-]?(?:percent|per[\s-]cent|pct)\b)"
_FILLER = (
    r"(?:(?:or|so|better|higher|greater|more|win|winning|implied|estimated|overall|an?)\s){0,3}"
)
_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|only|just|nearly|almost|over|under|at|least|most|"
    r"less|more|than|as|high|low|up|to|some|an?|mere|better|still|maybe|perhaps)\s){0,4}"
)
_VALUE = (
    rf"(?:between\s)?(?P<low>{NUMBER})"
    rf"(?:(?:{_PERCENT})?(?:\s?[-–—]\s?|\s(?:to|and|or)\s)(?P<high>{NUMBER}))?"
)
# After "a probability of 60 percent" no further noun may follow ("of 60 percent growth").
_CLAUSE_END = (
    r"(?=\s?(?:[.,;:!?)\]\"'”’—–]|$)|\s+(?:that|of|for|by|in|and|but|to|if|on|or|according|this|"
    r"next|before|when|as|from|over|within|after|it|he|she|they|we|chance)\b)"
)
_PUT = (
    r"\b(?:put|puts|putting|set|sets|peg|pegs|pegged|place|places|placed|placing|price|prices|"
    r"priced|estimate|estimates|estimated|rate|rates|rated)\s"
)
_FEW = r"(?:[\w'’-]{1,20}\s){0,8}?"
_WHOLE = rf"(?:\d{{1,4}}(?!\d)|{WORDS})"
_PAIR = rf"(?P<a>{_WHOLE})(?:[-–/]|[\s-]to[\s-])(?P<b>{_WHOLE})"
_WORD_PAIR = rf"(?P<a>{_WHOLE})(?:/|[\s-]to[\s-])(?P<b>{_WHOLE})"
_LARGE = r"(?P<large>hundred|thousand|million|billion)"
_ONE_IN = (
    rf"(?P<a>{_WHOLE})[\s-](?:in|out\sof)[\s-]"
    rf"(?:(?P<b>{NUMBER})(?:[\s-]{_LARGE})?|an?[\s-](?P<lone>hundred|thousand|million|billion))"
)


# What no match of a rule can do without.
_PERCENTS = ("%", "percent", "per cent", "per-cent", "pct")
_CHANCES = ("chance", "probabilit", "likelihood", "odds", "possibilit", "risk", "shot")
_SHORTEST, _SHORT, _LONG = 40, 100, 600


def _rule(
    name: str,
    pattern: str,
    read: Callable[[re.Match[str]], readings.Ends],
    example: str,
    triggers: tuple[str, ...],
    *,
    reach: int = _SHORT,
) -> NumberRule:
    return NumberRule(name, lazily(pattern, re.IGNORECASE), read, example, triggers, reach)


RULES = (
    _rule(
        "percent chance",
        rf"{_START}{_VALUE}{_PERCENT}\s{_FILLER}(?:{_NOUN}|{_SURE})\b",
        readings.percent,
        "a 60 percent chance of rain",
        _PERCENTS,
    ),
    _rule(
        "chance of percent",
        rf"\b{_NOUN}\s(?:of|is|are|was|were|at|to\sbe|stands?\sat|now)\s{_ABOUT}"
        rf"{_VALUE}{_PERCENT}{_CLAUSE_END}",
        readings.percent,
        "with a probability of 60 percent",
        _CHANCES,
    ),
    _rule(
        "chance of it is percent",
        rf"\b{_NOUN}\s(?:of|that|for)\s{_FEW}(?:is|are|stands?\sat)\s(?:now\s)?{_ABOUT}"
        rf"{_VALUE}{_PERCENT}{_CLAUSE_END}",
        readings.percent,
        "the chance of a recession is 60 percent",
        _CHANCES,
        reach=_LONG,
    ),
    _rule(
        "put chance at percent",
        rf"{_PUT}{_FEW}{_NOUN}\s{_FEW}(?:at|near|around|above|below)\s{_ABOUT}{_VALUE}{_PERCENT}{_CLAUSE_END}",
        readings.percent,
        "puts the odds of a default at 30 percent",
        _PERCENTS,
        reach=_LONG,
    ),
    _rule(
        "decimal probability",
        rf"(?:{_START}(?P<low>[01]?\.\d{{1,4}}|1\.0)\s(?:probability|likelihood|chance)\b)",
        readings.decimal,
        "a 0.7 probability",
        _CHANCES,
    ),
    _rule(
        "probability of decimal",
        r"\b(?:probability|likelihood)\s(?:of|is|at)\s(?P<low>[01]?\.\d{1,4})(?![\d%])"
        rf"(?!{_PERCENT})",
        readings.decimal,
        "with probability of 0.7",
        _CHANCES,
    ),
    _rule(
        "one in five chance",
        rf"{_START}{_ONE_IN}[\s-]{_FILLER}(?:{_NOUN}|long\s?shot)\b",
        readings.share,
        "a 1-in-5 chance",
        _CHANCES,
    ),
    _rule(
        "chance of one in five",
        rf"\b{_NOUN}\s(?:(?:of|that|for)\s{_FEW})?(?:of|is|are|at|were|was)\s{_ABOUT}"
        rf"{_ONE_IN}{_CLAUSE_END}",
        readings.share,
        "the chances are one in five",
        _CHANCES,
        reach=_LONG,
    ),
    _rule(
        "put it at one in five",
        rf"{_PUT}(?:it|that|this|them)\sat\s{_ABOUT}{_ONE_IN}{_CLAUSE_END}",
        readings.share,
        "I would put it at one in five",
        ("it at ", "that at ", "this at ", "them at "),
    ),
    _rule(
        "one in five alone",
        rf"(?:^|\b(?:is|are|at|about|roughly|around|maybe|perhaps|say)\s){_ONE_IN}"
        r"(?=\s?(?:[.,;:!?)]|$))",
        readings.share,
        "the danger is about one in five.",
        (" in ", "-in-", "out of", "out-of"),
        reach=_SHORTEST,
    ),
    _rule(
        "put it at percent",
        rf"{_PUT}(?:it|that|this|them)\sat\s{_ABOUT}{_VALUE}{_PERCENT}{_CLAUSE_END}",
        readings.percent,
        "I would put it at 60 percent",
        _PERCENTS,
    ),
    _rule(
        "times out of ten",
        rf"{_START}(?P<a>{_WHOLE})\stimes\s(?:out\sof|in)\s(?:(?P<b>{NUMBER})(?:[\s-]{_LARGE})?"
        r"|an?[\s-](?P<lone>hundred|thousand|million|billion))",
        readings.share,
        "nine times out of ten",
        ("times",),
    ),
    _rule(
        "out of ten times",
        rf"{_START}{_ONE_IN}\stimes\b",
        readings.share,
        "nine out of ten times",
        ("times",),
    ),
    _rule(
        "favorite",
        rf"{_START}{_PAIR}(?:[\s-](?:favorites?|favored|odds[\s-]on)|\s(?:odds\s)?in\s(?:its|"
        r"his|her|their|our|my)?\s?favou?r|\son\sfavou?rites?)\b",
        readings.in_favour,
        "a 2-to-1 favorite",
        ("favo", "odds"),
    ),
    _rule(
        "priced at odds",
        rf"\b(?:are|is|at|quoted|priced|now|was|were|made\s(?:him|her|it|them))\s{_PAIR}\s(?=(?:to|for)\s(?:be|win|lift|"
        r"reach|retain|take|finish|go|become|succeed|beat|get)\b)",
        readings.against,
        "the champions are 4-1 to win it again",
        (" to ", " for "),
        reach=_SHORTEST,
    ),
    _rule(
        "percent of the time",
        rf"\b(?:win|wins|winning|lose|loses|losing|happens?|happening)\s(?:it\s|about\s|only\s)?"
        rf"{_VALUE}{_PERCENT}\sof\s(?:the\stime|its\ssimulations|simulations)\b",
        readings.percent,
        "the model has them winning 70 percent of the time",
        _PERCENTS,
    ),
    _rule(
        "odds pair",
        rf"{_START}{_PAIR}\s(?:odds|favourites?|outsiders?|underdogs?|long\s?shots?|shots?)\b"
        r"(?!\son\s(?:target|goal))(?:\sagainst)?",
        readings.against,
        "2-to-1 odds",
        ("odds", "favo", "outsider", "underdog", "shot"),
    ),
    _rule(
        "pair against",
        rf"{_START}{_WORD_PAIR}\sagainst\b",
        readings.against,
        "it is 10-to-1 against",
        ("against",),
    ),
    _rule(
        "odds of pair",
        rf"\bodds\s(?:(?:of|that|for|on|against)\s{_FEW})?(?:of|are|is|at|were|was)\s{_ABOUT}"
        rf"{_PAIR}(?![-/\w])(?:\sagainst)?",
        readings.against,
        "at odds of 3/1 against",
        ("odds",),
        reach=_LONG,
    ),
    _rule(
        "parts of a hundred",
        rf"{_START}(?P<a>\d{{1,2}})[-–/](?P<b>\d{{1,2}})(?!\d)\s(?:{_NOUN}|proposition|bet|call|"
        r"likelihood)\b",
        readings.parts,
        "a 60-40 proposition",
        (*_CHANCES, "proposition", "bet", "call"),
    ),
    _rule(
        "fraction",
        rf"\b(?P<a>one|two|three|four|nine|seven)[\s-](?P<part>thirds?|quarters?|fifths?|tenths?|"
        rf"half)[\s-](?:{_NOUN})\b",
        readings.fraction,
        "a two-thirds chance",
        _CHANCES,
    ),
    _rule(
        "cents of a contract",
        rf"\b(?:shares?|contracts?|contract\sprice|share\sprice|market)\s{_FEW}(?:at|to|for)\s{_ABOUT}"
        rf"(?P<low>{NUMBER})(?P<high>)[\s-]cents?\b",
        readings.percent,
        "shares in a second term trade at 62 cents",
        ("cent",),
        reach=_LONG,
    ),
    _rule(
        "cents price",
        rf"{_START}(?P<low>{NUMBER})(?P<high>)[\s-]cents?\s(?:share|shares|contract|contracts|"
        r"market)(?:\sprice)?\b",
        readings.percent,
        "a 10-cent share price",
        ("cent",),
    ),
    _rule(
        "fifty-fifty",
        r"(?<!split\s)(?<!tied\s)(?<!divided\s)(?<!shared\s)"
        rf"{_START}(?:50\s?[-–/]\s?50|fifty[\s-]fifty)(?![\d-])"
        r"(?!\s(?:split|senate|tie|joint|venture|partnership|ownership|share|stake|deal|draw|"
        r"vote|mix|owned|basis|chamber|divide|custody|partners|blend)\b)"
        rf"(?:\s(?:{_NOUN}|proposition|bet|call))?",
        readings.even,
        "it is fifty-fifty",
        ("50", "fifty"),
    ),
)
