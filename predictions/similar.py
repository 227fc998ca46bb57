"""PURE. Which claims say nearly the same: by the three-letter pieces that they share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WORD = re.compile(r"\w+")
PIECE = 3
LEAST = 0.3  # tried on the bundled sample: above it, editors would look twice
COMMON = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "before", "by", "end", "for", "from", "has", "have"}
    | {"in", "is", "it", "its", "may", "not", "of", "on", "or", "that", "the", "this", "to", "was"}
    | {"will", "with", "would"}
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An event as far as it is compared."""

    event_id: int
    text: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """A claim with how alike it is, 0 to 1."""

    claim: Claim
    share: float


def pieces(text: str) -> frozenset[str]:
    """Return the three-letter pieces of the words of a text, without those of every text."""
    words = (word for word in WORD.findall(text.lower()) if word not in COMMON)
    padded = (f" {word} " for word in words)
    return frozenset(
        word[i : i + PIECE] for word in padded for i in range(max(len(word) - PIECE + 1, 1))
    )


def similar(text: str, claims: Iterable[Claim], most: int = 3) -> tuple[Likeness, ...]:
    """Return the claims most like a text, the most alike first; none that are hardly alike."""
    wanted = pieces(text)
    if not wanted:
        return ()
    found = ((_share(wanted, pieces(claim.text)), claim) for claim in claims)
    alike = [Likeness(claim, share) for share, claim in found if share >= LEAST]
    alike.sort(key=lambda each: (-each.share, each.claim.event_id))
    return tuple(alike[:most])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice what they share over what both have (Dice): 1 for the same, 0 for nothing shared."""
    return 2 * len(one & other) / (len(one) + len(other)) if other else 0.0
