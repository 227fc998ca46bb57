"""What can go wrong between an address and a text."""

from http import HTTPStatus

from core.errors import CalleditError


class FetchError(CalleditError):
    """An address that cannot be fetched, or whose answer cannot be used; the message says why."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "cannot-fetch"


class UnreadableError(CalleditError):
    """What was fetched or handed in cannot be read within the limits; the message says which."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "cannot-read"
