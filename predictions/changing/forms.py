"""What editors hand in to change what is on record; each with its reason."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from core.forms import Day, FilledLine, FilledNote, Form, Id, Probability, Zone


class Changed(Form):
    """Any change: why, and which version of the row the editor saw (none: whatever stands)."""

    reason: FilledNote
    version: Id | None = None


class PredictionEdit(Changed):
    """A correction of a prediction; what is not given stays.

    A probability alone is one number: its lowest and highest reading become the same.
    """

    probability: Probability | None = None
    low: Probability | None = None
    high: Probability | None = None
    pundit: FilledLine | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if all(v is None for v in (self.probability, self.low, self.high, self.pundit)):
            raise ValueError("nothing is given to correct: probability, low, high or pundit")
        return self


class Withdrawal(Changed):
    """That a prediction is taken out by us: a duplicate, a misquote."""


class Reinstatement(Changed):
    """That a withdrawn prediction stands again."""


class Link(Changed):
    """That a prediction restates an earlier one of the same pundit about the same event."""

    restates: Id


class Unlinking(Changed):
    """That a prediction is no restatement after all."""


class Move(Changed):
    """That a prediction is about another event."""

    event: Id


class Split(Changed):
    """That some predictions of an event are about another one, which is new.

    What is not given is as in the event that they leave.
    """

    predictions: Annotated[tuple[Id, ...], Field(min_length=1, max_length=1000, strict=False)]
    claim: FilledLine | None = None
    criteria: FilledNote | None = None
    deadline: Day | None = None
    zone: Zone | None = None
    condition: FilledLine | None = None
    topic: FilledLine | None = None


class Merge(Changed):
    """That an event is the same as another, which takes its predictions."""

    into: Id
