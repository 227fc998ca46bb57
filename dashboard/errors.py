"""Errors as pages, in the voice of the rest; the API has its own form for them."""

from http import HTTPStatus

from flask import Flask, Response, make_response, render_template
from werkzeug.exceptions import HTTPException

from core.errors import CalleditError, TooManyError
from core.problems import from_error, from_http, speaks_json

# Title and what to do; the detail of an error of ours says the rest.
WORDS = {
    HTTPStatus.UNAUTHORIZED: (
        "Sign in first.",
        "Nothing was changed.",
    ),
    HTTPStatus.FORBIDDEN: (
        "This is not yours to do.",
        "Nothing was changed.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "This is larger than what is taken.",
        "Nothing was stored. A text may have a million characters; add a longer one in parts.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        "That was too often.",
        "Nothing is lost by waiting; the limit is the same for everybody.",
    ),
    HTTPStatus.NOT_FOUND: (
        "There is nothing at this address.",
        "What is on record is never taken off it, so the address may have been mistyped.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "This page can only be read.",
        "The record is changed from the command line or over the API, by editors.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "The record cannot be read at the moment.",
        "Nothing is lost. Please try again in a minute.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "This page could not be made.",
        "The fault is ours, and it has been written to the log. Nothing is lost.",
    ),
}
OTHERWISE = ("This cannot be done.", "")


def register_error_pages(app: Flask) -> None:
    """Answer errors on pages with pages, and those of the API as before."""
    app.register_error_handler(CalleditError, _our_error)
    app.register_error_handler(HTTPException, _http_error)


def _our_error(error: CalleditError) -> Response:
    if speaks_json():
        return from_error(error)
    # What a database says of itself is for operators, not for readers.
    told = "" if error.status is HTTPStatus.SERVICE_UNAVAILABLE else str(error)
    response = _page(error.status, told)
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http_error(error: HTTPException) -> Response:
    if speaks_json():
        return from_http(error)
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    response = _page(HTTPStatus(error.code))
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _page(status: HTTPStatus, detail: str = "") -> Response:
    title, advice = WORDS.get(status, OTHERWISE)
    body = render_template(
        "dashboard/error.html", status=status, title=title, advice=advice, detail=detail
    )
    return make_response(body, status)
