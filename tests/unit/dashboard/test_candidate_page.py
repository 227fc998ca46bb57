"""The page of a candidate says what was read, and by which rules."""

from datetime import date

from dashboard.view.candidate import candidate_page
from predictions.extraction import extract
from predictions.extraction.draft import TraceStep
from predictions.views import CandidateView, PunditRef

TEXT = "The strike will probably end by 30 June 2020."


def candidate(**changed: object) -> CandidateView:
    fields: dict[str, object] = {
        "id": 4,
        "commentary_id": 2,
        "pundit": PunditRef("ada", "Ada"),
        "quote": "The strike will probably end by 30 June 2020",
        "span_start": 0,
        "span_end": 44,
        "claim": "The strike ends",
        "probability": 0.72,
        "low": 0.55,
        "high": 0.85,
        "basis": "worded",
        "phrase": "will probably",
        "rule": "modal.will",
        "cue": "will probably",
        "polarity": "affirmed",
        "deadline": date(2020, 6, 30),
        "deadline_text": "by 30 June 2020",
        "conditional": False,
        "condition": "",
        "speaker": "",
        "said_on": date(2020, 6, 1),
        "decision": None,
        "reason": "",
        "trace": (TraceStep("cue", "will probably"),),
    }
    return CandidateView(**(fields | changed))  # type: ignore[arg-type]


def test_what_was_read_stands_in_words() -> None:
    page = candidate_page(candidate())
    facts = dict(page.facts)
    assert page.status == "It awaits review."
    assert facts["Reading"] == "72%, read from the words, by the lexicon: between 55% and 85%"
    assert facts["Deadline"] == "30 June 2020, from “by 30 June 2020”"
    assert facts["Said by"] == "Ada"
    assert "Condition" not in facts
    assert page.trace == (TraceStep("cue", "will probably"),)


def test_a_candidate_without_a_deadline_or_a_range() -> None:
    facts = dict(candidate_page(candidate(deadline=None, low=0.72, high=0.72)).facts)
    assert facts["Reading"] == "72%, read from the words, by the lexicon"
    assert facts["Deadline"] == "none in the text; an editor may set one"


def test_a_decision_and_a_condition_are_told() -> None:
    page = candidate_page(
        candidate(decision="rejected", reason="a wish", condition="if talks fail", speaker="Bo")
    )
    assert page.status == "An editor has not recorded it."
    facts = dict(page.facts)
    assert facts["Why not recorded"] == "a wish"
    assert facts["Condition"] == "if talks fail"
    assert facts["Said by"] == "Bo"


def test_every_draft_says_how_it_came_about() -> None:
    (draft,) = extract(TEXT, date(2020, 6, 1))
    assert draft.trace
    assert draft.deadline == date(2020, 6, 30)
