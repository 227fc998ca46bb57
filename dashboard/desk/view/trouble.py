"""PURE. What was typed and cannot be used: it stays in the form, with what would be right."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trouble:
    """`message` stands over the form, `fields` beside each field, `typed` is what was typed."""

    message: str
    fields: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def sentence(text: str) -> str:
    """Return a message of ours as a sentence: a capital, and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
