from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from reports.unsubscribe import SALT, make_token, read_token


@given(st.integers(1, 2**63 - 1))
def test_a_token_names_its_subscriber_and_fits_an_address(subscriber_id: int) -> None:
    token = make_token("secret", subscriber_id)
    assert read_token("secret", token) == subscriber_id
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_a_token_of_another_key_or_another_list_is_not_ours() -> None:
    assert read_token("secret", make_token("other", 7)) is None
    other_list = URLSafeSerializer("secret", salt=SALT + "/another").dumps(7)
    assert read_token("secret", str(other_list)) is None


@given(st.text(max_size=60))
def test_no_invented_token_is_taken(token: str) -> None:
    assert read_token("secret", token) is None


def test_a_changed_token_is_not_taken() -> None:
    token = make_token("secret", 7)
    assert read_token("secret", token[:-1]) is None
    assert read_token("secret", "x" + token) is None
    signed_text = str(URLSafeSerializer("secret", salt=SALT).dumps("7"))
    assert read_token("secret", signed_text) is None
