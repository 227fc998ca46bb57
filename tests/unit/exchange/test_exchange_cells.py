"""CSV cells that a spreadsheet must not run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.exchange.cells import armed, defused


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert armed(defused(text)) == text


@given(st.text(), st.sampled_from("=+-@\t\r\n"))
def test_no_cell_begins_as_a_formula_does(text: str, first: str) -> None:
    assert defused(first + text).startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2"])
def test_plain_texts_stay(text: str) -> None:
    assert defused(text) == text
