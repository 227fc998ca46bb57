"""PURE. What a subscription is about: the whole record, one topic, or some pundits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

EVERYTHING = "everything"
TOPIC = "topic/"
PUNDITS = "pundits/"
MOST_PUNDITS = 20
NAMES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """A topic, pundits by the words of their addresses, or neither: the whole record."""

    topic: str = ""
    pundits: tuple[str, ...] = ()

    @classmethod
    def of(cls, topic: str = "", pundits: Iterable[str] = ()) -> Self:
        """Return the scope that was wished for.

        Raises:
            ValueError: if it is two things at once, or too many pundits.
        """
        slugs = tuple(sorted(set(pundits)))
        if topic and slugs:
            raise ValueError(f"{topic!r} and pundits at once; subscribe to each by itself")
        if len(slugs) > MOST_PUNDITS:
            raise ValueError(f"{len(slugs)} pundits are too many; up to {MOST_PUNDITS} are right")
        return cls(topic, slugs)

    @classmethod
    def read(cls, key: str) -> Self:
        """Return the scope that goes by a stored key."""
        if key.startswith(TOPIC):
            return cls(topic=key.removeprefix(TOPIC))
        if key.startswith(PUNDITS):
            return cls(pundits=tuple(key.removeprefix(PUNDITS).split(",")))
        return cls()

    @property
    def key(self) -> str:
        """The one spelling under which it is stored."""
        if self.topic:
            return TOPIC + self.topic
        return PUNDITS + ",".join(self.pundits) if self.pundits else EVERYTHING

    @property
    def public(self) -> bool:
        """Whether its reports are for everybody; whom somebody follows is their own affair."""
        return not self.pundits

    def label(self, names: Mapping[str, str]) -> str:
        """Return it in a few words, for a subject; empty for the whole record."""
        shown = [names.get(slug, slug) for slug in self.pundits[:NAMES_SHOWN]]
        more = len(self.pundits) - len(shown)
        return self.topic or " and ".join(shown) + (f" and {more} more" if more else "")

    def told(self, names: Mapping[str, str]) -> str:
        """Return it in words, for a sentence."""
        if self.topic:
            return f"the topic “{self.topic}”"
        listed = [names.get(slug, slug) for slug in self.pundits]
        return f"what {', '.join(listed)} said" if listed else "the whole record"
