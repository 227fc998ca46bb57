"""Headers that tell a browser to run nothing but what we serve."""

from collections.abc import Mapping

from flask import Flask, Response

POLICY = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "script-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(more: Mapping[str, str] | None = None) -> str:
    """Return the policy as a header; `more` are the kinds of which a page needs something else."""
    return "; ".join(f"{kind} {where}" for kind, where in (POLICY | dict(more or {})).items())


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register_security_headers(app: Flask) -> None:
    """Send the headers with every response."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
