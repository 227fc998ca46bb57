"""PURE. Signed links that stop the weekly report; they do not expire."""

from itsdangerous import BadData, URLSafeSerializer

from core.mail.letterhead import Letterhead

# The salt is the name of the list: a token for one stream can never stop another.
SALT = "calledit/unsubscribe/weekly-report"


def unsubscribe_url(letterhead: Letterhead, subscriber_id: int) -> str:
    """Return the address that stops a subscriber's reports."""
    return f"{letterhead.base_url}/unsubscribe/{make_token(letterhead.secret, subscriber_id)}"


def make_token(secret: str, subscriber_id: int) -> str:
    """Return the token that stands for a subscriber in an address."""
    return str(URLSafeSerializer(secret, salt=SALT).dumps(subscriber_id))


def read_token(secret: str, token: str) -> int | None:
    """Return the subscriber's id; None if the token was not made here."""
    try:
        subscriber_id = URLSafeSerializer(secret, salt=SALT).loads(token)
    except BadData:
        return None
    return subscriber_id if isinstance(subscriber_id, int) else None
