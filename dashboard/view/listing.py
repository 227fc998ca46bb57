"""PURE. Several things in one sentence."""

from collections.abc import Sequence

from core.formats import count, joined

MOST_NAMED = 3


def listed(names: Sequence[str], one: str = "other", many: str = "others") -> str:
    """Return names as a sentence lists them: ``A, B and C``; ``A, B and 4 others``."""
    if len(names) <= MOST_NAMED:
        return joined(names)
    shown = list(names[: MOST_NAMED - 1])
    return joined([*shown, count(len(names) - len(shown), one, many)])


def sentence(text: str) -> str:
    """Return `text` with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
