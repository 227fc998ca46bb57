"""PURE. What is noted of a reading beside its drafts: who read, what failed, what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """What was asked of a language model.

    ``cost`` is in the currency of the prices set; None where no prices are set.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: "Usage") -> "Usage":
        """Both together."""
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            requests=self.requests + other.requests,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True)
class Notes:
    """How one text was read.

    ``fell_back`` says why the embedded engine read the text, or a part of it, in the place of the
    backend asked for; None where it did not. ``rejected`` counts proposals per reason.
    ``warnings`` are sentences for people; ``usage`` is None where no language model was asked.
    """

    backend: str
    model: str | None = None
    prompt_version: str | None = None
    fell_back: str | None = None
    rejected: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    usage: Usage | None = None


def counted(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each reason was given, in the order of the alphabet."""
    given = list(reasons)
    return tuple((reason, given.count(reason)) for reason in sorted(set(given)))
