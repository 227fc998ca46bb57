"""What the endpoints of the HTTP API share, and reading what pages of ours send."""

from collections.abc import Collection

from flask import Response, request
from pydantic_core import to_json

from core.errors import InvalidInputError
from core.forms import FormT, form_from, read_form

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


def query_as(form: type[FormT], *, drop_empty: bool = False) -> FormT:
    """Read the parameters of the address as a form; a page's own form sends empty ones along.

    Raises:
        InvalidInputError: naming the parameter that is unknown, cannot be used or comes twice.
    """
    for name, given in request.args.lists():
        if len(given) > 1:
            quoted = " and ".join(repr(value[:80]) for value in given[:2])
            raise InvalidInputError(f"{name} is given as {quoted}; give it once")
    given_once = request.args.to_dict()
    if drop_empty:
        given_once = {name: value for name, value in given_once.items() if value}
    return form_from(form, given_once)


def posted_as(form: type[FormT], *, but: Collection[str] = ("form_token",)) -> FormT:
    """Read what a page's form sends; a field left empty is one that is not given.

    Raises:
        InvalidInputError: naming each field and quoting what was given.
    """
    for name, given in request.form.lists():
        if len(given) > 1:
            raise InvalidInputError(f"{name[:80]!r} was sent {len(given)} times; send it once")
    given_once = request.form.to_dict()
    return form_from(form, {k: v for k, v in given_once.items() if v and k not in but})
