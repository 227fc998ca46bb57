"""The ledger in sentences."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.view.history import Entry, history_lines

NOW = datetime(2020, 11, 10, tzinfo=UTC)


def entry(action: str, facts: dict[str, Any], position: int = 1) -> Entry:
    return Entry(position, NOW, "editor", action, facts, "", "ab" * 32)


@pytest.mark.parametrize(
    ("action", "facts", "what"),
    [
        (
            "prediction recorded",
            {"pundit": "Ada", "probability": 0.7, "basis": "stated"},
            "Prediction of Ada put on record: 70%, the number stands in the text.",
        ),
        ("outcome recorded", {"ruling": "occurred"}, "Outcome entered: happened."),
        (
            "outcome amended",
            {"ruling": "did_not_occur", "before": "occurred"},
            "Outcome amended: before “happened”, now “did not happen”.",
        ),
        (
            "outcome amended",
            {"ruling": "occurred", "before": "occurred"},
            "Outcome amended: still “happened”, with other evidence or dates.",
        ),
        (
            "event edited",
            {"before": {"criteria": ""}, "after": {"criteria": "in print"}},
            "Event edited: criteria now “in print”, before “none”.",
        ),
        (
            "prediction edited",
            {"before": {"probability": 0.7}, "after": {"probability": 0.6}},
            "Prediction edited: probability now 60%, before 70%.",
        ),
        (
            "prediction moved",
            {"before": {"event": 1}, "after": {"event": 2}},
            "Prediction moved from event 1 to event 2.",
        ),
        (
            "prediction linked",
            {"restates": 3},
            "Prediction noted as saying again what prediction 3 says.",
        ),
        ("event merged", {"into": 5}, "Merged into event 5, which takes its predictions."),
        (
            "event split",
            {"into": 5, "predictions": [7]},
            "Event split: event 5 is new, with 1 prediction of this one.",
        ),
        ("scored", {"scores": {"1": 0.1, "2": 0.2}}, "2 scores entered."),
        (
            "scores replaced",
            {"scores": {"1": 0.1}, "before": {"1": 0.9, "2": 0.8}},
            "2 scores taken back, 1 score entered.",
        ),
        ("something new", {}, "Something new."),
    ],
)
def test_an_entry_reads_as_a_sentence(action: str, facts: dict[str, Any], what: str) -> None:
    (line,) = history_lines([entry(action, facts)])
    assert line.what == what
    assert line.hash == "abababababab"


def test_entries_stand_in_the_order_of_the_ledger() -> None:
    lines = history_lines([entry("b", {}, 2), entry("a", {}, 1)])
    assert [line.what for line in lines] == ["A.", "B."]
