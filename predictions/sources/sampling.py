"""PURE. Which items of a source its rule takes: recomputable by anyone from the published rule.

The draw of an item is the SHA-256 of ``SEED:IDENTITY`` in UTF-8, its first 13 hexadecimal digits
read as a number and divided by 16^13; the item is taken if its draw lies below the share. The
identity is the item's address, character by character, or the SHA-256 of its cleaned text if it
has none. So what is taken does not depend on who looks, when, or in which order, and nobody can
pick: the seed stands on record before the items are seen.
"""

import hashlib
from typing import Literal, Protocol

DIGITS = 13  # 52 bits: a float holds them all

Kind = Literal["everything", "sample"]
KINDS: tuple[Kind, ...] = ("everything", "sample")


class RuleFacts(Protocol):
    """What a draw needs to know of an intake rule."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - documented in the glossary
    @property
    def share(self) -> float | None: ...  # noqa: D102 - the same
    @property
    def seed(self) -> int | None: ...  # noqa: D102 - the same


def draw(seed: int, identity: str) -> float:
    """Return an item's draw, in [0, 1): the same wherever and whenever it is worked out."""
    spelled = f"{seed}:{identity}".encode()
    return int(hashlib.sha256(spelled).hexdigest()[:DIGITS], 16) / float(16**DIGITS)


def takes(rule: RuleFacts, identity: str) -> bool:
    """Tell whether a rule takes the item of that identity."""
    if rule.kind == "everything" or rule.seed is None or rule.share is None:
        return True
    return draw(rule.seed, identity) < rule.share
