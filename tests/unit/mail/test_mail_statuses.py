from hypothesis import given
from hypothesis import strategies as st
from support.bounces import status_mail

from core.mail.statuses import read_status, says_no_such_address


def test_a_status_tells_what_became_of_a_mail() -> None:
    found = read_status(status_mail("bounces+7-ab@record.example"))
    assert found is not None
    assert found.addressed == ("bounces+7-ab@record.example",)
    assert found.failed
    assert str(found) == "failed 5.1.1 550 5.1.1 no such user"


def test_a_delay_is_no_failure() -> None:
    found = read_status(status_mail("a@b.example", action="Delayed", status="4.4.1"))
    assert found is not None
    assert not found.failed


def test_any_other_mail_is_none() -> None:
    for raw in (
        b"",
        b"Subject: out of office\r\n\r\nBack on Monday.",
        b"\xff\x00\x01",
        b"\r\n" * 9,
    ):
        assert read_status(raw) is None
    headless = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n"
    assert read_status(headless) is None


@given(st.binary(max_size=400))
def test_whatever_comes_is_read_without_an_error(noise: bytes) -> None:
    read_status(noise)
    read_status(status_mail("a@b.example") + noise)
    half = len(status_mail("a@b.example")) // 2
    read_status(status_mail("a@b.example")[:half] + noise)


def test_parts_in_parts_hundreds_deep_are_no_status() -> None:
    nest = "".join(
        f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n'
        for n in range(1_500)
    )
    head = 'Content-Type: multipart/mixed; boundary="b0"\r\n\r\n'
    assert read_status((head + nest).encode()) is None
    assert read_status(b"Content-Type: message/rfc822\r\n\r\n" * 3_000) is None


def test_only_an_address_that_does_not_exist_is_given_up_at_once() -> None:
    for reply in ("550 5.1.1 no such user", "failed 5.1.10", "5.2.1 disabled"):
        assert says_no_such_address(reply)
    for reply in (
        "550 no such user",
        "5.2.2 mailbox full",
        "550 5.7.1 policy",
        "4.1.1",
        "15.1.1.9",
    ):
        assert not says_no_such_address(reply)
