"""The two cookies: one says who is signed in, one ties forms to the browser of anybody else."""

import hashlib
import hmac
import secrets

from flask import Response, g, request

from accounts.sign_ins import LASTS
from core.config import Settings
from core.secrets import secret_key
from core.web import current_settings

FORM_FIELD = "form_token"
FORM_HEADER = "X-Form-Token"
SIGN_IN = "sign-in"


def _name(settings: Settings, kind: str) -> str:
    # A browser takes a __Host- cookie only over HTTPS, from this very host, for all of it.
    return f"__Host-calledit-{kind}" if _https(settings) else f"calledit-{kind}"


def _https(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")


def may_be_signed_in(cookies: str) -> bool:
    """Tell from the header `Cookie` whether somebody may be signed in; nobody is without ours."""
    return f"calledit-{SIGN_IN}" in cookies


def sign_in_cookie() -> str:
    """Return the cookie of a sign-in that came with the request; empty if none did."""
    return request.cookies.get(_name(current_settings(), SIGN_IN), "")


def set_sign_in(response: Response, token: str) -> None:
    """Have the browser keep a sign-in; what its forms were tied to before is forgotten."""
    _set(response, SIGN_IN, token, int(LASTS.total_seconds()))
    _set(response, "form", "", 0)
    g.new_form_secret = ""


def drop_sign_in(response: Response) -> None:
    """Have the browser forget a sign-in."""
    _set(response, SIGN_IN, "", 0)


def form_token() -> str:
    """Return what every form sends along; another site can neither read nor guess it."""
    g.personal = True
    return _token(_form_secret() or _new_form_secret())


def form_token_fits() -> bool:
    """Tell whether the request carries the token of a form that this browser was given."""
    given = request.headers.get(FORM_HEADER) or request.form.get(FORM_FIELD, "")
    secret = _form_secret()
    fits = hmac.compare_digest(given.encode("utf-8", "replace"), _token(secret).encode())
    return bool(secret) and fits


def keep_form_secret(response: Response) -> None:
    """Have the browser keep what its forms are tied to, if that was made for this request."""
    if made := g.get("new_form_secret", ""):
        _set(response, "form", made, None)


def _form_secret() -> str:
    """Return what ties forms to this browser: its sign-in, or else a cookie for forms alone."""
    if g.get("person") is not None:
        return sign_in_cookie()
    return str(
        g.get("new_form_secret") or request.cookies.get(_name(current_settings(), "form"), "")
    )


def _new_form_secret() -> str:
    g.new_form_secret = secrets.token_urlsafe(32)
    return str(g.new_form_secret)


def _token(secret: str) -> str:
    key = secret_key(current_settings()).encode()
    return hmac.new(
        key, f"calledit/form/{secret}".encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()


def _set(response: Response, kind: str, value: str, max_age: int | None) -> None:
    settings = current_settings()
    response.set_cookie(
        _name(settings, kind),
        value,
        max_age=max_age,
        path="/",
        secure=_https(settings),
        httponly=True,
        samesite="Lax",
    )
