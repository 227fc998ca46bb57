"""What editors hand in about commentary, candidates, events and outcomes."""

from typing import Annotated

from pydantic import Field

from core.forms import (
    Day,
    FilledLine,
    FilledNote,
    Form,
    Id,
    Instant,
    Line,
    Note,
    Probability,
    Url,
    Zone,
)
from predictions.lifecycle import RejectionKind, Ruling


class NewCommentary(Form):
    """A text to be read for forecasts. Its cleaning and limits are those of `intake`."""

    text: str
    pundit: FilledLine
    said_on: Day
    publication: Line = ""
    title: Line = ""
    url: Url = ""
    source: FilledLine | None = None


class MarkedForecast(Form):
    """A forecast that the extraction missed: an exact quote and what it gives the claim."""

    quote: FilledNote
    probability: Probability
    claim: FilledLine | None = None


class Acceptance(Form):
    """An editor's decision that a candidate is a forecast, with what they set right in it.

    With `event`, the prediction joins that event, and what describes an event is not given.
    """

    claim: FilledLine | None = None
    probability: Probability | None = None
    deadline: Day | None = None
    zone: Zone | None = None
    criteria: FilledNote | None = None
    condition: FilledLine | None = None
    topic: FilledLine | None = None
    event: Id | None = None
    pundit: FilledLine | None = None
    version: Id | None = None


class Rejection(Form):
    """An editor's decision that a candidate is not to be recorded, with the reason.

    `kind` says whether it is no forecast at all, or one that nobody could check.
    """

    reason: FilledNote
    kind: RejectionKind = "other"
    version: Id | None = None


class Splitting(Form):
    """That a candidate is two forecasts: two quotes from within it, and their claims."""

    first: FilledNote
    second: FilledNote
    first_claim: FilledLine | None = None
    second_claim: FilledLine | None = None
    version: Id | None = None


class Merging(Form):
    """That another candidate of the same text is the same forecast."""

    other: Id
    version: Id | None = None


class Undoing(Form):
    """That one's last decision about a text is taken back: there is nothing else to say."""


class EventEdit(Form):
    """A correction of an event, with the reason; what is not given stays."""

    reason: FilledNote
    claim: FilledLine | None = None
    criteria: FilledNote | None = None
    deadline: Day | None = None
    zone: Zone | None = None
    topic: FilledLine | None = None
    version: Id | None = None


class NewOutcome(Form):
    """What happened, when that became known, and how we know.

    Of an event with a condition, `condition_occurred` says whether that came about: only then can
    anything but `annulled` be said of it. `version` is that of the event as the editor saw it.
    """

    ruling: Ruling
    known_at: Annotated[Day | Instant, Field(union_mode="left_to_right")]
    evidence: Url = ""
    note: Note = ""
    condition_occurred: bool | None = None
    version: Id | None = None


class Amendment(NewOutcome):
    """A new ruling in the place of an earlier one, with the reason."""

    reason: FilledNote
