"""PURE. Disputes and replies as values, for pages, mails and programs."""

from dataclasses import dataclass
from datetime import datetime

from predictions.views import PunditRef

# What can be disputed, and how a page says it.
ABOUT: dict[str, str] = {
    "outcome": "the outcome",
    "probability": "how sure the quote is",
    "deadline": "the deadline",
    "attribution": "whose forecast it is",
    "quote": "the quote",
}
OF_A_PREDICTION = ("probability", "attribution", "quote")


@dataclass(frozen=True, slots=True)
class DisputeView:
    """What somebody disputes about an event or one prediction of it, and the answer.

    `speaks_for` is the pundit whose representative filed it, None for a reader. `upheld` is None
    until it is answered.
    """

    id: int
    event_id: int
    claim: str
    prediction_id: int | None
    pundit: PunditRef | None
    about: str
    text: str
    filed_at: datetime
    filed_by: str
    speaks_for: PunditRef | None
    upheld: bool | None
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What a pundit's representative says about a prediction on the pundit's record."""

    id: int
    event_id: int
    claim: str
    prediction_id: int
    pundit: PunditRef
    text: str
    given_at: datetime
    given_by: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What stands beside an entry: disputes and replies, each oldest first."""

    disputes: tuple[DisputeView, ...] = ()
    replies: tuple[ReplyView, ...] = ()


NO_TALK = Talk()
