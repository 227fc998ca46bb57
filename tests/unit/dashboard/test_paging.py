import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotFoundError
from dashboard.view.paging import paging


def test_the_first_page_has_the_plain_address() -> None:
    second = paging(2, 40, 100, "/pundits/ada")
    assert (second.before, second.after, second.skip) == (
        "/pundits/ada",
        "/pundits/ada?page=3",
        40,
    )
    assert paging(3, 40, 100, "/pundits/ada").after == ""


def test_an_address_that_asks_for_something_already_is_added_to() -> None:
    assert paging(1, 10, 100, "/events?stage=due").after == "/events?stage=due&page=2"


def test_an_empty_list_has_one_page_and_no_second() -> None:
    assert paging(1, 40, 0, "/pundits").last == 1
    with pytest.raises(NotFoundError, match="there is no page 2; the last is 1"):
        paging(2, 40, 0, "/pundits")


@given(st.integers(0, 10_000), st.integers(1, 500))
def test_pages_hold_everything_once(total: int, size: int) -> None:
    last = paging(1, size, total, "/").last
    shown = [min(size, total - paging(n, size, total, "/").skip) for n in range(1, last + 1)]
    assert sum(shown) == total
