import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail.addresses import mail_address, sender


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ann@example.org", "ann@example.org"),
        (" Ann.Lee+week@Mail.Example.ORG ", "ann.lee+week@mail.example.org"),
        ("root@localhost", "root@localhost"),
        ("o'neill@xn--bcher-kva.example", "o'neill@xn--bcher-kva.example"),
    ],
)
def test_a_plain_address_is_kept_in_lower_case(written: str, kept: str) -> None:
    assert mail_address(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@@example.org",
        "ann@example..org",
        "ann@-example.org",
        "ann@[127.0.0.1]",
        "ann(the one)@example.org",
        '"ann lee"@example.org',
        "ann lee@example.org",
        "Ann <ann@example.org>",
        "ann@example.org,bo@example.org",
        "ann@example.org\r\nBcc: bo@example.org",
        "ann@example.org\nBcc: bo@example.org",
        "ann@example.org\n",
        "ann\x00@example.org",
        "ann\u2028@example.org",
        "änn@example.org",
        "ann@bücher.example",
        "a" * 65 + "@example.org",
        "ann@" + "a.b" * 90 + ".org",
    ],
)
def test_anything_else_is_refused_and_quoted(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a mail address; .*ann@example\.org") as caught:
        mail_address(written)
    assert str(caught.value).isprintable()
    assert repr(written)[:40] in str(caught.value)


@given(st.text(st.characters(max_codepoint=0x2100), max_size=40))
def test_whatever_is_taken_can_stand_in_a_header(written: str) -> None:
    try:
        address = mail_address(f"ann{written}@example.org")
    except ValueError:
        return
    assert address.isascii()
    assert address.isprintable()
    assert not set(address) & set(' <>(),;:"[]\\')


def test_a_sender_has_a_name_and_an_address() -> None:
    assert str(sender("Calledit <mail@example.org>")) == "Calledit <mail@example.org>"
    assert str(sender("mail@example.org")) == "mail@example.org"


@pytest.mark.parametrize(
    "written", ["", "Calledit", "Calledit <>", "Calledit\r\nBcc: a@b.c <mail@example.org>"]
)
def test_a_sender_without_an_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="would be right"):
        sender(written)
