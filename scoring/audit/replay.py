"""PURE. From the entries of a ledger to the state that they tell of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.days import end_of_day
from scoring.audit.state import (
    State,
    ToldCommentary,
    ToldEvent,
    ToldOutcome,
    ToldPrediction,
)

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the ledger; `about` is the id that its subject ends with, 0 if it has none."""

    position: int
    at: datetime
    action: str
    about: int
    facts: Facts


def replay(state: State, told: Told) -> None:
    """Change `state` as an entry tells; what does not bear on it changes nothing."""
    action = ACTIONS.get(told.action)
    if action is None:
        return
    if not action.needs <= told.facts.keys():
        state.thin.append(told.position)
        return
    try:
        action.apply(state, told)
    except KeyError:
        # It is about something that only an earlier, thin entry told of.
        state.thin.append(told.position)


def _commentary_added(state: State, told: Told) -> None:
    f = told.facts
    said_on = date.fromisoformat(f["said_on"])
    state.commentaries[f["sha256"]] = ToldCommentary(f["pundit"], said_on, f["publication"])


def _candidate_rejected(state: State, told: Told) -> None:
    state.decisions[told.about] = "rejected"


def _decided(state: State, told: Told) -> None:
    for candidate, decision in told.facts["decisions"].items():
        if decision is None:
            state.decisions.pop(int(candidate), None)
        else:
            state.decisions[int(candidate)] = decision


def _prediction_recorded(state: State, told: Told) -> None:
    f = told.facts
    if f["new_event"]:
        _add_event(state, f["new_event"])
    state.events[f["event"]]
    state.decisions[f["candidate"]] = "accepted"
    state.predictions[told.about] = ToldPrediction(
        pundit=f["pundit"],
        event=f["event"],
        said_on=date.fromisoformat(f["said_on"]),
        probability=f["probability"],
        low=f["low"],
        high=f["high"],
        basis=f["basis"],
        commentary=f["commentary"],
        quote=f["quote"],
        phrase=f["phrase"],
        lexicon_version=f["lexicon_version"],
        candidate=f["candidate"],
    )


def _prediction_edited(state: State, told: Told) -> None:
    prediction = state.predictions[told.about]
    for name, value in told.facts["after"].items():
        setattr(prediction, name, value)


def _prediction_withdrawn(state: State, told: Told) -> None:
    withdrawn = told.facts["withdrawn"]
    state.predictions[told.about].withdrawn_at = told.at if withdrawn else None


def _prediction_linked(state: State, told: Told) -> None:
    state.predictions[told.about].restates_id = told.facts["restates"]


def _prediction_moved(state: State, told: Told) -> None:
    state.predictions[told.about].event = told.facts["after"]["event"]


def _event_edited(state: State, told: Told) -> None:
    event = state.events[told.about]
    for name, value in told.facts["after"].items():
        setattr(event, name, _read(name, value))


def _event_split(state: State, told: Told) -> None:
    _add_event(state, told.facts["new_event"])
    for prediction in told.facts["predictions"]:
        state.predictions[prediction].event = told.facts["into"]


def _event_merged(state: State, told: Told) -> None:
    state.events[told.about].merged_into_id = told.facts["into"]
    for prediction in told.facts["predictions"]:
        state.predictions[prediction].event = told.facts["into"]


def _outcome(state: State, told: Told) -> None:
    f = told.facts
    outcome = ToldOutcome(
        revision=f["revision"],
        ruling=f["ruling"],
        known_at=datetime.fromisoformat(f["known_at"]),
        evidence=f["evidence"],
        note=f["note"],
        condition_occurred=f["condition_occurred"],
    )
    state.events[told.about].outcomes.append(outcome)


def _rows_imported(state: State, told: Told) -> None:
    for event_id, claim, deadline, zone, topic, condition in told.facts["events"]:
        last = date.fromisoformat(deadline) if deadline else None
        closes_at = end_of_day(last, zone) if last else None
        state.events[event_id] = ToldEvent(claim, last, zone, topic, condition, closes_at)
    for made, pundit, event_id, said_on, p, low, high, basis, sha256 in told.facts["predictions"]:
        day = date.fromisoformat(said_on)
        state.predictions[made] = ToldPrediction(pundit, event_id, day, p, low, high, basis, sha256)
        state.commentaries[sha256] = ToldCommentary(pundit, day)
    for event_id, revision, ruling, known_at in told.facts["outcomes"]:
        known = datetime.fromisoformat(known_at)
        state.events[event_id].outcomes.append(ToldOutcome(revision, ruling, known))


def _source_added(state: State, told: Told) -> None:
    state.rules[told.about] = [_rule(told.facts)]


def _source_rule_changed(state: State, told: Told) -> None:
    state.rules[told.about].append(_rule(told.facts["after"]))


def _item_seen(state: State, told: Told) -> None:
    state.items[told.about, told.facts["identity"]] = told.facts["fate"]


def _lexicon_adopted(state: State, told: Told) -> None:
    state.lexicon = told.facts["version"]


def _rule(facts: Facts) -> tuple[str, float | None, int | None]:
    return facts["rule"], facts["share"], facts["seed"]


def _add_event(state: State, f: Facts) -> None:
    told = {name: _read(name, f[name]) for name in ("deadline", "closes_at")}
    state.events[f["id"]] = ToldEvent(
        claim=f["claim"],
        zone=f["zone"],
        topic=f["topic"],
        condition=f["condition"],
        criteria=f["criteria"],
        **told,
    )


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "deadline":
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "closes_at" else value


@dataclass(frozen=True, slots=True)
class Action:
    """How an entry changes the state, and which facts it needs for that."""

    apply: Callable[[State, Told], None]
    needs: frozenset[str]


def _action(apply: Callable[[State, Told], None], needs: str) -> Action:
    return Action(apply, frozenset(needs.split()))


_OUTCOME = "revision ruling known_at evidence note condition_occurred"
ACTIONS = {
    "commentary added": _action(_commentary_added, "pundit said_on sha256 publication"),
    "candidate rejected": _action(_candidate_rejected, ""),
    "candidate accepted again": _action(_decided, "decisions"),
    "candidates merged": _action(_decided, "decisions"),
    "decision undone": _action(_decided, "decisions"),
    "prediction recorded": _action(
        _prediction_recorded,
        "pundit event new_event candidate quote commentary probability low high basis phrase"
        " lexicon_version said_on",
    ),
    "prediction edited": _action(_prediction_edited, "after"),
    "prediction withdrawn": _action(_prediction_withdrawn, "withdrawn"),
    "prediction reinstated": _action(_prediction_withdrawn, "withdrawn"),
    "prediction linked": _action(_prediction_linked, "restates"),
    "prediction unlinked": _action(_prediction_linked, "restates"),
    "prediction moved": _action(_prediction_moved, "after"),
    "event edited": _action(_event_edited, "after"),
    "event split": _action(_event_split, "into new_event predictions"),
    "event merged": _action(_event_merged, "into predictions"),
    "outcome recorded": _action(_outcome, _OUTCOME),
    "outcome amended": _action(_outcome, _OUTCOME),
    "rows imported": _action(_rows_imported, "format events predictions outcomes"),
    "source added": _action(_source_added, "rule share seed"),
    "source rule changed": _action(_source_rule_changed, "after"),
    "item seen": _action(_item_seen, "identity fate"),
    "lexicon adopted": _action(_lexicon_adopted, "version"),
}
