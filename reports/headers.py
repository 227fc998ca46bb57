"""PURE. The headers that let a reader stop the reports with one click (RFC 8058)."""

from email.headerregistry import Address
from urllib.parse import quote

from core.mail.message import Headers


def list_headers(sender: Address, recipient: str, unsubscribe_url: str) -> Headers:
    """Return what makes a mail one of a list that can be left."""
    who = quote(f"unsubscribe {recipient}")
    mailto = f"mailto:{quote(sender.addr_spec, safe='@')}?subject={who}"
    return (
        ("List-Id", f"Weekly report <weekly-report.{sender.domain}>"),
        ("List-Unsubscribe", f"<{unsubscribe_url}>, <{mailto}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )
