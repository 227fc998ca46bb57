"""PURE. What a server says of a mail that it took: delivery status notifications (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

LARGEST = 100_000  # bytes; a status stands before the mail that it is about
LONGEST = 300
# Where servers say whom a mail came for; they need not agree.
ADDRESSED = ("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# RFC 3463: no such mailbox, no such host, no such address, it moved away, no mail taken, disabled.
NO_SUCH_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """`action` is failed, delayed, delivered, relayed or expanded; `status` such as ``5.1.1``."""

    addressed: tuple[str, ...]
    action: str
    status: str
    diagnostic: str

    @property
    def failed(self) -> bool:
        """Whether nobody tries any more."""
        return self.action == "failed"

    def __str__(self) -> str:
        """One line for people."""
        return " ".join(part for part in (self.action, self.status, self.diagnostic) if part)


def read_status(raw: bytes) -> DeliveryStatus | None:
    """Return what a mail says about a delivery; None if it is no delivery status."""
    try:
        message = message_from_bytes(raw[:LARGEST])
        part = next(filter(_is_status, message.walk()), None)
    except RecursionError:  # parts in parts in parts, hundreds deep: no server writes that
        return None
    found = None if part is None else _recipient_fields(part)
    return None if found is None else _status(message, found)


def says_no_such_address(reply: str) -> bool:
    """Tell whether a server's answer, or a status, means that an address does not exist."""
    found = ENHANCED.search(reply)
    return found is not None and found[1] in NO_SUCH_ADDRESS


def _is_status(part: Message) -> bool:
    return part.get_content_type() == "message/delivery-status"


def _recipient_fields(part: Message) -> Message | None:
    """The first block is about the server; each other is about one recipient."""
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return None
    return next((b for b in blocks if isinstance(b, Message) and b.get("action")), None)


def _status(message: Message, fields: Message) -> DeliveryStatus:
    addressed = [str(value) for name in ADDRESSED for value in message.get_all(name, [])]
    diagnostic = str(fields.get("diagnostic-code", "")).partition(";")[2]
    return DeliveryStatus(
        addressed=tuple(addressed),
        action=_plain(fields.get("action", "")).lower(),
        status=_plain(fields.get("status", "")).partition(" ")[0],
        diagnostic=_plain(diagnostic),
    )


def _plain(value: object) -> str:
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\x00", " ").split())[:LONGEST]
