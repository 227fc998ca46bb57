"""PURE. Signed links in mails: each kind signs under a name of its own.

They do not expire, except for the one that confirms a wish: a mail from years ago must still let
its reader leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from core.mail.letterhead import Letterhead

UNSUBSCRIBE = "calledit/unsubscribe/weekly-report"
PREFERENCES = "calledit/preferences"
PERSONAL_ISSUE = "calledit/issue"
WISH = "calledit/wish"
WISH_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for on the public page, and when; nothing of it is stored before."""

    fields: Mapping[str, object]
    asked_at: datetime


def unsubscribe_url(letterhead: Letterhead, subscription_id: int) -> str:
    """Return the address that ends one subscription."""
    return (
        f"{letterhead.base_url}/unsubscribe/{sign(letterhead.secret, UNSUBSCRIBE, subscription_id)}"
    )


def preferences_url(letterhead: Letterhead, subscriber_id: int) -> str:
    """Return the address where a subscriber changes what comes when."""
    return (
        f"{letterhead.base_url}/subscriptions/{sign(letterhead.secret, PREFERENCES, subscriber_id)}"
    )


def personal_issue_url(letterhead: Letterhead, issue_id: int) -> str:
    """Return the address of an issue that is not for everybody."""
    return f"{letterhead.base_url}/reports/mine/{sign(letterhead.secret, PERSONAL_ISSUE, issue_id)}"


def wish_url(letterhead: Letterhead, fields: Mapping[str, object]) -> str:
    """Return the address that makes a wish come true, for three days."""
    token = URLSafeTimedSerializer(letterhead.secret, salt=WISH).dumps(dict(fields))
    return f"{letterhead.base_url}/subscribe/{token}"


def sign(secret: str, kind: str, number: int) -> str:
    """Return the token that stands for a number."""
    return str(URLSafeSerializer(secret, salt=kind).dumps(number))


def read(secret: str, kind: str, token: str) -> int | None:
    """Return the number that a token stands for; None if it was not made here, or for that."""
    try:
        number = URLSafeSerializer(secret, salt=kind).loads(token)
    except BadData:
        return None
    return number if isinstance(number, int) else None


def read_wish(secret: str, token: str) -> Wish | None:
    """Return what was asked for; None if the token was not made here, or is too old."""
    serializer = URLSafeTimedSerializer(secret, salt=WISH)
    try:
        fields, asked_at = serializer.loads(
            token, max_age=int(WISH_LASTS.total_seconds()), return_timestamp=True
        )
    except BadData:
        return None
    return Wish(fields, asked_at) if isinstance(fields, dict) else None
