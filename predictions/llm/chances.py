"""PURE. The model proposes a number, the lexicon decides it wherever it knows the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from predictions.extraction import TraceStep
from predictions.extraction.characters import plain
from predictions.extraction.lexicon import modifiers
from predictions.extraction.likelihood import Likelihood, lookup
from predictions.llm.aligning import Span
from predictions.llm.answer import Proposal

OWN_NUMBER_GIVES = 0.15
"""How far a reader may be from a number that only the model vouches for: about the half-width of
the lexicon's rows."""
EVEN, CLEARLY = 0.5, 0.1
MOST_WORDS, MOST_PARTS = 8, 3
REACH = 30
"""Characters beside a phrase in which words that modify it are looked for."""
GAP = re.compile(r"\s*(?:\.{2,}|…)\s*")
NEGATIONS = frozenset({"not", "never"})
NEGATION_BEHIND = re.compile(r"^\s+(?:not|never)\b")

Numbers = tuple[tuple[int, int, Likelihood], ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """What a forecast gives its claim, the words that say so, and how that was found."""

    likelihood: Likelihood
    cue: str
    trace: tuple[TraceStep, ...]


def chance_of(proposal: Proposal, text: str, span: Span, numbers: Numbers) -> Chance:
    """The probability of a proposal's claim.

    A number in the text counts before words, words that the lexicon knows before the model's own
    number; words count only where they stand in the quote.
    """
    places = _places(proposal.phrase, text, span)
    cue = " ... ".join(text[start:end] for start, end in places)
    known = _stated(places, numbers) or _worded(places, text)
    if known is None:
        decided, why = (
            _own(proposal, cue),
            "the model's own number: no words that the lexicon knows",
        )
    else:
        decided = known.negated() if proposal.opposite else known
        turned = ", turned round" if proposal.opposite else ""
        why = f"{known.phrase} ({known.basis}) decides: {decided.probability:g}{turned}"
    where = (places[0][0], places[-1][1]) if places else (None, None)
    trace = [
        TraceStep("proposed", f"{proposal.probability:g} for {proposal.phrase!r}", *where),
        TraceStep("lexicon" if known else "number", why, *where),
    ]
    if _opposed(decided.probability, proposal.probability):
        trace.append(TraceStep("doubt", "the model's number is on the other side of one half"))
    return Chance(decided, cue, tuple(trace))


def _places(phrase: str, text: str, span: Span) -> list[Span]:
    """Where the parts of a phrase stand in the quote, in their order; nothing if one does not."""
    start, end = span
    quote = plain(text[start:end])
    places: list[Span] = []
    place = 0
    for part in GAP.split(" ".join(plain(phrase).split()))[:MOST_PARTS]:
        words = r"\s+".join(re.escape(word) for word in part.split())
        found = re.compile(rf"(?<!\w){words}(?!\w)").search(quote, place) if words else None
        if found is None:
            return []
        place = found.end()
        places.append((start + found.start(), start + found.end()))
    return places


def _stated(places: list[Span], numbers: Numbers) -> Likelihood | None:
    return next(
        (
            likelihood
            for first, last, likelihood in numbers
            if any(first < end and start < last for start, end in places)
        ),
        None,
    )


def _worded(places: list[Span], text: str) -> Likelihood | None:
    """What the lexicon makes of the words, with the modifiers that the text has beside them.

    A model that quotes "will" where the text says "will not" has dropped what matters most.
    """
    if not places:
        return None
    words = plain(" ".join(text[start:end] for start, end in places)).split()
    behind = plain(text[places[-1][1] : places[-1][1] + REACH])
    if NEGATION_BEHIND.match(behind):
        words = [*words, "not"]
    words = [*_modifiers_before(plain(text[: places[0][0]][-REACH:])), *words]
    return next(_readings(words), None) if len(words) <= MOST_WORDS else None


def _modifiers_before(text: str) -> list[str]:
    known = {modifier.word for modifier in modifiers()}
    plainly = ("not" if word.endswith("n't") else word for word in reversed(text.split()))
    return list(takewhile(lambda word: word in known, plainly))[::-1]


def _readings(words: list[str]) -> Iterator[Likelihood]:
    """Readings by the lexicon, those of the most words first; none loses a negation."""
    whole = lookup(" ".join(words))
    if whole is not None:
        yield whole
    rest = [word for word in words if word not in NEGATIONS]
    denied = ("not",) if (len(words) - len(rest)) % 2 else ()
    for first in range(len(rest)):
        for last in range(len(rest), first, -1):
            found = lookup(" ".join(rest[first:last]), (*denied, *rest[:first]))
            if found is not None:
                yield found


def _own(proposal: Proposal, cue: str) -> Likelihood:
    number = proposal.probability
    return Likelihood(
        probability=number,
        low=round(max(0.0, number - OWN_NUMBER_GIVES), 12),
        high=round(min(1.0, number + OWN_NUMBER_GIVES), 12),
        phrase=" ".join(cue.lower().split()),
        basis="worded",
    )


def _opposed(one: float, other: float) -> bool:
    off = (one - EVEN, other - EVEN)
    return all(abs(side) > CLEARLY for side in off) and off[0] * off[1] < 0
