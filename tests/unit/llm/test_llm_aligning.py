"""A quote is found where it stands, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.llm.aligning import Source, align

TEXT = (
    "The mayor said: “The bridge won’t open before June – not even half of it.”\n"
    "Critics expect the toll   to rise\nsharply next year. It will rain. It will rain."
)


def found(quote: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in align(quote, Source(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("quote", "taken"),
    [
        ("The bridge won’t open before June", "The bridge won’t open before June"),
        ("The bridge won't open before June", "The bridge won’t open before June"),
        ("\"The bridge won't open before June - not", "The bridge won’t open before June – not"),
        ("the toll to rise sharply next year.", "the toll   to rise\nsharply next year"),
        ("“Critics expect the toll to rise…", "Critics expect the toll   to rise"),
        ("Critics expect toll to rise sharply next year", None),
        ("Critics also expect the toll to rise sharply", None),
        ("Critics expect the tolls to rise sharply", None),
    ],
)
def test_finds_quotes_in_other_typography_and_with_a_word_changed(
    quote: str, taken: str | None
) -> None:
    (words,) = found(quote)
    near = "Critics expect the toll   to rise\nsharply"
    assert words == taken if taken else words.startswith(near)


@pytest.mark.parametrize(
    "quote",
    [
        "The tunnel will open in May",  # invented
        "The bridge will open before June",  # a word of chance turned round
        "not even all of it",  # short, and not as it stands
        "The bridge open before June, even half of it",  # without its negations
        "Critics hope that every single toll falls next year",
        "ridge won’t open",  # begins inside a word
        "",
        "…",
        "“”",
        "the " * 1_000,
    ],
)
def test_refuses_what_does_not_stand_there(quote: str) -> None:
    assert found(quote) == []


def test_finds_a_repeated_quote_at_each_place() -> None:
    places = align("It will rain.", Source(TEXT, 0, len(TEXT)))
    assert len(places) == 2
    assert places[0][1] < places[1][0]


def test_searches_only_its_stretch_and_answers_in_offsets_of_the_whole() -> None:
    start = TEXT.index("Critics")
    ((first, last),) = align("next year", Source(TEXT, start, len(TEXT)))
    assert TEXT[first:last] == "next year"
    assert align("The mayor said", Source(TEXT, start, len(TEXT))) == []


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_string_gives_spans_within_the_text(quote: str, text: str) -> None:
    for start, end in align(quote, Source(text, 0, len(text))):
        assert 0 <= start < end <= len(text)


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "omega"]), min_size=6)


@given(WORDS, st.data())
def test_a_quote_that_stands_in_the_text_is_found_as_it_stands(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    assert quote in found(quote, " ".join(words))


def test_a_long_monotonous_text_is_searched_in_bounded_work() -> None:
    text = "will " * 20_000
    assert found("will will wont will will will will", text) == []
