"""Views made by hand, each with what does not matter filled in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from predictions.lifecycle import Stage
from predictions.views import EventView, OutcomeView, PredictionView, PunditRef
from scoring.views import Call, ScoreView, Standing, Standings

Make = Callable[..., Any]
AN_INSTANT = datetime(2020, 11, 4, 9, tzinfo=UTC)


def standing(name: str = "Ada", **fields: Any) -> Standing:
    given: dict[str, Any] = {
        "n": 40,
        "mean_brier": 0.16,
        "brier_index": 60.0,
        "index_low": 55.0,
        "index_high": 65.0,
        "skill": 0.36,
        "rank": 1,
        "group": 1,
    }
    return Standing(pundit=PunditRef(name.lower(), name), **(given | fields))


def standings(ranked: tuple[Standing, ...] = (), few: tuple[Standing, ...] = ()) -> Standings:
    return Standings(ranked=ranked, too_few=few, minimum=20, level=0.95)


def outcome(ruling: str = "occurred", **fields: Any) -> OutcomeView:
    given: dict[str, Any] = {
        "revision": 1,
        "known_at": AN_INSTANT,
        "evidence_url": "",
        "note": "seen",
        "reason": "",
        "recorded_at": AN_INSTANT,
        "recorded_by": "editor",
    }
    return OutcomeView(ruling=ruling, **(given | fields))


def event(**fields: Any) -> EventView:
    given: dict[str, Any] = {
        "id": 7,
        "claim": "It snows",
        "criteria": "",
        "condition": "",
        "topic": "",
        "deadline": date(2020, 11, 3),
        "deadline_basis": "stated",
        "zone": "UTC",
        "closes_at": datetime(2020, 11, 4, tzinfo=UTC),
        "stage": Stage.OPEN,
        "outcomes": (),
    }
    return EventView(**(given | fields))


def prediction(probability: float = 0.7, **fields: Any) -> PredictionView:
    given: dict[str, Any] = {
        "id": 3,
        "pundit": PunditRef("ada", "Ada"),
        "event_id": 7,
        "claim": "It snows",
        "commentary_id": 5,
        "commentary_title": "Winter",
        "publication": "",
        "quote": "It will likely snow.",
        "span_start": 0,
        "span_end": 20,
        "low": probability,
        "high": probability,
        "basis": "stated",
        "phrase": "",
        "said_on": date(2020, 10, 1),
    }
    return PredictionView(probability=probability, **(given | fields))


def score(brier: float = 0.09, **fields: Any) -> ScoreView:
    given: dict[str, Any] = {
        "brier_low": brier,
        "brier_high": brier,
        "occurred": True,
        "counts": True,
        "in_standings": True,
        "scored_at": AN_INSTANT,
    }
    return ScoreView(brier=brier, **(given | fields))


def call(**fields: Any) -> Call:
    given: dict[str, Any] = {
        "prediction": prediction(),
        "event": event(),
        "score": None,
        "why_not_scored": "",
    }
    return Call(**(given | fields))


FACTORIES: dict[str, Make] = {
    "standing": standing,
    "standings": standings,
    "outcome": outcome,
    "event": event,
    "prediction": prediction,
    "score": score,
    "call": call,
}


class Views:
    """The factories by name."""

    def __getattr__(self, name: str) -> Make:
        return FACTORIES[name]


@pytest.fixture(scope="session")
def make() -> Views:
    return Views()
