"""PURE. The headers that let a reader leave one list with one click (RFC 8058)."""

import hashlib
from email.headerregistry import Address
from urllib.parse import quote

from core.mail.message import Headers
from reports.scope import Scope


def list_headers(sender: Address, scope: Scope, unsubscribe_url: str, mail_to: str = "") -> Headers:
    """Return what makes a mail one of a list; each scope is a list of its own.

    A mail to `mail_to`, or to the sender, leaves it too: its subject carries the token of the link.
    """
    words = quote(f"unsubscribe {unsubscribe_url.rpartition('/')[2]}")
    mailto = f"mailto:{quote(mail_to or sender.addr_spec, safe='@')}?subject={words}"
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
