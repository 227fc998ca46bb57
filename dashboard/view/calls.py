"""PURE. One call on a page: what was said, what happened, and what it scored or why not."""

from dataclasses import dataclass

from core.formats import percent, score
from dashboard.view.deadlines import deadline_words
from dashboard.view.listing import sentence
from dashboard.view.track import Track, probability_track
from predictions.views import PredictionView
from predictions.words import BASES
from scoring.views import Call, SaidAs, ScoreView

HAPPENED = {
    "occurred": "The event happened",
    "did_not_occur": "The event did not happen",
    "ambiguous": "What happened cannot be known",
    "annulled": "The premise or condition turned out false",
}
AWAITS_SCORING = "It waits for the next scoring run."
# What a statement is beside the others of its pundit about its event; nothing for the first.
SAID_AS: dict[SaidAs, str] = {
    "first": "",
    "update": "A later statement",
    "restatement": "Said again",
    "withdrawn": "Withdrawn by us",
}
NO_DAY = "It has no deadline, so it stays on record and is not scored"


@dataclass(frozen=True, slots=True)
class CallCard:
    """A call with its mark on the probability scale and its sentences."""

    call: Call
    track: Track
    reading: str
    verdict: str
    score: str
    remarks: tuple[str, ...]

    @property
    def said_as(self) -> str:
        """What it is beside the others of its pundit about its event; empty for the first."""
        return SAID_AS[self.call.said_as]

    @property
    def worked(self) -> str:
        """How its score is worked out: ``(0.7 − 1)² = 0.090``; empty without one."""
        if self.call.score is None:
            return ""
        given = f"{self.call.prediction.probability:g}"
        return f"({given} − {int(self.call.score.occurred)})² = {self.score}"


def call_card(call: Call) -> CallCard:
    """Return a call as a page shows it."""
    said = call.prediction
    return CallCard(
        call=call,
        track=probability_track(said.probability, said.low, said.high),
        reading=reading(said),
        verdict=verdict(call),
        score=score(call.score.brier) if call.score else "",
        remarks=_remarks(call),
    )


def reading(said: PredictionView) -> str:
    """Say where a probability came from, with the range of its words' other readings."""
    ranged = said.low < said.high
    between = f", between {percent(said.low)} and {percent(said.high)}" if ranged else ""
    if said.basis == "worded" and said.phrase:
        return f"Read from “{said.phrase}”{between}."
    return sentence(f"{BASES[said.basis]}{between}")


def verdict(call: Call) -> str:
    """Say what happened and what had been given to it; empty while nobody knows."""
    outcome = call.event.outcome
    if outcome is None:
        return ""
    happened = HAPPENED[outcome.ruling]
    if outcome.ruling not in {"occurred", "did_not_occur"}:
        return f"{happened}."
    given = percent(call.prediction.probability)
    return f"{happened}; {call.prediction.pundit.name} had given it {given}."


def _remarks(call: Call) -> tuple[str, ...]:
    withdrawn = call.prediction.withdrawn_reason
    if withdrawn:
        return (f"Not scored: {call.why_not_scored}. The reason: {sentence(withdrawn)}",)
    if call.score is not None:
        return tuple(remark for remark in _score_remarks(call.score) if remark)
    if call.event.outcome is None:
        ends = f"the deadline is {deadline_words(call.event)}"
        return (sentence(f"{call.why_not_scored}; {ends}" if call.event.deadline else NO_DAY),)
    return (f"Not scored: {call.why_not_scored}." if call.why_not_scored else AWAITS_SCORING,)


def _score_remarks(scored: ScoreView) -> tuple[str, str]:
    lowest, highest = sorted((scored.brier_low, scored.brier_high))
    lowest, highest = min(lowest, scored.brier), max(highest, scored.brier)
    other = (
        f"Between {score(lowest)} and {score(highest)} under the words’ other readings."
        if score(lowest) != score(highest)
        else ""
    )
    return other, _standing_remark(scored)


def _standing_remark(scored: ScoreView) -> str:
    if not scored.counts:
        return "Said later: the first statement counts, so this one is not in the standings."
    if not scored.in_standings:
        return "It enters the standings when the deadline has passed."
    return ""
