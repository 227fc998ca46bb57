import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.guard import safe_path


@pytest.mark.parametrize("path", ["/", "/account", "/events/1?topic=a%20b#said", "/a//b"])
def test_addresses_here_are_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "given_path",
    [
        "", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example",
        "javascript:alert(1)", "evil.example", "http:/evil.example", "/\r\nSet-Cookie: a=b",
        "/\x00/evil.example", "/%0a\x0a", "///evil.example", "/\u2028/evil.example",
    ],
)  # fmt: skip
def test_addresses_elsewhere_lead_to_the_front_page(given_path: str) -> None:
    assert safe_path(given_path) == "/"


@given(st.text(alphabet="/\\:.@ \t\n\rehtps\x00%", max_size=12))
def test_whatever_is_kept_is_one_slash_and_a_path(text: str) -> None:
    kept = safe_path(text)
    assert kept.startswith("/")
    assert not kept.startswith("//")
    assert kept.isprintable()
    assert "\\" not in kept
