"""Errors of the HTTP API as problem details (RFC 9457), from one table."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, request
from werkzeug.exceptions import HTTPException

from core.errors import CalleditError, TooManyError, UnauthorizedError
from core.forms import FormError

PROBLEM_TYPE = "application/problem+json"


def problem(status: int, slug: str, detail: str, **more: Any) -> Response:
    """Return a problem response; `slug` is stable, for programs; `detail` is for people."""
    title = HTTPStatus(status).phrase
    body = {"type": f"urn:calledit:{slug}", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(body | more), status=status, content_type=PROBLEM_TYPE)


def from_error(error: CalleditError) -> Response:
    """Return the problem that stands for one of our errors."""
    more: dict[str, Any] = {}
    if isinstance(error, FormError):
        more["errors"] = [
            {"field": p.field, "given": p.given, "message": p.message} for p in error.problems
        ]
    response = problem(error.status, error.slug, str(error), **more)
    if isinstance(error, UnauthorizedError):
        response.headers["WWW-Authenticate"] = 'Bearer realm="calledit"'
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def from_http(error: HTTPException) -> Response:
    """Return the problem that stands for an error of the web framework."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    slug = HTTPStatus(status).phrase.lower().replace(" ", "-")
    response = problem(status, slug, error.description or "")
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def speaks_json() -> bool:
    """Tell whether the request is for the API rather than for a page."""
    return request.path.startswith("/api/") or request.path == "/healthz"


def register_problems(app: Flask) -> None:
    """Answer the API's errors as problems; pages have their own."""
    app.register_error_handler(CalleditError, from_error)
