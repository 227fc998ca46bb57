"""What can go wrong in the terms of the service, and which HTTP status each one has."""

from http import HTTPStatus


class CalleditError(Exception):
    """Something was asked for that cannot be done; the message says what would be right."""

    status = HTTPStatus.BAD_REQUEST
    slug = "bad-request"


class InvalidInputError(CalleditError):
    """A value that was given cannot be used."""

    status = HTTPStatus.BAD_REQUEST
    slug = "invalid-input"


class TooLargeError(CalleditError):
    """What was given is larger than the service takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "too-large"


class UnauthorizedError(CalleditError):
    """It needs somebody who is known: a token, or a sign-in."""

    status = HTTPStatus.UNAUTHORIZED
    slug = "unauthorized"


class ForbiddenError(CalleditError):
    """Whoever asks is known, and may not; or a form that no page of ours has sent."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"


class TooManyError(CalleditError):
    """Something limited was done too often; `retry_after` seconds later it can be done again."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotFoundError(CalleditError):
    """An id or name that nothing on record has."""

    status = HTTPStatus.NOT_FOUND
    slug = "not-found"


class ConflictError(CalleditError):
    """The record already says otherwise."""

    status = HTTPStatus.CONFLICT
    slug = "conflict"


class UnavailableError(CalleditError):
    """The database or the mail server cannot be reached."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "unavailable"
