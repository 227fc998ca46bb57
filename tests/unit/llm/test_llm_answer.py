"""Whatever of an answer can be read is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.llm.answer import MOST_PROPOSALS, UnreadableAnswerError, read_answer

ENTRY = {"quote": "It will rain", "phrase": "will", "probability": 0.9}
WHOLE = json.dumps({"forecasts": [ENTRY, ENTRY | {"quote": "It will snow"}]})


@pytest.mark.parametrize(
    "content",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here you are:\n\n```\n{WHOLE}\n```\nAnything else?",
        json.dumps([ENTRY, ENTRY]),
        "```json\n" + json.dumps([ENTRY, ENTRY]) + "\n```",
        json.dumps({"notes": "none", "forecasts": [ENTRY, ENTRY]}, indent=2),
    ],
)
def test_reads_bare_fenced_and_wrapped_answers(content: str) -> None:
    answer = read_answer(content)
    assert [p.quote[:7] for p in answer.proposals] == ["It will", "It will"]
    assert not answer.truncated


@given(st.integers(len('{"forecasts": ['), len(WHOLE) - 2))
def test_a_broken_off_answer_gives_its_whole_entries(length: int) -> None:
    answer = read_answer(WHOLE[:length])
    assert answer.truncated == (length < WHOLE.rindex("]") + 1)
    assert len(answer.proposals) == WHOLE[:length].count("}")


def test_an_empty_list_is_an_answer() -> None:
    assert read_answer('{"forecasts": []}').proposals == ()


@pytest.mark.parametrize("content", ["", "I cannot help with that.", '{"answer": 42}'])
def test_refuses_what_holds_no_list(content: str) -> None:
    with pytest.raises(UnreadableAnswerError, match="no list of forecasts"):
        read_answer(content)


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"quote": "", "probability": 0.5},
        {"quote": "x", "probability": 1.5},
        {"quote": "x", "probability": float("nan")},
        {"quote": "x", "probability": float("inf")},
        {"quote": "x", "probability": None},
        {"quote": ["x"], "probability": 0.5},
        {"quote": "x" * 10_000, "probability": 0.5},
        {"quote": "x\ud800", "probability": 0.5},
        "x",
        None,
        12,
    ],
)
def test_an_entry_that_cannot_be_used_is_counted_and_costs_no_other(entry: object) -> None:
    answer = read_answer(json.dumps({"forecasts": [entry, ENTRY]}))
    assert len(answer.proposals) == 1
    assert answer.malformed == 1


@pytest.mark.parametrize("bomb", ["[" * 200_000, '{"forecasts": [' + "1" * 10_000])
def test_nesting_and_endless_numbers_are_an_answer_that_broke_off(bomb: str) -> None:
    assert read_answer(bomb).truncated


def test_takes_a_bounded_number_of_entries() -> None:
    answer = read_answer(json.dumps([ENTRY] * (MOST_PROPOSALS + 1)))
    assert len(answer.proposals) == MOST_PROPOSALS
    assert answer.truncated


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(content: str) -> None:
    try:
        read_answer('{"forecasts": [' + content)
    except UnreadableAnswerError:
        pytest.fail("a list begins here")
