import email
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mail.message import Letter, compose, message_id
from reports.headers import list_headers
from reports.scope import Scope

SENDER = Address("Calledit", addr_spec="mail@record.example")
LINK = "https://" + "long-" * 12 + "name.record.example/unsubscribe/" + "x" * 120


def letter(
    subject: str = "A quiet week: no call decided", recipient: str = "ann@example.org"
) -> Letter:
    return Letter(
        recipient=recipient,
        message_id=message_id("weekly-report/7/2026-W47", "record.example"),
        written_at=datetime(2026, 11, 16, 8, tzinfo=UTC),
        subject=subject,
        text="Finding – in short.\n" + "é" * 300 + "\n",
        html="<p>Finding – in short.</p>",
        headers=list_headers(SENDER, Scope(), LINK),
    )


def sent(of: Letter) -> bytes:
    return compose(of, SENDER)


def received(of: Letter) -> EmailMessage:
    return email.message_from_bytes(sent(of), policy=default)


def test_headers_let_a_reader_stop_it_with_one_click() -> None:
    message = received(letter())
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "Weekly report <weekly-report.record.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "Calledit <mail@record.example>"
    assert message["To"] == "ann@example.org"
    assert message["Date"].datetime == datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_a_long_list_unsubscribe_stays_as_it_is_in_one_line() -> None:
    lines = sent(letter()).decode("ascii").split("\r\n")
    token = "x" * 120
    expected = (
        f"List-Unsubscribe: <{LINK}>, <mailto:mail@record.example?subject=unsubscribe%20{token}>"
    )
    assert expected in lines


def test_text_comes_first_and_html_last() -> None:
    message = received(letter())
    assert message.get_content_type() == "multipart/alternative"
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert "Finding – in short." in parts[0].get_content()
    assert "Finding – in short." in parts[1].get_content()


def test_bodies_are_plain_ascii_in_lines_that_any_server_takes() -> None:
    body = sent(letter()).decode("ascii").split("\r\n\r\n", 1)[1]
    assert max(len(line) for line in body.split("\r\n")) <= 76


@given(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1))
def test_a_subject_arrives_as_written_in_encoded_words_of_legal_length(words: str) -> None:
    subject = " ".join(words.split())
    raw = sent(letter(subject=subject))
    assert email.message_from_bytes(raw, policy=default)["Subject"] == subject
    encoded = [word for word in raw.decode("ascii").split() if word.startswith("=?utf-8?")]
    assert all(len(word) <= 75 for word in encoded)


TEXTS = st.text(
    st.one_of(st.sampled_from("\n\r\t .=_-é\u2028\x0b\x01"), st.characters(codec="utf-8")),
    max_size=200,
)


@given(TEXTS, TEXTS)
def test_what_all_are_told_and_what_one_is_told_arrive_as_one_text(shared: str, own: str) -> None:
    parts = replace(letter(), text=shared, html=f"<p>{shared}", picture=b"PNG")
    raw = sent(replace(parts, postscript_text=own, postscript_html=own))
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert not set(b"\r\n") & set(raw.replace(b"\r\n", b""))
    message = email.message_from_bytes(raw, policy=default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert lines(text.get_content()) == lines(shared + own)
    assert lines(html.get_content()) == lines(f"<p>{shared}{own}</body>\n</html>\n")
    assert not message.defects
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"
    ]  # fmt: skip


def lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them; a mail ends the last one if nothing did."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def test_a_boundary_that_somebody_quotes_ends_no_part() -> None:
    quoted = "--=_alternative--\r\n--=_related\r\nContent-Type: text/html\r\n\r\n<b>evil</b>"
    message = received(replace(letter(), text=quoted, html=f"<p>{quoted}", picture=b"PNG"))
    assert len(list(message.walk())) == 5
    text = message.get_body(("plain",))
    assert text is not None
    assert lines(text.get_content()) == lines(quoted)


def test_the_same_mail_is_the_same_bytes_whenever_it_is_written() -> None:
    assert sent(letter()) == sent(letter())
    other = sent(letter(recipient="bo@example.org"))
    assert b"To: bo@example.org\r\n" in other
    assert b"ann@example.org" not in other


def test_the_message_id_depends_on_what_it_is_about_alone() -> None:
    assert message_id("weekly-report/7/2026-W47", "record.example") == letter().message_id
    others = {message_id(f"weekly-report/{key}", "a.b") for key in ("8/2026-W47", "7/2026-W48")}
    assert len(others) == 2
    assert letter().message_id.endswith("@record.example>")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_line_break_in_a_header_is_refused(end: str) -> None:
    for hostile in (
        letter(subject=f"Finding{end}Bcc: everybody@example.org"),
        letter(recipient=f"ann@example.org{end}Bcc: everybody@example.org"),
    ):
        with pytest.raises(ValueError, match=r"CR|line"):
            compose(hostile, SENDER)


def test_a_picture_stands_beside_the_html_that_shows_it() -> None:
    message = received(replace(letter(), picture=b"\x89PNG..."))
    text, both = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert both.get_content_type() == "multipart/related"
    html, picture = both.iter_parts()
    assert html.get_content_type() == "text/html"
    assert picture["Content-ID"] == "<picture>"
    assert picture.get_content_disposition() == "inline"
    assert picture.get_content() == b"\x89PNG..."


def test_a_mail_without_html_is_text_alone() -> None:
    message = received(replace(letter(), html=""))
    assert message.get_content_type() == "text/plain"
    assert "Finding – in short." in message.get_content()
