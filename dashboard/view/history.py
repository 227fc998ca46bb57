"""PURE. What the ledger's entries say, as sentences."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.formats import count, percent
from dashboard.view.listing import listed, sentence
from predictions.disputes.views import ABOUT
from predictions.words import BASES, RULINGS

SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger entry as it was read, with its facts."""

    position: int
    recorded_at: datetime
    actor: str
    action: str
    facts: dict[str, Any]
    reason: str
    hash: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of an event's history."""

    at: datetime
    actor: str
    what: str
    reason: str
    hash: str


def history_lines(entries: list[Entry]) -> tuple[HistoryLine, ...]:
    """Return entries as lines, oldest first."""
    return tuple(
        HistoryLine(e.recorded_at, e.actor, _what(e), e.reason, e.hash[:SHORT_HASH])
        for e in sorted(entries, key=lambda entry: entry.position)
    )


def _what(entry: Entry) -> str:
    said = _WORDS.get(entry.action)
    return sentence(said(entry.facts) if said else entry.action)


def _prediction_recorded(facts: dict[str, Any]) -> str:
    basis = BASES.get(facts.get("basis", ""), "")
    given = percent(facts["probability"])
    return f"prediction of {facts['pundit']} put on record: {given}, {basis}"


def _outcome_recorded(facts: dict[str, Any]) -> str:
    return f"outcome entered: {RULINGS[facts['ruling']]}"


def _outcome_amended(facts: dict[str, Any]) -> str:
    before, after = RULINGS[facts["before"]], RULINGS[facts["ruling"]]
    if before == after:
        return f"outcome amended: still “{after}”, with other evidence or dates"
    return f"outcome amended: before “{before}”, now “{after}”"


def _event_edited(facts: dict[str, Any]) -> str:
    after = facts.get("after", {})
    changes = [
        f"{field} now “{value}”, before “{facts['before'].get(field) or 'none'}”"
        for field, value in after.items()
    ]
    return f"event edited: {listed(changes)}"


def _event_merged(facts: dict[str, Any]) -> str:
    return f"merged into event {facts['into']}, which takes its predictions"


def _event_split(facts: dict[str, Any]) -> str:
    moved = count(len(facts["predictions"]), "prediction")
    return f"event split: event {facts['into']} is new, with {moved} of this one"


def _prediction_edited(facts: dict[str, Any]) -> str:
    changes = [
        f"{name} now {_shown(value)}, before {_shown(facts['before'].get(name) or 'none')}"
        for name, value in facts["after"].items()
    ]
    return f"prediction edited: {listed(changes)}"


def _shown(value: Any) -> str:
    return percent(value) if isinstance(value, int | float) else f"“{value}”"


def _prediction_linked(facts: dict[str, Any]) -> str:
    return f"prediction noted as saying again what prediction {facts['restates']} says"


def _prediction_moved(facts: dict[str, Any]) -> str:
    before, after = facts["before"]["event"], facts["after"]["event"]
    return f"prediction moved from event {before} to event {after}"


def _scored(facts: dict[str, Any]) -> str:
    return f"{count(len(facts.get('scores', {})), 'score')} entered"


def _rescored(facts: dict[str, Any]) -> str:
    before, after = len(facts.get("before", {})), len(facts.get("scores", {}))
    return f"{count(before, 'score')} taken back, {count(after, 'score')} entered"


def _ruling_given(facts: dict[str, Any]) -> str:
    bound = facts["commitment"][:SHORT_HASH]
    return f"ruling {facts['place']} of two raters given, unseen; its hash {bound}"


def _rulings_shown(facts: dict[str, Any]) -> str:
    if not facts["rulings"]:
        return "the wish for two raters taken back before anybody ruled"
    said = [
        f"{ruling['rater']} says “{RULINGS[json.loads(ruling['given'])['ruling']]}”"
        for ruling in facts["rulings"]
    ]
    return f"rulings shown ({facts['result']}): {listed(said)}"


def _dispute_filed(facts: dict[str, Any]) -> str:
    return f"dispute {facts['dispute']} filed, about {ABOUT[facts['about']]}"


def _dispute_answered(facts: dict[str, Any]) -> str:
    return f"dispute {facts['dispute']} {'upheld' if facts['upheld'] else 'not upheld'}"


def _reply_given(facts: dict[str, Any]) -> str:
    return f"reply of {facts['pundit']} put beside it"


_WORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "prediction recorded": _prediction_recorded,
    "outcome recorded": _outcome_recorded,
    "outcome amended": _outcome_amended,
    "event edited": _event_edited,
    "event merged": _event_merged,
    "event split": _event_split,
    "prediction edited": _prediction_edited,
    "prediction linked": _prediction_linked,
    "prediction moved": _prediction_moved,
    "prediction unlinked": lambda _: "prediction noted as a statement of its own after all",
    "dispute filed": _dispute_filed,
    "dispute answered": _dispute_answered,
    "reply given": _reply_given,
    "ruling given unseen": _ruling_given,
    "rulings shown": _rulings_shown,
    "scored": _scored,
    "scores replaced": _rescored,
}
