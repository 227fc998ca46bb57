"""What standings and comparisons say in words."""

from typing import Any

import pytest

from predictions.views import PunditRef
from scoring.sentences import comparison_lines, standings_lines
from scoring.views import Apart, Comparison, Standing, Standings

ADA, BEN = PunditRef("ada", "Ada"), PunditRef("ben", "Ben")


def standing(**fields: Any) -> Standing:
    numbers: dict[str, Any] = {
        "n": 30, "mean_brier": 0.16, "brier_index": 60.0, "index_low": 50.0, "index_high": 70.0,
        "skill": 0.36, "rank": 1, "group": 1,
    }  # fmt: skip
    return Standing(pundit=ADA, **(numbers | fields))


def said(*ranked: Standing, **fields: Any) -> str:
    return " ".join(standings_lines(Standings(ranked, (), 20, 0.95, **fields)))


def compared(**fields: Any) -> str:
    numbers: dict[str, Any] = {
        "n": 9, "a_closer": 6, "b_closer": 2, "ties": 1, "mean_difference": -0.0625, "low": -0.1,
        "high": -0.01, "p_value": 0.03, "luck": "luck", "closer": ADA, "order_survives": True,
    }  # fmt: skip
    return " ".join(comparison_lines(Comparison(a=ADA, b=BEN, level=0.95, **(numbers | fields))))


@pytest.mark.parametrize(
    ("order", "groups", "words"),
    [
        (True, True, "The order survives every reading"),
        (False, True, "moves only pundits who cannot be told apart"),
        (False, False, "1 ranked pundit change places"),
        (None, None, "Too few are ranked"),
    ],
)
def test_what_an_order_is_worth(order: bool | None, groups: bool | None, words: str) -> None:
    row = standing(order_survives=order)
    assert words in said(row, order_survives=order, groups_survive=groups)


def test_what_is_left_out_is_said() -> None:
    text = said(standing(held=2, conditional=Apart(1, 0.04, 80.0)), reading="low")
    assert "From 30 predictions; words of chance read low." in text
    assert "2 scores held" in text
    assert "1 conditional prediction among them; each condition came about." in text
    assert "held" not in said(standing())
    assert said() == "Nothing scored counts here yet."


def test_a_comparison_in_words() -> None:
    text = compared()
    assert "Of 9 shared events, Ada was closer on 6, Ben on 2; 1 tie." in text
    assert "Mean difference -0.062 (-0.100 to -0.010; below 0: Ada closer); luck." in text
    assert "Ada came closer." in text


def test_a_comparison_that_tells_nothing_says_so() -> None:
    text = compared(closer=None, low=None, high=None, order_survives=False, held=1, conditional=2)
    assert "Not distinguishable." in text
    assert "Mean difference -0.062; luck." in text
    assert "turns it round" in text
    assert "1 shared event held" in text
    assert "2 conditional events among them." in text
    nothing = Comparison(a=ADA, b=BEN, level=0.95, reason="nothing shared")
    assert list(comparison_lines(nothing)) == ["Nothing to compare: nothing shared."]
