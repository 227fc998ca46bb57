import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail.return_path import read_return_path, return_path

BOUNCES = "bounces@record.example"


@given(st.integers(1, 2**63 - 1))
def test_an_address_stands_for_its_delivery_whatever_the_case(delivery_id: int) -> None:
    address = return_path("secret", BOUNCES, delivery_id)
    assert len(address.partition("@")[0]) <= 64
    assert read_return_path("secret", BOUNCES, address) == delivery_id
    assert read_return_path("secret", BOUNCES, address.upper()) == delivery_id


@pytest.mark.parametrize(
    "address",
    [
        "",
        BOUNCES,
        "bounces+7@record.example",
        "bounces+7-@record.example",
        "bounces+7-" + "0" * 20 + "@record.example",
        "bounces+0-" + "0" * 20 + "@record.example",
        return_path("another secret", BOUNCES, 7),
        return_path("secret", "bounces@elsewhere.example", 7),
        return_path("secret", "others@record.example", 7),
        return_path("secret", BOUNCES, 7).replace("+7-", "+8-"),
        return_path("secret", BOUNCES, 7).replace("+7-", "+07-"),
        return_path("secret", BOUNCES, 7).replace("+7-", "+٧-"),
    ],
)
def test_an_address_that_was_not_made_here_stands_for_nothing(address: str) -> None:
    assert read_return_path("secret", BOUNCES, address) is None


@given(st.text(max_size=80))
def test_no_invented_address_is_taken(written: str) -> None:
    assert read_return_path("secret", BOUNCES, f"bounces+{written}@record.example") is None
