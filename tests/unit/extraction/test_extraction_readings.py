"""Which probability, which way round, and which claim a sentence gives."""

from datetime import date

import pytest

from predictions.extraction import Draft, extract

SAID_ON = date(2025, 3, 3)


def only(text: str) -> Draft:
    drafts = extract(text, SAID_ON)
    assert len(drafts) == 1, [draft.quote for draft in drafts]
    return drafts[0]


@pytest.mark.parametrize(
    ("text", "claim", "likely"),
    [
        ("The dam will hold.", "The dam will hold.", True),
        ("The dam won't hold.", "The dam will hold.", False),
        ("The dam is likely to hold.", "The dam will hold.", True),
        ("The dam is not likely to hold.", "The dam will hold.", False),
        ("The dam is unlikely to hold.", "The dam will hold.", False),
        ("The dam is likely to fail.", "The dam will succeed.", False),
        ("The pact will fail to stop the raids.", "The pact will stop the raids.", False),
        ("The pact will have no effect.", "The pact will have some effect.", False),
        ("Nobody will notice.", "Somebody will notice.", False),
        ("No minister will resign.", "Any minister will resign.", False),
        ("It's hard to see the dam holding.", "The dam will hold.", False),
        ("I wouldn't be surprised if the dam held.", "The dam held.", True),
        ("There is no guarantee that the dam will hold.", "The dam will hold.", False),
        ("The odds are that the dam will hold.", "The dam will hold.", True),
        ("I doubt that the dam will hold.", "The dam will hold.", False),
        ("I don't think the dam will hold.", "The dam will hold.", False),
        (
            "The town stands a good chance of winning promotion.",
            "The town will win promotion.",
            True,
        ),
        ("Engineers expect the dam to hold.", "The dam will hold.", True),
        ("They'll see prices double.", "They will see prices double.", True),
        ("The dam, which is likely to burst, is old.", "The dam will burst.", True),
    ],
)
def test_probability_is_that_of_the_claim(text: str, claim: str, *, likely: bool) -> None:
    draft = only(text)
    assert draft.claim == claim
    assert (draft.probability > 0.5) is likely


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The dam will probably hold.", "will probably"),
        ("Perhaps the dam will hold.", "perhaps"),
        ("In all likelihood, the dam will hold.", "in all likelihood"),
        ("The dam will almost certainly hold.", "will almost certainly"),
        ("The dam could well hold.", "could well"),
        ("The dam is very likely to hold.", "very likely"),
        ("The dam may not hold.", "may not"),
        ("I think the dam will hold.", "i think will"),
    ],
)
def test_adverbs_speak_for_the_modal(text: str, phrase: str) -> None:
    assert only(text).phrase == phrase


def test_a_stated_number_is_taken_as_stated() -> None:
    draft = only("The model gives the town a 35 percent chance of winning the cup.")
    assert (draft.probability, draft.low, draft.high, draft.basis) == (0.35, 0.35, 0.35, "stated")
    assert draft.claim == "The town will win the cup."


def test_not_only_denies_nothing() -> None:
    assert only("The storm will not only flood the quay.").polarity == "affirmed"


def test_a_later_clause_takes_the_earlier_forecast_back() -> None:
    text = "Perhaps the rain will stop and the match will go on, but it doesn't look likely."
    draft = only(text)
    assert draft.quote == text.removesuffix(".")
    assert draft.probability < 0.5


def test_two_verbs_of_one_subject_are_two_forecasts() -> None:
    first, second = extract("Rovers will probably draw and may not score at all.", SAID_ON)
    assert second.quote == "may not score at all"
    assert second.claim == "Rovers will score at all."
    assert first.probability > second.probability


def test_two_clauses_are_two_forecasts() -> None:
    quotes = [d.quote for d in extract("Rents will rise, but wages won't follow.", SAID_ON)]
    assert quotes == ["Rents will rise", "wages won't follow"]


def test_a_short_answer_takes_its_proposition_from_the_sentence_before() -> None:
    draft = extract("Some say that the mayor will go. She won't.", SAID_ON)[-1]
    assert draft.quote == "the mayor will go. She won't"
    assert draft.probability < 0.5
