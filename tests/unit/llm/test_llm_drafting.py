"""What a model proposes is held against the text, the lexicon and the calendar."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.language_model import forecast

from predictions.extraction import Draft
from predictions.extraction.likelihood import lookup
from predictions.llm.answer import Proposal
from predictions.llm.drafting import drafts_of, material

SAID_ON = date(2020, 6, 1)
TEXT = (
    "The union will probably settle by 30 June 2020. The board is unlikely to resign. "
    "Prices will not fall, and the tram is likely to fail. Analysts see a 60 percent chance of "
    "rain before the harvest. The old crane rusts in peace. The bridge won’t open, said Ada Lund."
)


def read(*entries: dict[str, Any], text: str = TEXT) -> tuple[list[Draft], list[str]]:
    given_text = material(text, SAID_ON, "Vera Quill", "stub")
    proposals = [Proposal.model_validate(entry) for entry in entries]
    return drafts_of(given_text, 0, len(text), proposals)


def one(*entries: dict[str, Any]) -> Draft:
    ((draft,), refused) = read(*entries)
    assert refused == []
    return draft


@pytest.mark.parametrize(
    ("entry", "phrase"),
    [
        (forecast("The union will probably settle", "will probably", 0.99), "will probably"),
        (forecast("The board is unlikely to resign", "is unlikely to", 0.9), "unlikely to"),
        (forecast("Prices will not fall", "will not", 0.5), "will not"),
        (forecast("Prices will not fall", "will", 0.07), "will not"),
        (forecast("The bridge won't open", "won't", 0.1), "won't"),
        (forecast("tram is likely to fail", "likely", 0.2, opposite=True), "likely"),
    ],
)
def test_the_lexicon_decides_wherever_it_knows_the_words(
    entry: dict[str, Any], phrase: str
) -> None:
    draft = one(entry)
    known = lookup(phrase)
    assert known is not None
    decided = known.negated() if entry["opposite"] else known
    assert (draft.low, draft.probability, draft.high) == (
        decided.low, decided.probability, decided.high,
    )  # fmt: skip
    assert draft.phrase == phrase
    assert draft.basis == "worded"
    steps = {step.step: step.detail for step in draft.trace}
    assert steps["proposed"].startswith(f"{entry['probability']:g} for")
    assert f"decides: {decided.probability:g}" in steps["lexicon"]


@pytest.mark.parametrize(
    ("clause", "phrase", "core", "before"),
    [
        ("The rain would not return by May", "would", "would not", []),
        ("Rain is not very likely here", "likely", "likely", ["not", "very"]),
        ("Rain is not likely to stay here", "likely", "likely", ["not"]),
        ("Rain isn’t likely to stay here", "likely", "likely", ["not"]),
        ("Rain is not at all certain here", "not ... certain", "certain", ["not"]),
    ],
)
def test_a_negation_beside_the_words_is_never_lost(
    clause: str, phrase: str, core: str, before: list[str]
) -> None:
    ((draft,), _) = read(forecast(clause, phrase, 0.5), text=clause)
    known = lookup(core, before)
    assert known is not None
    assert draft.probability == known.probability


def test_a_number_in_the_text_is_read_exactly() -> None:
    entry = forecast("a 60 percent chance of rain", "60 percent chance", 0.95, speaker="analysts")
    draft = one(entry)
    assert (draft.probability, draft.low, draft.high) == (0.6, 0.6, 0.6)
    assert draft.basis == "stated"
    assert draft.speaker == "analysts"


@pytest.mark.parametrize("phrase", ["", "rusts", "certainly", "will ... surely"])
def test_the_models_own_number_stands_with_a_range_where_no_words_are_known(phrase: str) -> None:
    draft = one(forecast("The old crane rusts in peace", phrase, 0.9))
    assert (draft.probability, draft.low, draft.high) == (0.9, 0.75, 1.0)
    assert any(step.detail.startswith("the model's own number") for step in draft.trace)


def test_numbers_on_either_side_of_one_half_leave_a_doubt_in_the_trace() -> None:
    draft = one(forecast("The board is unlikely to resign", "unlikely", 0.9))
    assert [step.step for step in draft.trace].count("doubt") == 1


def test_the_quote_is_the_wording_of_the_text_and_the_span_exact() -> None:
    draft = one(forecast("the bridge won't  open", "won't", 0.1))
    assert draft.quote == "The bridge won’t open" == TEXT[draft.start : draft.end]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (forecast("The minister will flee the country", "will", 0.9), "quote not in the text"),
        (
            forecast("The bridge won't open", "won't", 0.1, speaker="Professor Nobody"),
            "speaker not in the text",
        ),
    ],
)
def test_what_the_text_does_not_hold_is_refused(entry: dict[str, Any], why: str) -> None:
    assert read(entry) == ([], [why])


@pytest.mark.parametrize("speaker", [None, "", "the author", "Vera Quill", " vera  quill "])
def test_the_author_is_nobody_else(speaker: str | None) -> None:
    assert one(forecast("The bridge won't open", "won't", 0.1, speaker=speaker)).speaker is None


def test_the_grammar_reads_the_deadline_that_the_model_points_at() -> None:
    wrong = {"deadline_words": "by 30 June 2020", "deadline": "2031-01-01"}
    draft = one(forecast("The union will probably settle", "will probably", 0.7, **wrong))
    assert draft.deadline == date(2020, 6, 30)
    assert draft.deadline_text is not None
    assert "30 June 2020" in draft.deadline_text
    assert draft.deadline_basis == "stated"


def test_the_grammar_reads_the_quote_where_the_model_names_no_deadline() -> None:
    draft = one(forecast("The union will probably settle by 30 June 2020", "will probably", 0.7))
    assert draft.deadline == date(2020, 6, 30)


@pytest.mark.parametrize(
    ("words", "day", "deadline"),
    [
        ("before the harvest", "2020-08-31", date(2020, 8, 31)),
        ("before the harvest", "2019-08-31", None),  # passed when it was said
        ("before the harvest", "31 August", None),
        ("before the harvest", "9999-12-31", None),
        ("before the flood", "2020-08-31", None),  # words that the text does not have
        (None, "2020-08-31", None),
    ],
)
def test_the_models_day_counts_only_with_words_of_the_text(
    words: str | None, day: str, deadline: date | None
) -> None:
    entry = forecast("a 60 percent chance of rain", "60 percent", 0.6)
    draft = one(entry | {"deadline_words": words, "deadline": day})
    assert draft.deadline == deadline
    assert draft.deadline_basis == ("inferred" if deadline else None)


def test_a_condition_is_kept_in_the_words_of_the_text() -> None:
    text = "If the dam’s gate breaks, the mill will close."
    entry = forecast("the mill will close", "will", 0.9, conditional=True)
    ((draft,), _) = read(entry | {"condition": "if the dam's gate breaks"}, text=text)
    assert draft.condition == "If the dam’s gate breaks"
    ((draft,), _) = read(entry | {"condition": "the moon rises"}, text=text)
    assert (draft.conditional, draft.condition) == (True, None)


def test_repeated_words_are_the_next_place_and_the_same_place_only_once() -> None:
    text = "It will rain. Nobody listens. It will rain."
    entry = forecast("It will rain", "will", 0.9)
    drafts, refused = read(entry, entry, entry, text=text)
    assert [draft.start for draft in drafts] == [0, 30]
    assert refused == ["the same again"]


def test_a_claim_is_one_line_of_plain_text_and_never_empty() -> None:
    entry = forecast("The bridge won't open", "won't", 0.1)
    assert one(entry | {"claim": "The bridge\n\x00opens\u2028now"}).claim == "The bridge opens now"
    assert one(entry | {"claim": " \n"}).claim == "The bridge won’t open"


ANY = st.text(max_size=40)


@given(
    st.builds(
        Proposal,
        quote=st.one_of(st.sampled_from(TEXT.split(". ")), st.text(min_size=1, max_size=60)),
        phrase=st.one_of(ANY, st.sampled_from(["will", "will not", "60 percent", "..."])),
        claim=ANY,
        opposite=st.booleans(),
        probability=st.floats(0, 1),
        deadline_words=st.none() | ANY | st.just("by 30 June 2020"),
        deadline=st.none() | ANY | st.dates().map(str),
        conditional=st.booleans(),
        condition=st.none() | ANY,
        speaker=st.none() | ANY | st.just("Ada Lund"),
    )
)
def test_whatever_is_proposed_a_draft_is_sound(proposal: Proposal) -> None:
    given_text = material(TEXT, SAID_ON, None, "stub")
    for draft in drafts_of(given_text, 0, len(TEXT), [proposal])[0]:
        assert TEXT[draft.start : draft.end] == draft.quote != ""
        assert 0 <= draft.low <= draft.probability <= draft.high <= 1
        assert draft.deadline is None or draft.deadline >= SAID_ON
        assert draft.claim.isprintable()
        assert draft.claim
