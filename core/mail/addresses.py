"""PURE. Mail addresses: plain ones, that can stand in a header as they are."""

from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr

LONGEST = 254  # RFC 5321, section 4.5.3.1
LONGEST_LOCAL = 64
RIGHT = "an address such as 'ann@example.org' would be right"


def mail_address(given: str) -> str:
    """Return `given` in lower case if it is a plain mail address.

    Raises:
        ValueError: if it is not, quoting it.
    """
    address = given.strip(" ").lower()
    parsed = _parsed(address)
    plain = (
        parsed is not None
        and address == f"{parsed.username}@{parsed.domain}"
        and len(address) <= LONGEST
        and len(parsed.username) <= LONGEST_LOCAL
        and all(_is_label(label) for label in parsed.domain.split("."))
    )
    if not plain:
        raise ValueError(f"{shown(given)} is not a mail address; {RIGHT}")
    return address


def sender(given: str) -> Address:
    """Return a sender such as ``Calledit <calledit@example.org>``.

    Raises:
        ValueError: if it is not one, quoting it.
    """
    name, address = parseaddr(given)
    if not given.isprintable():
        raise ValueError(f"{shown(given)} has control characters; {RIGHT}")
    return Address(name, addr_spec=mail_address(address or given))


def shown(given: str) -> str:
    """Return what was given as it can stand in an error message."""
    return repr(given if len(given) <= LONGEST else given[:LONGEST] + "...")


def _parsed(address: str) -> Address | None:
    # The library's parser raises IndexError where the text ends too early.
    try:
        return Address(addr_spec=address) if address.isascii() else None
    except (ValueError, MessageError, IndexError):
        return None


def _is_label(label: str) -> bool:
    """Tell whether this may stand between the dots of a host name."""
    inner = label.replace("-", "")
    return inner.isalnum() and not label.startswith("-") and not label.endswith("-")
