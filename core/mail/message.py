"""PURE. A mail as a message, with headers that mail programs understand."""

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

LONGEST_ENCODED_WORD = 75  # RFC 2047, section 2
PICTURE_CID = "picture"  # what `src="cid:..."` in HTML names

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: to whom, under which id, and the parts of the mail; `html` may be empty."""

    recipient: str
    message_id: str
    written_at: datetime
    subject: str
    text: str
    html: str = ""
    picture: bytes | None = None
    headers: Headers = ()


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


def message_id(dedupe_key: str, domain: str) -> str:
    """Return the id of the mail that goes by `dedupe_key`: the same whenever it is sent."""
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]}@{domain}>"


def compose(letter: Letter, sender: Address) -> EmailMessage:
    """Return the message.

    Raises:
        ValueError: if a header would hold a line break.
    """
    message = EmailMessage(policy=POLICY)
    for name, value in (*_headers(letter, sender), *letter.headers):
        message[name] = value
    if not letter.html:
        message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
        return message
    message.make_alternative()
    message.attach(_part(letter.text, "plain"))
    message.attach(_with_picture(letter) if letter.picture else _part(letter.html, "html"))
    return message


def _headers(letter: Letter, sender: Address) -> tuple[tuple[str, object], ...]:
    return (
        ("From", sender),
        ("To", Address(addr_spec=letter.recipient)),
        ("Subject", letter.subject),
        ("Date", letter.written_at),
        ("Message-ID", letter.message_id),
        ("Auto-Submitted", "auto-generated"),
    )


def _part(body: str, subtype: str) -> EmailMessage:
    # A part of its own policy: quoted-printable ends its lines at 76 characters (RFC 2045).
    part = MIMEPart(policy=SMTP)
    part.set_content(body, subtype=subtype, charset="utf-8", cte="quoted-printable")
    return cast("EmailMessage", part)  # what `attach` takes, by its annotation


def _with_picture(letter: Letter) -> EmailMessage:
    both = MIMEPart(policy=SMTP)
    both.make_related()
    both.set_param("type", "text/html")
    both.attach(_part(letter.html, "html"))
    picture = MIMEPart(policy=SMTP)
    picture.set_content(
        letter.picture,
        "image",
        "png",
        cid=f"<{PICTURE_CID}>",
        disposition="inline",
        filename=f"{PICTURE_CID}.png",
    )
    both.attach(cast("EmailMessage", picture))
    return cast("EmailMessage", both)
