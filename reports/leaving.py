"""Leaving a list by mail, as programs do that know no one-click: its subject carries the token."""

import re
from datetime import datetime
from email.parser import BytesHeaderParser

from sqlalchemy.orm import Session

from core.mail.statuses import LARGEST
from reports.links import UNSUBSCRIBE, read
from reports.subscribers import SubscriptionView, subscription_by_id, unsubscribe

SUBJECT = re.compile(r"\s*unsubscribe\s+(\S{1,200})\s*", re.IGNORECASE)


def leave_by_mail(
    session: Session, now: datetime, secret: str, raw: bytes
) -> SubscriptionView | None:
    """End the list that a mail asks to leave; None if it asks for nothing of the kind."""
    subject = str(BytesHeaderParser().parsebytes(raw[:LARGEST]).get("subject", ""))
    asked = SUBJECT.fullmatch(subject)
    subscription_id = read(secret, UNSUBSCRIBE, asked[1]) if asked else None
    if subscription_id is None or subscription_by_id(session, subscription_id) is None:
        return None
    return unsubscribe(session, now, subscription_id)
