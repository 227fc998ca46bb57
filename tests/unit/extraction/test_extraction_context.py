"""Conditions, speakers, deadlines and spans: what stands around the cue."""

from datetime import date

import pytest

from predictions.extraction import Draft, extract

SAID_ON = date(2025, 3, 3)


def first(text: str, author: str | None = None) -> Draft:
    drafts = extract(text, SAID_ON, author)
    assert drafts
    return drafts[0]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If the rain holds off, the match will go ahead.", "If the rain holds off"),
        ("The match will go ahead if the rain holds off.", "if the rain holds off"),
        ("Unless it rains, the match will go ahead.", "Unless it rains"),
        ("Whatever the umpires say, the match will go ahead.", "Whatever the umpires say"),
        ("Doing so will anger the fans.", "Doing so"),
        ("A long drought could empty the lake.", "A long drought"),
        ("The longer it lasts, the worse it will get.", "The longer it lasts"),
        ("If the rain holds off the umpires will start.", "If the rain holds off"),
        ("A crackdown might clear the square.", "A crackdown"),
        ("Suppose the rain holds off. The match will go ahead.", "Suppose the rain holds off"),
        ("And if it rains? The match will go ahead.", "And if it rains"),
        ("The match will go ahead.", None),
        ("Officials say the match will go ahead as if nothing happened.", None),
    ],
)
def test_conditions(text: str, condition: str | None) -> None:
    draft = first(text)
    assert draft.condition == condition
    assert draft.conditional is (condition is not None)


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("A default would ruin the savings banks.", True),
        ("A default could come in May, and it would ruin the savings banks.", True),
        ("The agency warned that rents would fall.", False),
    ],
)
def test_a_live_would_hangs_on_something(text: str, conditional: bool) -> None:
    assert extract(text, SAID_ON)[-1].conditional is conditional


def test_a_condition_reaches_into_the_next_sentence() -> None:
    drafts = extract("If the bank cuts, shares will rise. That will please the mayor.", SAID_ON)
    assert [draft.conditional for draft in drafts] == [True, True]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Rents will fall next year," said Ada Marsh.', "Ada Marsh"),
        ('Ada Marsh said: "Rents will fall next year."', "Ada Marsh"),
        ("Analysts expect rents to fall.", "Analysts"),
        ("Ada Marsh believes that rents will fall.", "Ada Marsh"),
        ("Rents, analysts say, will fall.", "analysts"),
        ("Rents will fall, according to the city bank.", "the city bank"),
        ("Rents will fall, the agency reported on Monday.", "the agency"),
        ("Ada Marsh doubts that rents will fall.", "Ada Marsh"),
        ("The model gives rents a 60 percent chance of falling.", "The model"),
        ("It was the year of a bank whose report says that rents will fall.", "report"),
        ("History suggests that rents will fall.", None),
        ("She met Marsh, chief of the bank, who also says rents will fall.", "chief of the bank"),
        ("Marsh says bonds are dear because rents will fall.", "Marsh"),
        ("I believe that rents will fall.", None),
        ("Rents are expected to fall.", None),
        ('The so-called "freeze" will lower rents.', None),
    ],
)
def test_speakers(text: str, speaker: str | None) -> None:
    assert first(text).speaker == speaker


def test_a_second_clause_keeps_the_speaker() -> None:
    drafts = extract("Analysts say rents will fall and wages will rise.", SAID_ON)
    assert [draft.speaker for draft in drafts] == ["Analysts", "Analysts"]


def test_the_author_quoted_is_the_author() -> None:
    assert first('"Rents will fall," said Ada Marsh.', author="Ada Marsh").speaker is None


def test_a_deadline_in_the_clause() -> None:
    draft = first("Rents will fall by 2030.")
    assert (draft.deadline, draft.deadline_basis) == (date(2030, 12, 31), "stated")


def test_each_clause_has_its_own_deadline() -> None:
    drafts = extract("Rents will fall by 2030, but wages will rise by 2028.", SAID_ON)
    assert [draft.deadline for draft in drafts] == [date(2030, 12, 31), date(2028, 12, 31)]


def test_by_then_points_back() -> None:
    text = "The lease runs until the end of 2030. By then, rents will be twice as high."
    draft = extract(text, SAID_ON)[-1]
    assert (draft.deadline, draft.deadline_basis) == (date(2030, 12, 31), "inferred")


def test_a_party_nominates_at_its_convention() -> None:
    text = "The Democratic field is shrinking. Ms Ruiz will win the nomination."
    draft = extract(text, date(2020, 3, 4))[-1]
    assert (draft.deadline, draft.deadline_basis) == (date(2020, 7, 16), "inferred")
    assert draft.deadline_text == "nomination"


def test_other_nominations_wait_for_no_convention() -> None:
    text = "Republican senators are uneasy. Ms Ruiz will withdraw her nomination."
    assert extract(text, date(2020, 3, 4))[-1].deadline is None


def test_what_points_back_to_an_event_has_its_day() -> None:
    text = "The board may close the quay on 22 May. That is not likely to happen."
    assert extract(text, SAID_ON)[-1].deadline == date(2025, 5, 22)


def test_a_contest_is_on_the_day_that_the_text_gives_it() -> None:
    text = "The primary is on Thursday. Ms Ruiz will win it easily."
    assert extract(text, SAID_ON)[-1].deadline == date(2025, 3, 6)


def test_what_comes_after_a_vote_has_not_its_day() -> None:
    text = "The primary is on Thursday. She will lose her seat after the election."
    assert extract(text, SAID_ON)[-1].deadline is None


def test_days_that_have_passed_are_no_deadlines() -> None:
    assert first("After the flood in 2020, rents will never recover.").deadline is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In fact, rents will fall.", "rents will fall"),
        ("By 2030, rents will fall.", "By 2030, rents will fall"),
        ("I think rents will fall.", "I think rents will fall"),
        ("It looks as if rents will fall.", "It looks as if rents will fall"),
        ("Rents will fall, which is good news.", "Rents will fall"),
        (
            "Rents in the city, where few build, will rise.",
            "Rents in the city, where few build, will rise",
        ),
        ("The mayor is old, the port is silting up and rents will fall.", "rents will fall"),
        ("If it rains, the match is off; rents will fall.", "rents will fall"),
        ("Rents will fall because nobody is hiring.", "Rents will fall because nobody is hiring"),
    ],
)
def test_spans(text: str, quote: str) -> None:
    assert [draft.quote for draft in extract(text, SAID_ON)] == [quote]


def test_what_is_taken_back_is_the_claim_of_the_clause_that_takes_it_back() -> None:
    text = "Perhaps the thaw will come early, but it doesn't seem all that likely."
    (draft,) = extract(text, date(2024, 1, 5))
    assert draft.claim == "The thaw will come early."
    assert draft.probability < 0.5
