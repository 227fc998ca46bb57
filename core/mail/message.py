"""PURE. A mail as the bytes that go over the wire, with headers that mail programs understand.

The standard library writes every header line. The body is put together here: what many readers are
told is encoded once, and one reader's postscript stands behind it in lines of its own.
"""

import hashlib
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    UnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import format_datetime
from functools import lru_cache

LONGEST_ENCODED_WORD = 75  # RFC 2047, section 2
PICTURE_CID = "picture"  # what `src="cid:..."` in HTML names
HTML_END = "</body>\n</html>\n"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: to whom, under which id, and the parts of the mail; `html` may be empty.

    The postscripts are for this recipient alone, the rest may be shared by many. HTML has an open
    end, which is closed when the mail is written.
    """

    recipient: str
    message_id: str
    written_at: datetime
    subject: str
    text: str
    html: str = ""
    picture: bytes | None = None
    headers: Headers = ()
    postscript_text: str = ""
    postscript_html: str = ""

    @property
    def whole_text(self) -> str:
        """The text as its recipient reads it."""
        return self.text + self.postscript_text

    @property
    def whole_html(self) -> str:
        """The HTML as its recipient sees it; empty if there is none."""
        return self.html and self.html + self.postscript_html + HTML_END


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
CRLF = b"\r\n"
# An equals sign before an underscore stands neither in quoted-printable nor in base64 (RFC 2045,
# section 6.7): these lines end no part too early, whatever it says.
ALTERNATIVE, RELATED = b"=_alternative", b"=_related"
TEXT = (
    b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
)
PICTURE = (
    b"Content-Type: image/png\r\n"
    b"Content-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: inline; filename="%(cid)s.png"\r\n'
    b"Content-ID: <%(cid)s>\r\n\r\n"
) % {b"cid": PICTURE_CID.encode()}


def message_id(dedupe_key: str, domain: str) -> str:
    """Return the id of the mail that goes by `dedupe_key`: the same whenever it is sent."""
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]}@{domain}>"


def compose(letter: Letter, sender: Address) -> bytes:
    """Return the message: the same bytes whenever it is written.

    Raises:
        ValueError: if a header would hold a line break, or a text what no encoding can say.
    """
    headers = (*_headers(letter, sender), *letter.headers, ("MIME-Version", "1.0"))
    return b"".join(_line(name, value) for name, value in headers) + _content(letter)


def _headers(letter: Letter, sender: Address) -> Headers:
    return (
        ("From", str(sender)),
        ("To", str(Address(addr_spec=letter.recipient))),
        ("Subject", letter.subject),
        ("Date", format_datetime(letter.written_at)),
        ("Message-ID", letter.message_id),
        ("Auto-Submitted", "auto-generated"),
    )


@lru_cache(maxsize=256)
def _line(name: str, value: str) -> bytes:
    """One header as it is sent; most are the same in every mail of a run."""
    return POLICY.fold_binary(*POLICY.header_store_parse(name, value))


def _content(letter: Letter) -> bytes:
    text = _part(b"plain", letter.text, letter.postscript_text)
    if not letter.html:
        return text
    html = _part(b"html", letter.html, letter.postscript_html + HTML_END)
    if letter.picture:
        both = (html, PICTURE + _base64(letter.picture))
        html = _multipart(b'related; type="text/html"', RELATED, both)
    return _multipart(b"alternative", ALTERNATIVE, (text, html))


def _multipart(kind: bytes, boundary: bytes, parts: tuple[bytes, ...]) -> bytes:
    head = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind, boundary)
    each = (b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    return head + b"".join(each) + b"--%s--\r\n" % boundary


def _part(subtype: bytes, shared: str, own: str) -> bytes:
    # Quoted-printable is written line by line: the line that the shared part ends with is theirs.
    lines, end, begun = shared.rpartition("\n")
    return TEXT % subtype + _shared_lines(lines + end) + _quoted_printable(begun + own)


@lru_cache(maxsize=32)
def _shared_lines(text: str) -> bytes:
    return _quoted_printable(text)


def _quoted_printable(text: str) -> bytes:
    lines = b"".join(line + CRLF for line in text.encode().splitlines())
    return b2a_qp(lines, istext=True)


@lru_cache(maxsize=8)
def _base64(picture: bytes) -> bytes:
    return encodebytes(picture).replace(b"\n", CRLF)
