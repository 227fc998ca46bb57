"""PURE. A report as a message, with the headers that let a reader stop it with one click."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    UnstructuredHeader,
)
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy, Policy
from typing import cast
from urllib.parse import quote

LONGEST_ENCODED_WORD = 75  # RFC 2047, section 2


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: to whom, under which id, and the three parts of the mail."""

    recipient: str
    message_id: str
    written_at: datetime
    subject: str
    text: str
    html: str


class SubjectHeader(UnstructuredHeader, BaseHeader):
    """A subject whose encoded words stay within the 75 characters of RFC 2047."""

    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it is sent."""
        header = Header(str(self), header_name=self.name, maxlinelen=LONGEST_ENCODED_WORD)
        return f"{self.name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    registry.map_to_type("subject", SubjectHeader)
    # At the usual 78 characters a long List-Unsubscribe is folded into an encoded word, which
    # breaks one-click; at 998 a subject's encoded word grows too long, hence the class above.
    return SMTP.clone(max_line_length=998, header_factory=registry)


POLICY = _policy()


def message_id(subscriber_id: int, period: str, domain: str) -> str:
    """Return the id of one subscriber's mail for one week: the same whenever it is sent."""
    key = hashlib.sha256(f"weekly-report/{subscriber_id}/{period}".encode()).hexdigest()
    return f"<{key[:32]}@{domain}>"


def compose(letter: Letter, sender: Address, unsubscribe_url: str) -> EmailMessage:
    """Return the message.

    Raises:
        ValueError: if a header would hold a line break.
    """
    message = EmailMessage(policy=POLICY)
    for name, value in _headers(letter, sender, unsubscribe_url):
        message[name] = value
    message.make_alternative()
    message.attach(_part(letter.text, "plain"))
    message.attach(_part(letter.html, "html"))
    return message


def _headers(
    letter: Letter, sender: Address, unsubscribe_url: str
) -> tuple[tuple[str, object], ...]:
    who = quote(f"unsubscribe {letter.recipient}")
    mailto = f"mailto:{quote(sender.addr_spec, safe='@')}?subject={who}"
    return (
        ("From", sender),
        ("To", Address(addr_spec=letter.recipient)),
        ("Subject", letter.subject),
        ("Date", letter.written_at),
        ("Message-ID", letter.message_id),
        ("List-Id", f"Weekly report <weekly-report.{sender.domain}>"),
        ("List-Unsubscribe", f"<{unsubscribe_url}>, <{mailto}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Auto-Submitted", "auto-generated"),
    )


def _part(body: str, subtype: str) -> EmailMessage:
    # A part of its own policy: quoted-printable ends its lines at 76 characters (RFC 2045).
    part = MIMEPart(policy=SMTP)
    part.set_content(body, subtype=subtype, charset="utf-8", cte="quoted-printable")
    return cast("EmailMessage", part)  # what `attach` takes, by its annotation
