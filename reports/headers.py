"""PURE. The headers that let a reader leave one list with one click (RFC 8058)."""

import hashlib
from email.headerregistry import Address
from urllib.parse import quote

from core.mail.message import Headers
from reports.scope import Scope


def list_headers(sender: Address, scope: Scope, recipient: str, unsubscribe_url: str) -> Headers:
    """Return what makes a mail one of a list; each scope is a list of its own."""
    who = quote(f"unsubscribe {recipient}")
    mailto = f"mailto:{quote(sender.addr_spec, safe='@')}?subject={who}"
    return (
        ("List-Id", f"Weekly report <{_list_name(scope)}.{sender.domain}>"),
        ("List-Unsubscribe", f"<{unsubscribe_url}>, <{mailto}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )


def _list_name(scope: Scope) -> str:
    # A topic may hold any letter; a list's name may not.
    if scope == Scope():
        return "weekly-report"
    return "weekly-report-" + hashlib.sha256(scope.key.encode()).hexdigest()[:12]
