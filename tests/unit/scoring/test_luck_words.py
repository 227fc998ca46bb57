"""A p value as a frequency."""

import pytest

from scoring.luck import luck_words


@pytest.mark.parametrize(
    ("p", "share"),
    [
        (1.0, "100 of 100"),
        (0.633, "63 of 100"),
        (0.05, "5 of 100"),
        (0.01, "1 of 100"),
        (0.0099, "1 of 100"),
        (0.004, "1 of 250"),
        (0.0002, "1 of 5,000"),
        (1 / 1_048_576, "fewer than 1 of 1,000,000"),
        (0.0, "fewer than 1 of 1,000,000"),
    ],
)
def test_a_p_value_is_said_as_a_frequency(p: float, share: str) -> None:
    assert luck_words(p) == f"luck alone gives a difference at least as large in {share} cases"
