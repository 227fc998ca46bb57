"""Who sends the mails, from where: read once from the settings."""

from dataclasses import dataclass
from email.headerregistry import Address

from core.config import Settings
from core.errors import InvalidInputError
from core.secrets import secret_key
from reports.addresses import sender
from reports.unsubscribe import make_token


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender, the address of the service, and the key that signs its links."""

    sender: Address
    base_url: str
    secret: str

    def unsubscribe_url(self, subscriber_id: int) -> str:
        """Return the address that stops a subscriber's reports."""
        return f"{self.base_url}/unsubscribe/{make_token(self.secret, subscriber_id)}"


def letterhead_of(settings: Settings) -> Letterhead:
    """Return the letterhead that the settings give.

    Raises:
        InvalidInputError: if the sender is not a mail address.
        UnavailableError: if the signing key can be neither read nor made.
    """
    try:
        written_by = sender(settings.mail_from)
    except ValueError as error:
        raise InvalidInputError(f"setting CALLEDIT_MAIL_FROM cannot be used: {error}") from error
    return Letterhead(written_by, settings.base_url.rstrip("/"), secret_key(settings))
