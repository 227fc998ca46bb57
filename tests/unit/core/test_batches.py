import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import MOST, batched


@given(st.lists(st.integers()), st.integers(1, 10))
def test_parts_joined_again_are_the_list(values: list[int], size: int) -> None:
    parts = list(batched(values, size))
    assert [value for part in parts for value in part] == values
    assert all(1 <= len(part) <= size for part in parts)


@pytest.mark.parametrize(("n", "parts"), [(0, 0), (1, 1), (MOST, 1), (MOST + 1, 2)])
def test_as_many_parts_as_are_needed(n: int, parts: int) -> None:
    assert len(list(batched(range(n)))) == parts
