"""Windows: nothing of a text is lost, whatever it looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.llm.windows import Window, halves, windows

TEXTS = st.text(alphabet="ab .\n!?”", max_size=400)


@given(TEXTS, st.integers(0, 20), st.integers(0, 40))
def test_every_stretch_up_to_the_overlap_stands_whole_in_a_window(
    text: str, overlap: int, more: int
) -> None:
    cuts = windows(text, max(3 * overlap + more, 1), overlap)
    assert all(cut.end - cut.start <= max(3 * overlap + more, 1) for cut in cuts)
    assert (cuts[0].start, cuts[-1].end) == (0, len(text))
    for start in range(len(text) - overlap + 1):
        assert any(cut.start <= start and start + overlap <= cut.end for cut in cuts)


def test_a_short_text_is_one_window() -> None:
    assert windows("A sentence.", 100, 10) == [Window(0, 11)]


@pytest.mark.parametrize(("gap", "cut"), [("\n\n", "paragraph"), (". ", "sentence"), (" ", "word")])
def test_cuts_where_a_thought_ends(gap: str, cut: str) -> None:
    text = "a" * 75 + gap + "b" * 60
    assert windows(text, 100, 30)[0].end == 75 + len(gap), cut


@given(TEXTS)
def test_halves_hold_the_window_and_are_smaller(text: str) -> None:
    padded = "x" * 7 + text
    window = Window(7, len(padded))
    parts = halves(padded, window, overlap=10)
    assert (parts[0].start, parts[-1].end) == (7, len(padded))
    if len(text) > 30:
        assert all(part.end - part.start < len(text) for part in parts)


def test_refuses_an_overlap_without_room() -> None:
    with pytest.raises(ValueError, match="10 characters cannot overlap by 4"):
        windows("text", 10, 4)
