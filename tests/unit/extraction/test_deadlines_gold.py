"""Labelled commentary, where it is at hand: how often the labelled day is found."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from predictions.extraction.deadlines import find_deadlines

GOLD = Path(__file__).parents[4] / "shared" / "extraction" / "gold-dev.jsonl"
ROOM = 250  # characters around the quote in which its sentence ends


def agreed(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Labels whose day both annotators set, and whose words stand by the quote."""
    return [
        label
        for label in document["forecasts"]
        if label["deadline"]
        and label["deadline"] == (label.get("second") or {}).get("deadline")
        and (label["deadline_text"] or "\0").lower() in around(document, label).lower()
    ]


def around(document: dict[str, Any], label: dict[str, Any]) -> str:
    text: str = document["text"][max(0, label["start"] - ROOM) : label["end"] + ROOM]
    return text


def finds(document: dict[str, Any], label: dict[str, Any]) -> bool:
    found = find_deadlines(around(document, label), date.fromisoformat(document["published"]))
    return label["deadline"] in {deadline.day.isoformat() for deadline in found}


@pytest.mark.skipif(not GOLD.exists(), reason=f"labelled commentary is not at hand: {GOLD.name}")
def test_labelled_deadlines_are_found() -> None:
    documents = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    hits = [
        finds(document, label)
        for document in documents
        if document["published"]
        for label in agreed(document)
    ]
    assert sum(hits) / len(hits) >= 0.75
