"""Who sends the mails, from where: read once from the settings."""

from dataclasses import dataclass
from email.headerregistry import Address

from core.config import Settings
from core.errors import InvalidInputError
from core.mail.addresses import sender
from core.mail.return_path import return_path
from core.secrets import secret_key


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender, the address of the service, and the key that signs its links."""

    sender: Address
    base_url: str
    secret: str
    bounce_address: str = ""

    def return_path(self, delivery_id: int) -> str:
        """Return where a mail comes back to if it cannot be delivered."""
        if not self.bounce_address:
            return self.sender.addr_spec
        return return_path(self.secret, self.bounce_address, delivery_id)


def letterhead_of(settings: Settings) -> Letterhead:
    """Return the letterhead that the settings give.

    Raises:
        InvalidInputError: if the sender or the bounce address is not a mail address.
        UnavailableError: if the signing key can be neither read nor made.
    """
    written_by = _address("MAIL_FROM", settings.mail_from)
    bounces = settings.bounce_address
    return Letterhead(
        sender=written_by,
        base_url=settings.base_url.rstrip("/"),
        secret=secret_key(settings),
        bounce_address=_address("BOUNCE_ADDRESS", bounces).addr_spec if bounces else "",
    )


def _address(setting: str, given: str) -> Address:
    try:
        return sender(given)
    except ValueError as error:
        raise InvalidInputError(f"setting CALLEDIT_{setting} cannot be used: {error}") from error
