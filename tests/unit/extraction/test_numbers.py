"""Probabilities that a text states in numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction.number_rules import RULES, NumberRule
from predictions.extraction.number_words import number
from predictions.extraction.numbers import stated_likelihoods

STATED = [
    ("There is a 60 percent chance of a strike.", 0.6),
    ("There is a 60% chance of a strike.", 0.6),
    ("She is 99.9 percent sure that it holds.", 0.999),
    ("He is ninety-nine percent certain of it.", 0.99),
    ("A 30 per cent risk of recession remains.", 0.3),
    ("There is a sixty percent or better chance of rain.", 0.6),
    ("The model gives a win probability of 12 percent.", 0.12),
    ("The bank puts the odds of a default at 30 percent.", 0.3),
    ("The chance that rates will rise this year is 62%.", 0.62),
    ("I would put it at 75 percent.", 0.75),
    ("He has a 1-in-5 chance of winning.", 0.2),
    ("He has a one in five chance of winning.", 0.2),
    ("It is a one-in-a-million shot.", 0.000001),
    ("A 1 in 1,000 chance is not nothing.", 0.001),
    ("The chances are one in five.", 0.2),
    ("The danger is about one in five.", 0.2),
    ("Nine times out of ten, he will lose.", 0.9),
    ("She wins nine out of ten times.", 0.9),
    ("Bookmakers offer 2-to-1 odds.", 1 / 3),
    ("He is quoted at odds of 3/1 against.", 0.25),
    ("It is 10-to-1 against.", 1 / 11),
    ("The horse is the 3-1 favourite.", 0.25),
    ("She is a 3-to-1 favorite.", 0.75),
    ("It is fifty-fifty.", 0.5),
    ("The odds are 50-50.", 0.5),
    ("It is a 60-40 proposition.", 0.6),
    ("There is a two-thirds chance of a deal.", 2 / 3),
    ("The model says a 0.7 probability.", 0.7),
    ("Shares in a second term trade at 62 cents.", 0.62),
    ("It has a 10-cent share price.", 0.1),
    ("It has a 0 percent chance.", 0.0),
    ("It has a 100 percent chance.", 1.0),
]
NOT_STATED = [
    "Growth of 60 percent is likely.",
    "Unemployment will reach 5 percent.",
    "A risk of 5 percent unemployment remains.",
    "The party won 60 percent of the vote.",
    "They won 3-1 on Saturday.",
    "They lost 2-1 against Leeds.",
    "One in five Americans will move.",
    "Nine out of ten doctors agree.",
    "The Senate is split 50-50.",
    "A 50-50 Senate will pass nothing.",
    "Smokers fall ill 50 percent more often.",
    "He is 110 percent sure.",
    "The chance fell from 90 to 80 percent chance.",
    "A 60-50 proposition makes no sense.",
    "It is a 0/0 odds market.",
    "12345678901234567890 percent chance",
    "",
]


@pytest.mark.parametrize(("text", "probability"), STATED)
def test_reads_exactly(text: str, probability: float) -> None:
    [(start, end, found)] = stated_likelihoods(text)
    assert found.probability == pytest.approx(probability, abs=1e-9)
    assert found.low == found.probability == found.high
    assert found.basis == "stated"
    assert " ".join(text[start:end].lower().split()) == found.phrase


@pytest.mark.parametrize("text", NOT_STATED)
def test_other_numbers_are_no_probabilities(text: str) -> None:
    assert stated_likelihoods(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There is an 80 to 90 percent chance of war.",
        "There is an 80-90% chance of war.",
        "A chance of between 80 and 90 percent.",
        "There is an 80% to 90% chance of war.",
    ],
)
def test_a_range_gives_its_ends_and_its_middle(text: str) -> None:
    [(_start, _end, found)] = stated_likelihoods(text)
    assert (found.low, found.probability, found.high) == (0.8, 0.85, 0.9)


def test_two_numbers_in_one_sentence_come_in_order() -> None:
    text = "There is a 20 percent chance of rain and a 1-in-4 chance of snow."
    assert [found.probability for _, _, found in stated_likelihoods(text)] == [0.2, 0.25]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_reads_its_example(rule: NumberRule) -> None:
    assert rule.pattern.search(rule.example)
    assert len(stated_likelihoods(rule.example)) == 1


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), ("2.5", 2.5), ("1,000", 1000), ("Ninety-nine", 99), ("ten", 10)]
)
def test_numbers_in_digits_and_words(text: str, value: float) -> None:
    assert number(text) == value


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="umpteen"):
        number("umpteen")


WORDS = (
    "1 5 60 100 9999 one five ten in to of out percent % chance odds - / a favorite against . "
    "times put it at between and is 50-50 0.7 probability million , \n"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)))
def test_total_and_within_the_text(text: str) -> None:
    for start, end, found in stated_likelihoods(text):
        assert 0 <= start < end <= len(text)
        assert 0 <= found.low <= found.probability <= found.high <= 1


def test_a_long_run_of_digits_says_nothing() -> None:
    assert stated_likelihoods("7" * 100_000 + " percent chance") == []
