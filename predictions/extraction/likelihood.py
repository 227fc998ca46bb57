"""Words of chance become probability intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from predictions.extraction.lexicon import (
    LEXICON_VERSION,
    LexiconEntry,
    Modifier,
    lexicon,
    modifiers,
)

__all__ = ["LEXICON_VERSION", "LexiconEntry", "Likelihood", "lexicon", "lookup"]

EVEN = 0.5
# Between these a phrase leans to neither end, so that a strengthener has no boundary to move to:
# it lifts the phrase, at half its share ("very possible" is above "possible").
MIDDLING = (0.35, 0.65)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """P(the thing a phrase is said of), as an interval.

    ``0 <= low <= probability <= high <= 1``. For words, ``low`` and ``high`` are the readings that
    a tenth of readers stay below and a tenth go above; for a stated number all three are equal,
    for a stated range they are its ends and its middle.

    Raises:
        ValueError: when the three numbers are not in that order or not between 0 and 1.
    """

    probability: float
    low: float
    high: float
    phrase: str
    basis: Literal["stated", "worded"]

    def __post_init__(self) -> None:
        """Refuse what is no interval of probabilities."""
        if not 0 <= self.low <= self.probability <= self.high <= 1:
            raise ValueError(
                f"the likelihood of {self.phrase!r} needs 0 <= low <= probability <= high <= 1, "
                f"not {self.low}, {self.probability}, {self.high}"
            )

    def negated(self) -> "Likelihood":
        """The likelihood that the thing does not happen: 1 - p, with low and high swapped."""
        return Likelihood(
            probability=_rounded(1 - self.probability),
            low=_rounded(1 - self.high),
            high=_rounded(1 - self.low),
            phrase=self.phrase,
            basis=self.basis,
        )


def lookup(phrase: str, modifiers: Sequence[str] = ()) -> Likelihood | None:
    """What a phrase of chance says, with the words that stand before it.

    A listed combination counts as listed ("highly likely" has readers of its own). What is left
    over moves the phrase one word after the other, the nearest first, by the rule in
    ``docs/lexicon.md``. Letter case, spaces and the shape of apostrophes do not matter.

    Args:
        phrase: the words of chance, such as ``likely``.
        modifiers: the words before it in the order of the text, such as ``("not", "very")``.

    Returns:
        None where neither the phrase nor one of its modifiers' combinations is listed; words in
        ``modifiers`` that no row lists are passed over.
    """
    core = normalise(phrase)
    before = tuple(normalise(word) for word in modifiers)
    whole = _entries().get(" ".join((*before, core)))
    if whole is not None:
        return _moved(whole, ())
    words = _effective(before)
    for split in range(len(words) + 1):
        entry = _entries().get(" ".join((*words[split:], core)))
        if entry is not None:
            return _moved(entry, words[:split])
    return None


def normalise(phrase: str) -> str:
    """A phrase as the lexicon spells it: lower case, single spaces, straight apostrophes."""
    return " ".join(phrase.replace("’", "'").replace("‘", "'").casefold().split())


@cache
def _entries() -> dict[str, LexiconEntry]:
    return {entry.phrase: entry for entry in lexicon()}


@cache
def _modifiers() -> dict[str, Modifier]:
    return {modifier.word: modifier for modifier in modifiers()}


def _effective(words: tuple[str, ...]) -> tuple[str, ...]:
    """The modifiers that say something of strength.

    Under a "not", strengtheners fall away too: "not very likely" denies likely, and does not
    assert its opposite twice as hard.
    """
    known = [word for word in words if word in _modifiers() and _effect(word) != "hold"]
    negations = [place for place, word in enumerate(known) if _effect(word) == "negate"]
    if not negations:
        return tuple(known)
    first = negations[0]
    below = [word for word in known[first + 1 :] if _effect(word) != "strengthen"]
    return (*known[: first + 1], *below)


def _effect(word: str) -> str:
    return _modifiers()[word].effect


def _moved(entry: LexiconEntry, words: tuple[str, ...]) -> Likelihood:
    low, middle, high = entry.low, entry.probability, entry.high
    for word in reversed(words):
        modifier = _modifiers()[word]
        move = _EFFECTS[modifier.effect](middle, modifier.share)
        low, middle, high = sorted((move(low), move(middle), move(high)))
    spelled = " ".join((*words, entry.phrase))
    return Likelihood(_rounded(middle), _rounded(low), _rounded(high), spelled, "worded")


Move = Callable[[float], float]


def _toward(target: float, share: float) -> Move:
    return lambda value: value + share * (target - value)


def _strengthen(middle: float, share: float) -> Move:
    """Toward the boundary the phrase leans to (Mosteller and Youtz 1990).

    doi:10.1214/ss/1177012242
    """
    lowest, highest = MIDDLING
    if middle < lowest:
        return _toward(0, share)
    return _toward(1, share / 2 if middle <= highest else share)


_EFFECTS: dict[str, Callable[[float, float], Move]] = {
    "strengthen": _strengthen,
    "weaken": lambda _middle, share: _toward(EVEN, share),
    "raise": lambda _middle, share: _toward(1, share),
    "lower": lambda _middle, share: _toward(0, share),
    "negate": lambda _middle, _share: lambda value: 1 - value,
}


def _rounded(value: float) -> float:
    """Twelve digits, so that 1 - 0.93 reads 0.07 and turning round twice changes nothing."""
    return round(value, 12)
