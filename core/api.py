"""What the endpoints of the HTTP API share."""

from flask import Response, request
from pydantic_core import to_json

from core.forms import FormT, read_form

LARGEST_BODY = 8_000_000  # bytes; the longest text, with every character escaped in JSON, fits


def json_response(data: object, status: int = 200) -> Response:
    """Return `data` as JSON; dataclasses, days and instants in their standard forms."""
    return Response(to_json(data), status=status, content_type="application/json")


def body_as(form: type[FormT]) -> FormT:
    """Read the request's body as a form.

    Raises:
        FormError: naming each field and quoting what was given.
    """
    return read_form(form, request.get_data(cache=False))
