"""PURE. The page of one candidate: is this a forecast, and how was it read?"""

from dataclasses import dataclass

from core.formats import day, percent
from predictions.extraction.draft import TraceStep
from predictions.views import CandidateView, PredictionView
from predictions.words import BASES

DECISIONS = {
    None: "It awaits review.",
    "accepted": "An editor has put it on record.",
    "rejected": "An editor has not recorded it.",
}


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Everything that stands on it; `facts` are a name and what is known, where anything is."""

    candidate: CandidateView
    status: str
    facts: tuple[tuple[str, str], ...]
    trace: tuple[TraceStep, ...]
    became: PredictionView | None = None

    @property
    def stands(self) -> str:
        """What became of it is told on the page of its event; this is how the link says so."""
        if self.became is None:
            return ""
        which = f"Prediction {self.became.id}, with what came of it"
        return f"{which}; since withdrawn" if self.became.withdrawn_at else which


def candidate_page(candidate: CandidateView, became: PredictionView | None = None) -> CandidatePage:
    """Build the page; `became` is the prediction that an editor made of it."""
    named = {
        "Proposition": candidate.claim,
        "Reading": _reading(candidate),
        "Words": _quoted(candidate.cue),
        "Deadline": _deadline(candidate),
        "Condition": candidate.condition or ("There is one." if candidate.conditional else ""),
        "Said by": candidate.speaker or candidate.pundit.name,
        "Rule": candidate.rule,
        "Why not recorded": candidate.reason,
    }
    facts = tuple((name, text) for name, text in named.items() if text)
    status = DECISIONS[candidate.decision]
    return CandidatePage(candidate, status, facts, candidate.trace, became)


def _reading(candidate: CandidateView) -> str:
    given = f"{percent(candidate.probability)}, {BASES[candidate.basis]}"
    if candidate.low == candidate.high:
        return given
    return f"{given}: between {percent(candidate.low)} and {percent(candidate.high)}"


def _deadline(candidate: CandidateView) -> str:
    if candidate.deadline is None:
        return "none in the text; an editor may set one"
    words = f", from {_quoted(candidate.deadline_text)}" if candidate.deadline_text else ""
    return day(candidate.deadline) + words


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""
