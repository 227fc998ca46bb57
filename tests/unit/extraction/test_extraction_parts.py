"""The parts that need no pipeline: characters, sentences, quotations, base forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction.characters import plain
from predictions.extraction.gerunds import base_form
from predictions.extraction.quotations import find_quotations, quotation_at
from predictions.extraction.sentences import split


@given(st.text(max_size=200))
def test_plain_text_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_plain_text_has_plain_marks() -> None:
    assert plain("It’s “A” – b") == 'it\'s "a" — b'


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_hold_their_tokens(text: str) -> None:
    plain_text = plain(text)
    end = 0
    for sentence in split(text, plain_text):
        assert end <= sentence.start < sentence.end <= len(text)
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert plain_text[token.start : token.end] == token.word
        end = sentence.end


def test_headlines_are_short_paragraphs_without_a_mark() -> None:
    text = "Rents to double by 2030\n\nThat is what the agency says.\n\nIt is not sure"
    kinds = [s.headline for s in split(text, plain(text))]
    assert kinds == [True, False, True]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "rents will fall soon" and left.', ["rents will fall soon"]),
        ("He said “rents will fall soon” and left.", ["rents will fall soon"]),
        ('The "rent freeze" is over.', []),
        ('"It will," he said.', ["It will,"]),
        (
            '"They rose. "But now they will fall again." Ada left.',
            ["But now they will fall again."],
        ),
        ('"They will fall again.\n\nThat was all.', ["They will fall again."]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


def test_quotation_at_an_offset() -> None:
    text = 'He said "rents will fall soon" and left.'
    quotations = find_quotations(text)
    assert quotation_at(quotations, text.index("will")) == quotations[0]
    assert quotation_at(quotations, text.index("left")) is None


@pytest.mark.parametrize(
    ("gerund", "base"),
    [
        ("winning", "win"),
        ("making", "make"),
        ("falling", "fall"),
        ("losing", "lose"),
        ("passing", "pass"),
        ("holding", "hold"),
        ("changing", "change"),
        ("rising", "rise"),
        ("keeping", "keep"),
        ("being", "be"),
        ("declining", "decline"),
        ("growing", "grow"),
        ("creating", "create"),
        ("reaching", "reach"),
        ("happening", "happen"),
        ("stopping", "stop"),
        ("rain", "rain"),
    ],
)
def test_base_forms(gerund: str, base: str) -> None:
    assert base_form(gerund) == base
