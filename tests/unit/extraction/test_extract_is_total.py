"""Whatever the text, extraction answers, and every offset is exact."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.extraction import LEXICON_VERSION, Draft, extract

SAID_ON = date(2025, 3, 3)
WORDS = """
will won't may might could should would likely unlikely to that if unless and but , .
; : — “ ” " ( ) the a prices rain he they it is isn't not no nothing 60 percent
chance of odds expect expects said says according probably perhaps too late by 2030
tomorrow in March İ 😀 ’ ' who which when there be have hard see doubt guarantee
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n"])
WORDY = st.lists(PIECES, max_size=60).map(" ".join)
HOSTILE = {
    "nothing": "",
    "blank": " \n\t\n ",
    "nul and surrogate": "\x00will\x00 rain \ud800 may",
    "brackets": "([{<" * 5000,
    "digits": "1" * 20000,
    "quotation marks": "\"“”'’" * 4000,
    "one word": "will " * 4000,
    "quoted word": '"will" ' * 3000,
    "emoji": "😀 will 😀 " * 2000,
    "blank lines": "rain\n\n" * 4000,
    "capitals that grow in lower case": "İ will rain. " * 1500,
    "ifs": "if that which who " * 2000,
}


def _check(text: str, drafts: list[Draft]) -> None:
    for draft in drafts:
        assert 0 <= draft.start < draft.end <= len(text)
        assert text[draft.start : draft.end] == draft.quote
        assert 0 <= draft.low <= draft.probability <= draft.high <= 1
        assert draft.lexicon_version == LEXICON_VERSION
        assert draft.conditional or draft.condition is None
        assert (draft.deadline is None) == (draft.deadline_text is None)
        assert draft.trace[0].step == "cue"
    assert [(d.start, d.end) for d in drafts] == sorted((d.start, d.end) for d in drafts)


@given(st.text(max_size=300))
def test_any_string(text: str) -> None:
    _check(text, extract(text, SAID_ON))


@settings(max_examples=200)
@given(WORDY, st.none() | st.just(SAID_ON))
def test_any_order_of_the_words_that_matter(text: str, said_on: date | None) -> None:
    _check(text, extract(text, said_on, author="Ada Marsh"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_strings(text: str) -> None:
    _check(text, extract(text, SAID_ON))


def test_the_same_text_gives_the_same_drafts() -> None:
    text = "Rents will fall. If they do not, the mayor may lose her seat in May."
    assert extract(text, SAID_ON) == extract(text, SAID_ON)


def test_typographic_marks_read_like_plain_ones() -> None:
    curly = extract("The strike won’t end – not soon – and “prices will rise,” he said.", SAID_ON)
    plain = extract('The strike won\'t end - not soon - and "prices will rise," he said.', SAID_ON)
    assert [(d.probability, d.speaker) for d in curly] == [
        (d.probability, d.speaker) for d in plain
    ]
