"""Whether an order survives every reading: by hand, and against trying all pairs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.readings import changes_places, keeps_place

ranks = st.lists(st.integers(1, 6), min_size=1, max_size=12)
pairs = ranks.flatmap(
    lambda first: st.tuples(
        st.just(first), st.lists(st.integers(1, 6), min_size=len(first), max_size=len(first))
    )
)


@given(pairs)
def test_changing_places_is_what_trying_all_pairs_finds(two: tuple[list[int], list[int]]) -> None:
    first, second = two
    everybody = range(len(first))
    wanted = [
        any((first[i] - first[j]) * (second[i] - second[j]) < 0 for j in everybody)
        for i in everybody
    ]
    assert changes_places(first, second).tolist() == wanted


def test_a_tie_is_no_change_of_places() -> None:
    assert not changes_places([1, 1, 3], [2, 1, 3]).any()
    assert not changes_places([2, 1, 3], [1, 1, 3]).any()


def test_two_readings_may_swap_whom_the_third_ties() -> None:
    middle, low, high = np.array([1, 1, 3]), np.array([1, 2, 3]), np.array([2, 1, 3])
    assert keeps_place([low, middle]).all()
    assert keeps_place([middle, high]).all()
    assert keeps_place([low, middle, high]).tolist() == [False, False, True]
