"""Intervals of an evaluation: what they pool is what the evaluation itself says."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction import Draft
from predictions.extraction.evaluation import Label, Labelled, evaluate, match
from predictions.extraction.evaluation_intervals import MEASURES, _columns, measure

DAYS = (None, date(2020, 1, 1), date(2021, 1, 1))


def draft(start: int, end: int, **fields: Any) -> Draft:
    given_fields: dict[str, Any] = {
        "start": start, "end": end, "quote": "x" * (end - start), "rule": "r", "cue": "c",
        "claim": "C.", "probability": 0.5, "low": 0.4, "high": 0.6, "basis": "worded",
        "phrase": "c", "lexicon_version": "1", "polarity": "affirmed", "deadline": None,
        "deadline_text": None, "deadline_basis": None, "conditional": False, "condition": None,
        "speaker": None, "trace": (),
    }  # fmt: skip
    return Draft(**(given_fields | fields))


def label(start: int, end: int, **fields: Any) -> Label:
    given_fields: dict[str, Any] = {
        "probabilities": (0.5,), "deadlines": (None,), "conditional": False, "by_author": True,
        "borderline": False,
    }  # fmt: skip
    return Label(start, end, **(given_fields | fields))


def documents(seed: int, n: int) -> list[Labelled]:
    """Documents with every kind of agreement and disagreement."""
    chance = random.Random(seed)  # noqa: S311 - invented documents, no secret

    def one(number: int) -> Labelled:
        labels, drafts = [], []
        for place in range(chance.randrange(6)):
            start = 100 * place
            if chance.random() < 0.8:
                labels.append(
                    label(
                        start, start + 50,
                        probabilities=(chance.random(), chance.random()),
                        deadlines=(chance.choice(DAYS), chance.choice(DAYS)),
                        conditional=chance.random() < 0.5,
                        by_author=chance.random() < 0.5,
                        borderline=chance.random() < 0.3,
                    )
                )  # fmt: skip
            if chance.random() < 0.8:
                speaker = chance.choice((None, "Ada"))
                drafts.append(
                    draft(
                        start + chance.randrange(40), start + 60,
                        probability=chance.random(), deadline=chance.choice(DAYS),
                        conditional=chance.random() < 0.5, speaker=speaker,
                    )
                )  # fmt: skip
        return Labelled(str(number), 100, tuple(labels), tuple(drafts))

    return [one(number) for number in range(n)]


@given(st.integers(0, 10**6), st.integers(1, 12))
def test_sums_over_documents_give_the_figures_of_the_whole(seed: int, n: int) -> None:
    some = documents(seed, n)
    columns = _columns([match(document) for document in some])
    whole = evaluate(some)
    for each in MEASURES:
        parts, wholes = columns[each.part].sum(), columns[each.whole].sum()
        assert each.figure(whole) == (pytest.approx(parts / wholes) if wholes else None)


@given(st.integers(0, 10**6))
def test_an_interval_holds_its_middle_and_stays_in_bounds(seed: int) -> None:
    for measured in measure(documents(seed, 8)):
        if measured.low is not None and measured.high is not None:
            assert measured.low <= measured.high
            assert measured.low >= 0
            assert measured.high <= 1 or measured.name.startswith("false_positives")


def test_the_same_documents_give_the_same_interval() -> None:
    assert measure(documents(7, 10)) == measure(documents(7, 10))


def test_documents_that_are_all_alike_leave_no_doubt() -> None:
    alike = Labelled("a", 10, (label(0, 10), label(20, 30)), (draft(0, 10), draft(40, 50)))
    found = {measured.name: measured for measured in measure([alike] * 6)}
    assert (found["precision"].low, found["precision"].high) == (0.5, 0.5)
    assert found["f1"].value == 0.5
    assert found["recall"].halves == (0.5, 0.5)


def test_more_documents_make_a_narrower_interval() -> None:
    def width(n: int) -> float:
        good = Labelled("a", 10, (label(0, 10),), (draft(0, 10),))
        bad = Labelled("b", 10, (label(0, 10),), (draft(20, 30),))
        found = next(m for m in measure([good, bad] * n) if m.name == "f1")
        assert found.low is not None
        assert found.high is not None
        return found.high - found.low

    assert width(50) < width(5)


def test_one_document_has_no_interval_and_no_second_half() -> None:
    found = measure(documents(3, 1))
    assert all(measured.low is None and measured.halves[1] is None for measured in found)


def test_false_alarms_count_where_nothing_is_labelled() -> None:
    silent = Labelled("s", 1_500, (), (draft(0, 10),))
    busy = Labelled("b", 100, (label(0, 10),), (draft(50, 60),))
    found = {measured.name: measured for measured in measure([silent, busy])}
    assert found["false_positives_per_3000_silent_words"].value == 2
