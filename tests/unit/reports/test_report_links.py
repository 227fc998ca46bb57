from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from reports.links import PREFERENCES, UNSUBSCRIBE, read, sign


@given(st.integers(1, 2**63 - 1))
def test_a_token_names_its_subscriber_and_fits_an_address(subscriber_id: int) -> None:
    token = sign("secret", UNSUBSCRIBE, subscriber_id)
    assert read("secret", UNSUBSCRIBE, token) == subscriber_id
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_a_token_of_another_key_or_another_list_is_not_ours() -> None:
    assert read("secret", UNSUBSCRIBE, sign("other", UNSUBSCRIBE, 7)) is None
    other_list = URLSafeSerializer("secret", salt=PREFERENCES).dumps(7)
    assert read("secret", UNSUBSCRIBE, str(other_list)) is None


@given(st.text(max_size=60))
def test_no_invented_token_is_taken(token: str) -> None:
    assert read("secret", UNSUBSCRIBE, token) is None


def test_a_changed_token_is_not_taken() -> None:
    token = sign("secret", UNSUBSCRIBE, 7)
    assert read("secret", UNSUBSCRIBE, token[:-1]) is None
    assert read("secret", UNSUBSCRIBE, "x" + token) is None
    signed_text = str(URLSafeSerializer("secret", salt=UNSUBSCRIBE).dumps("7"))
    assert read("secret", UNSUBSCRIBE, signed_text) is None
