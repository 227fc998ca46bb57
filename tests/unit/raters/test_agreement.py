"""Agreement against an implementation that is not ours, and where it has no value."""

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from predictions.lifecycle import RULINGS
from predictions.raters.agreement import agreement, most_said, result_of

PAIR = st.tuples(st.sampled_from(RULINGS), st.sampled_from(RULINGS))


@given(st.lists(PAIR, min_size=1, max_size=60))
def test_kappa_is_what_scikit_learn_says(pairs: list[tuple[str, str]]) -> None:
    ours = agreement(pairs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it divides by nothing
        theirs = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])
    if ours.kappa is None:
        assert math.isnan(theirs)
    else:
        assert ours.kappa == pytest.approx(theirs, abs=1e-12)
        assert -1 <= ours.kappa <= 1


def test_cohens_own_example() -> None:
    # Cohen (1960), table 1, in counts of 200: kappa .492 as he prints it.
    table = {
        ("a", "a"): 88, ("a", "b"): 14, ("a", "c"): 18,
        ("b", "a"): 10, ("b", "b"): 40, ("b", "c"): 10,
        ("c", "a"): 2, ("c", "b"): 6, ("c", "c"): 12,
    }  # fmt: skip
    found = agreement([pair for pair, n in table.items() for _ in range(n)])
    assert found.n == 200
    assert found.observed == pytest.approx(0.70)
    assert found.expected == pytest.approx(0.41)
    assert found.kappa == pytest.approx(0.492, abs=5e-4)


def test_without_events_there_is_no_kappa() -> None:
    found = agreement([])
    assert (found.n, found.kappa) == (0, None)
    assert "no event" in found.undefined_because


def test_where_everything_is_the_same_there_is_no_kappa() -> None:
    found = agreement([("occurred", "occurred")] * 9)
    assert (found.observed, found.expected, found.kappa) == (1, 1, None)
    assert "chance alone" in found.undefined_because


@pytest.mark.parametrize(
    ("rulings", "result"),
    [("", ""), ("a", ""), ("aa", "agreed"), ("ab", ""), ("aba", "majority"), ("abb", "majority"),
     ("abc", "split")],
)  # fmt: skip
def test_how_rulings_are_settled(rulings: str, result: str) -> None:
    assert result_of(list(rulings)) == result


def test_what_most_say() -> None:
    assert most_said(["a", "b", "b"]) == "b"
