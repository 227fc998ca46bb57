"""The metric, on small cases worked by hand."""

from dataclasses import replace
from datetime import date

import pytest

from predictions.extraction.draft import Draft
from predictions.extraction.evaluation import Label, Labelled, evaluate, match

DRAFT = Draft(
    start=0,
    end=10,
    quote="x" * 10,
    rule="modal.will",
    cue="will",
    claim="It happens.",
    probability=0.9,
    low=0.75,
    high=0.98,
    basis="worded",
    phrase="will",
    lexicon_version="1",
    polarity="affirmed",
    deadline=None,
    deadline_text=None,
    deadline_basis=None,
    conditional=False,
    condition=None,
    speaker=None,
    trace=(),
)
LABEL = Label(
    start=0,
    end=10,
    probabilities=(0.9, 0.8),
    deadlines=(None, None),
    conditional=False,
    by_author=True,
    borderline=False,
)


def at(start: int, end: int) -> Draft:
    return replace(DRAFT, start=start, end=end)


def labelled(*labels: Label, drafts: tuple[Draft, ...] = (), words: int = 100) -> Labelled:
    return Labelled("a", words, labels, drafts)


def test_half_of_the_label_is_enough_and_less_is_not() -> None:
    assert len(match(labelled(LABEL, drafts=(at(5, 20),))).pairs) == 1
    assert match(labelled(LABEL, drafts=(at(6, 20),))).pairs == ()


def test_pairs_are_one_to_one_and_the_largest_overlap_goes_first() -> None:
    near, exact = at(0, 8), at(0, 10)
    matching = match(labelled(LABEL, drafts=(near, exact)))
    assert [draft for _, draft in matching.pairs] == [exact]
    assert matching.spurious == (near,)


def test_borderline_labels_are_neutral() -> None:
    soft = replace(LABEL, start=20, end=30, borderline=True)
    matching = match(labelled(soft, drafts=(at(29, 40),)))
    assert (matching.pairs, matching.missed, matching.spurious) == ((), (), ())


def test_precision_recall_and_f1() -> None:
    other = replace(LABEL, start=50, end=60)
    result = evaluate([labelled(LABEL, other, drafts=(at(0, 10), at(70, 80), at(90, 95)))])
    assert result.precision == pytest.approx(1 / 3)
    assert result.recall == 0.5
    assert result.f1 == pytest.approx(0.4)


def test_the_nearer_annotator_counts() -> None:
    draft = replace(DRAFT, probability=0.7)
    assert evaluate([labelled(LABEL, drafts=(draft,))]).probability_error == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("readings", "proposed", "wrong"),
    [
        ((0.9, 0.8), 0.2, 1),
        ((0.9, 0.8), 0.5, 0),
        ((0.9, 0.2), 0.2, 0),
        ((0.55, 0.9), 0.2, 0),
        ((0.1,), 0.6, 1),
    ],
)
def test_wrong_side_needs_both_readings_clear_of_one_half(
    readings: tuple[float, ...], proposed: float, wrong: int
) -> None:
    label = replace(LABEL, probabilities=readings)
    draft = replace(DRAFT, probability=proposed)
    assert evaluate([labelled(label, drafts=(draft,))]).wrong_side == wrong


def test_intersection_over_union() -> None:
    assert evaluate([labelled(LABEL, drafts=(at(5, 15),))]).span_overlap == pytest.approx(1 / 3)


def test_deadlines_count_where_the_annotators_agree() -> None:
    day, other = date(2030, 1, 1), date(2031, 1, 1)
    agreed = replace(LABEL, deadlines=(day, day))
    split = replace(LABEL, start=20, end=30, deadlines=(day, other))
    right, wrong = replace(DRAFT, deadline=day), replace(at(20, 30), deadline=day)
    assert evaluate([labelled(agreed, split, drafts=(right, wrong))]).deadline == 1
    assert evaluate([labelled(split, drafts=(wrong,))]).deadline is None


def test_conditional_and_speaker_shares() -> None:
    label = replace(LABEL, conditional=True, by_author=False)
    quoted = replace(DRAFT, speaker="Ada Marsh")
    result = evaluate([labelled(label, drafts=(quoted,))])
    assert (result.conditional, result.speaker) == (0, 1)


def test_false_positives_are_counted_apart_in_silent_documents() -> None:
    silent = labelled(drafts=(at(0, 5), at(8, 9)), words=300)
    result = evaluate([silent, labelled(LABEL, drafts=(at(0, 10), at(40, 50)))])
    assert (result.false_positives, result.silent_words) == (2, 300)


def test_nothing_to_measure_is_none() -> None:
    result = evaluate([])
    assert (result.precision, result.recall, result.f1, result.speaker) == (None,) * 4
