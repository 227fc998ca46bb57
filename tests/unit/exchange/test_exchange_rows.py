"""Rows: taken as they are, or refused with the field and the reason."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.exchange.entries import entry_of
from scoring.exchange.rows import ForecastRow, read_row

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
GOOD = {
    "pundit": "Ada Lund",
    "claim": "The strike ends",
    "said_on": "2023-01-05",
    "probability": "0.70",
    "deadline": "2023-06-30",
    "outcome": "occurred",
    "known_at": "2023-06-02",
}


def read(**changes: str) -> ForecastRow:
    row = read_row(2, GOOD | changes, NOW)
    assert isinstance(row, ForecastRow), row
    return row


def test_a_row_that_is_in_order() -> None:
    row = read(url="https://example.org/a", topic=" labour ")
    assert (row.probability, row.said_on, row.topic) == (0.7, date(2023, 1, 5), "labour")
    assert row.zone == "UTC"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("probability", "-0.01", "greater than or equal to 0"),
        ("probability", "1.0000001", "less than or equal to 1"),
        ("probability", "NaN", "finite"),
        ("probability", "inf", "finite"),
        ("probability", "70%", "number"),
        ("probability", "0,7", "number"),
        ("probability", "", "empty"),
        ("probability", "true", "number"),
        ("said_on", "2023-02-30", "date"),
        ("said_on", "05/01/2023", "YYYY-MM-DD"),
        ("said_on", "2024-03-04", "not come yet"),
        ("said_on", "0001-01-01", "1500"),
        ("deadline", "2023-01-04", "before the day"),
        ("outcome", "yes", "occurred"),
        ("known_at", "", "became known"),
        ("known_at", "2024-03-02", "not come yet"),
        ("pundit", "", "empty"),
        ("pundit", "   ", "at least 1"),
        ("pundit", "A\x00", "control characters"),
        ("claim", "two\nlines", "control characters"),
        ("claim", "x" * 501, "at most 500"),
        ("claim", "caf\udce9", "UTF-8"),
        ("url", "javascript:alert(1)", "https://"),
        ("url", "https://a b", "https://"),
        ("quote", "a\x00b", "NUL"),
        ("zone", "Mars/Olympus", "IANA"),
    ],
)
def test_a_row_that_is_refused(field: str, value: str, words: str) -> None:
    refused = read_row(7, GOOD | {field: value}, NOW)
    assert isinstance(refused, list)
    (refusal,) = refused
    assert (refusal.row, refusal.column, refusal.value) == (7, field, value)
    assert words in refusal.reason
    assert "row 7" in str(refusal)


def test_no_cannot_be_said_before_the_deadline_has_passed() -> None:
    refused = read_row(2, GOOD | {"outcome": "did_not_occur", "deadline": "2024-03-01"}, NOW)
    assert isinstance(refused, list)
    assert "deadline" in refused[0].reason


def test_every_problem_of_a_row_is_named() -> None:
    refused = read_row(2, GOOD | {"probability": "2", "said_on": "never"}, NOW)
    assert isinstance(refused, list)
    assert {refusal.column for refusal in refused} == {"probability", "said_on"}


@given(st.floats(0, 1))
def test_a_probability_is_kept_to_the_last_bit(p: float) -> None:
    assert read(probability=repr(p)).probability == p


@pytest.mark.parametrize("quote", ["", "I give it 70%.", "Over two\r\nlines"])
def test_the_quote_stands_at_the_beginning_of_the_text(quote: str) -> None:
    entry = entry_of(2, read(quote=quote, url="https://example.org/a"))
    _, text, _, quoted, *_ = entry.stored
    assert text[:quoted] == quote.replace("\r\n", "\n") or not quote
    says = "Probability 0.7 that “The strike ends”, by 2023-06-30.\nAda Lund, 2023-01-05\n"
    assert says in text
    assert text.endswith("\nhttps://example.org/a")


def test_a_row_is_known_again_by_what_was_said_not_by_its_outcome() -> None:
    first = entry_of(2, read())
    assert entry_of(9, read(outcome="", known_at="", probability=".7")).sha256 == first.sha256
    for change in ({"probability": "0.71"}, {"said_on": "2023-01-06"}, {"pundit": "Ben Okoro"}):
        assert entry_of(2, read(**change)).sha256 != first.sha256
