"""What readers ask for: which predictions standings rest on, and which two pundits to compare."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from core.forms import LARGEST_ID, Day, FilledLine, Form

Reading = Literal["low", "middle", "high"]
READINGS: tuple[Reading, ...] = ("low", "middle", "high")

Horizon = Literal["week", "month", "quarter", "year", "longer"]
# Days from the day it was said to the deadline, both ends included.
HORIZONS: dict[Horizon, tuple[int, int]] = {
    "week": (0, 7),
    "month": (8, 31),
    "quarter": (32, 92),
    "year": (93, 366),
    "longer": (367, LARGEST_ID),
}


def _word(slug: str) -> str:
    if not all(c == "-" or ("a" <= c <= "z") or ("0" <= c <= "9") for c in slug):
        raise ValueError("a pundit's word has small letters, digits and hyphens, as ada-lund")
    return slug


Slug = Annotated[FilledLine, AfterValidator(_word)]


class Selection(Form):
    """Which predictions standings rest on, and how their words are read; not given means all.

    `from` and `to` are the first and the last deadline: what was said may still be open, but a
    period of deadlines that has passed is complete. `topic` and `publication` are exact.
    """

    topic: FilledLine | None = None
    publication: FilledLine | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    horizon: Horizon | None = None
    reading: Reading = "middle"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"from {self.first} lies after to {self.last}; swap them")
        return self

    @property
    def in_tallies(self) -> bool:
        """Whether tallies are enough to tell; otherwise it takes the scores one by one."""
        given: tuple[str | date | None, ...]
        given = (self.publication, self.first, self.last, self.horizon)
        return all(value is None for value in given)


EVERYTHING = Selection()


class TwoPundits(Form):
    """Whom to compare, each by the word of their address."""

    a: Slug
    b: Slug


class Grouping(Form):
    """Whose forecasts are counted together."""

    by: Literal["pundit", "source"] = "pundit"
