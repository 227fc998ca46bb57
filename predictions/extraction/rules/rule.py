"""What a rule is: a cue, how its clause is built around it, and examples that prove it."""

import re
from dataclasses import dataclass
from typing import Literal

from predictions.extraction.patterns import Lazy, lazily

Frame = Literal["verb", "that", "chance", "gerund", "object", "whole"]
"""How the proposition stands to its cue.

``verb``: subject, cue, base verb ("rates are likely to rise").
``that``: the cue heads a clause ("it is likely that rates rise").
``chance``: a noun, its event behind it ("a fair chance of rain", "the odds that she wins").
``gerund``: the cue, then a subject and an -ing ("hard to see prices falling").
``object``: a verb of forecasting and the thing forecast ("predicts a recession").
``whole``: the clause as it stands.
"""


@dataclass(frozen=True, slots=True)
class Fires:
    """A sentence on which the rule must fire, and the reading it must give."""

    text: str
    phrase: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of cue.

    ``words``: the sentence must hold one of them, which spares most rules most sentences.
    ``pattern``: the cue in plain lower-case text. ``phrase``: its entry in the lexicon; empty
    where the words matched are the entry.
    ``weak``: the cue counts only where no other rule found one in the same clause.
    ``claim``: how the claim is worded, from ``{subject}`` (before the cue) and ``{rest}`` (behind
    it); empty where the frame says it. ``headline``: counts in headlines only.
    """

    name: str
    words: frozenset[str]
    compiled: Lazy
    frame: Frame
    phrase: str
    fires: tuple[Fires, ...]
    silent: tuple[str, ...] = ()
    weak: bool = False
    claim: str = ""
    headline: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled at its first use."""
        return self.compiled()


def rule(
    name: str,
    words: str,
    pattern: str,
    *,
    frame: Frame,
    fires: tuple[Fires, ...],
    phrase: str = "",
    silent: tuple[str, ...] = (),
    weak: bool = False,
    claim: str = "",
    headline: bool = False,
) -> Rule:
    """A rule from its written form: ``words`` separated by spaces, ``pattern`` a regex."""
    return Rule(
        name,
        frozenset(words.split()),
        lazily(rf"(?<!\w)(?:{pattern})(?!\w)"),
        frame,
        phrase,
        fires,
        silent,
        weak,
        claim,
        headline,
    )
