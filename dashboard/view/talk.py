"""PURE. Disputes and replies on pages, and the forms that make them."""

from dataclasses import dataclass

from predictions.disputes.views import ABOUT, DisputeView, Talk
from predictions.views import EventView, PredictionView


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """All disputes and replies, the newest first."""

    disputes: tuple[DisputeView, ...]
    talk: Talk
    waiting: int


@dataclass(frozen=True, slots=True)
class DisputeForm:
    """What can be disputed about an event, and what was typed so far."""

    event: EventView
    predictions: tuple[PredictionView, ...]
    may: bool
    about: str = ""
    prediction: str = ""
    text: str = ""
    problem: str = ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be disputed: word and words; no outcome before there is one."""
        return tuple(
            (word, words)
            for word, words in ABOUT.items()
            if word != "outcome" or self.event.outcome
        )


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The prediction that is replied to, and what was typed so far."""

    said: PredictionView
    may: bool
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The dispute that is to be answered, and what was typed so far."""

    dispute: DisputeView
    upheld: str = ""
    text: str = ""
    problem: str = ""


def disputes_page(talk: Talk) -> DisputesPage:
    """Build the list of everything that was disputed or replied."""
    newest = tuple(reversed(talk.disputes))
    return DisputesPage(
        disputes=newest,
        talk=Talk(newest, tuple(reversed(talk.replies))),
        waiting=sum(dispute.upheld is None for dispute in newest),
    )
