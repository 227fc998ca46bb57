"""What editors hand in about sources."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from core.forms import LARGEST_ID, FilledLine, FilledNote, Form, Line, Url
from predictions.sources.sampling import Kind

Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]
Seed = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class Rule(Form):
    """What is taken of a source: everything, or a random sample with its share and seed."""

    rule: Kind = "everything"
    share: Share | None = None
    seed: Seed | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = self.share is not None, self.seed is not None
        if self.rule == "sample" and not all(given):
            raise ValueError(
                "a sample needs a share (above 0, at most 1) and a seed (a whole number)"
            )
        if self.rule == "everything" and any(given):
            raise ValueError("share and seed go with the rule 'sample'")
        return self


class NewSource(Rule):
    """A source with the rule by which its items are taken in."""

    name: FilledLine
    publication: Line = ""
    url: Url = ""


class RuleChange(Rule):
    """Another rule for what comes from now on, with the reason."""

    reason: FilledNote


class Closing(Form):
    """That nothing more is taken from a source, with the reason."""

    reason: FilledNote
