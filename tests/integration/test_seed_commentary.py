"""The commentary that started the project: what two readers found in it, extraction finds."""

import json
from datetime import date
from pathlib import Path

import pytest

from predictions.extraction import extract
from predictions.extraction.evaluation import Label, Labelled, Matching, evaluate, match

GOLD = Path(__file__).parents[3] / "shared" / "extraction" / "gold-dev.jsonl"

pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason="the labelled commentary (../shared) is not beside the repository"
)


@pytest.fixture(scope="module")
def matching() -> Matching:
    with GOLD.open(encoding="utf-8") as lines:
        record = next(row for row in map(json.loads, lines) if row["id"] == "seed")
    said_on = date.fromisoformat(record["published"])
    labels = tuple(
        Label(
            start=row["start"],
            end=row["end"],
            probabilities=tuple(
                reading["probability"] for reading in (row, row.get("second")) if reading
            ),
            deadlines=(None,),
            conditional=row["conditional"],
            by_author=row["speaker_is_author"],
            borderline=row["borderline"],
        )
        for row in record["forecasts"]
    )
    drafts = tuple(extract(record["text"], said_on))
    return match(Labelled("seed", len(record["text"].split()), labels, drafts))


def test_finds_every_forecast_that_both_readers_marked(matching: Matching) -> None:
    assert len(matching.pairs) == 4
    assert matching.missed == ()


def test_proposes_nothing_that_neither_reader_marked(matching: Matching) -> None:
    assert [draft.quote for draft in matching.spurious] == []


def test_no_probability_is_on_the_wrong_side(matching: Matching) -> None:
    assert evaluate([matching.document]).wrong_side == 0


def test_every_quote_stands_in_the_text_where_it_says(matching: Matching) -> None:
    assert all(draft.end - draft.start == len(draft.quote) for draft in matching.document.drafts)
