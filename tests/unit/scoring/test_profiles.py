"""Everybody in one pass says what the measures say of each alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.measures import MINIMUM_FOR_CORP, Tallies, bias, corp_decomposition
from scoring.measures.profiles import profiles

said = st.tuples(st.integers(1, 4), st.sampled_from([0.0, 0.1, 0.35, 0.5, 1 / 3, 0.9, 1.0]))
forecasts = st.lists(
    st.tuples(said, st.integers(0, 1), st.integers(1, 40)), min_size=1, max_size=40
)


@given(forecasts)
def test_each_profile_is_the_measure_of_that_pundit(
    rows: list[tuple[tuple[int, float], int, int]],
) -> None:
    who, p = np.array([row[0] for row in rows]).T
    y, n = np.array([row[1:] for row in rows]).T
    found = profiles(Tallies.from_rows(who.astype(int), p, y, n))
    for position, key in enumerate(found.keys):
        mine = who == key
        alone = np.repeat(p[mine], n[mine]), np.repeat(y[mine], n[mine])
        parts = corp_decomposition(*alone)
        assert found.bias[position] == pytest.approx(bias(*alone), abs=1e-12)
        if len(alone[0]) < MINIMUM_FOR_CORP:
            assert np.isnan([found.miscalibration[position], found.discrimination[position]]).all()
        else:
            assert found.miscalibration[position] == pytest.approx(parts.miscalibration, abs=1e-12)
            assert found.discrimination[position] == pytest.approx(parts.discrimination, abs=1e-12)
