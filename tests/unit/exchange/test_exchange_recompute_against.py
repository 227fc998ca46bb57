"""Everybody against the others, by the library's solver and by the one that goes out in exports."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.against import against_others
from scoring.counts import OneByOne
from scoring.exchange import recompute_against as again

PARTS = ("shared", "peer_score", "skill", "adjusted_brier", "adjusted_index", "component")
Forecast = tuple[int, int, int]  # pundit, event, percent


def occurred(event: int) -> int:
    return event % 2


def both(said: Sequence[Forecast]) -> tuple[dict[int, list[object]], dict[int, list[object]]]:
    pundit, event, percent = (
        np.array(column, dtype=np.int64) for column in zip(*said, strict=True)
    )
    ours = against_others(OneByOne(pundit, event, percent / 100, event % 2))
    theirs = again.against_others([(p, e, (q / 100 - occurred(e)) ** 2) for p, e, q in said])
    assert ours.keys() == theirs.keys()
    one, other = (
        {pundit: [getattr(row, name) for name in PARTS] for pundit, row in found.items()}
        for found in (ours, theirs)
    )
    return one, other


def league(pairs: Sequence[tuple[int, int]], seed: int) -> list[Forecast]:
    said = np.random.default_rng(seed).integers(1, 100, len(pairs)).tolist()
    return [(p, e, q) for (p, e), q in zip(pairs, said, strict=True)]


@pytest.mark.parametrize(
    "pairs",
    [
        [(1, 1)],  # alone
        [(1, 1), (1, 2), (2, 3)],  # each alone
        [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)],  # two that must not be compared, and one alone
        [(p, p + step) for p in range(30) for step in (0, 1)],  # a chain
        [(p, e) for p in range(8) for e in range(20)],  # everybody everywhere
        [(p, e) for p in range(12) for e in range(40) if (p * e + p) % 5 < 2],
    ],
)
def test_both_ways_give_the_same(pairs: list[tuple[int, int]]) -> None:
    one, other = both(league(pairs, 3))
    for pundit, row in one.items():
        assert other[pundit] == pytest.approx(row, abs=1e-8)


@example({(1, 2): 62, (2, 2): 59})
@example({(1, 2): 64, (2, 1): 5, (2, 2): 63, (2, 3): 5})
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 8)), st.integers(5, 95), min_size=1, max_size=40
    )
)
def test_both_ways_give_the_same_of_any_record(said: dict[tuple[int, int], int]) -> None:
    one, other = both([(p, e, q) for (p, e), q in said.items()])
    for pundit, row in one.items():
        # The index is a root: next to a score of 0 it shows the rounding of the fit.
        assert other[pundit] == pytest.approx(row, abs=1e-4)
        assert other[pundit][:4] == pytest.approx(row[:4], abs=1e-8)


def test_a_fit_that_lands_on_the_end_of_the_scale_has_an_index() -> None:
    assert again.index_of(1 + 1e-15) == 0.0
    assert again.index_of(-1e-15) == 100.0
    assert again.index_of(1.01) is None
    assert again.index_of(-0.01) is None
