"""Who may use which route, from one table; and that forms come from our own pages."""

from collections.abc import Collection, Mapping
from urllib.parse import quote

from flask import Flask, Response, g, redirect, request
from werkzeug.local import LocalProxy

from accounts import sign_ins
from accounts.cookies import form_token, form_token_fits, keep_form_secret, sign_in_cookie
from accounts.people import Person, current_person
from accounts.roles import Access
from accounts.tokens import bearer
from core.clock import utc_now
from core.errors import ForbiddenError, UnauthorizedError
from core.web import current_database

SIGN_IN = "/sign-in"
PERSON = LocalProxy(current_person)  # so that only a template that names somebody asks who it is
READS = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask, table: Mapping[str, Access], without_form_token: Collection[str]) -> None:
    """Hold every request to the table; `without_form_token` are forms that mail programs send."""

    @app.before_request
    def guard() -> Response | None:
        if not _is_api() and not _is_file():
            g.person = _signed_in()
        if request.endpoint is None:
            return None  # there is no such address, and the answer says so
        needed = _needed(table, request.endpoint)
        if _is_api():
            _check_bearer(needed)
            return None
        if current_person() is None and needed is not Access.PUBLIC:
            return _to_the_door()
        _check_person(needed)
        if request.method not in READS and request.endpoint not in without_form_token:
            _check_form()
        return None

    app.after_request(_keep_private)
    app.context_processor(lambda: {"person": PERSON, "form_token": form_token})


def _keep_private(response: Response) -> Response:
    keep_form_secret(response)
    if not _is_api() and not _is_file():
        response.vary.add("Cookie")
    if current_person() is not None or g.get("personal"):
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _is_file() -> bool:
    return request.path.startswith("/static/")


def _needed(table: Mapping[str, Access], endpoint: str) -> Access:
    if endpoint not in table:
        raise ForbiddenError(f"{endpoint!r} stands in no line of access.py")
    return table[endpoint]


def safe_path(given: str) -> str:
    """Return `given` if it is an address on this site, else the front page.

    A browser reads a backslash as a slash and leaves out control characters, and two slashes at
    the beginning lead to another site.
    """
    plain = given.startswith("/") and given.isprintable() and "\\" not in given
    return given if plain and not given.startswith("//") else "/"


def _check_bearer(needed: Access) -> None:
    if needed is Access.PUBLIC:
        return
    with current_database().read() as session:
        g.person = bearer(session, request.headers.get("Authorization", ""))
    _check_person(needed)


def _check_person(needed: Access) -> None:
    person = current_person()
    if person is not None and person.access < needed:
        raise ForbiddenError(
            f"{person.name!r} may not do this: it needs the role {needed.name.lower()!r}"
        )


def _check_form() -> None:
    if not form_token_fits():
        raise ForbiddenError(
            "this form did not come from a page of ours, or the page is too old; go back, load it"
            " again, and send it once more"
        )


def _signed_in() -> Person | None:
    token = sign_in_cookie()
    if not token:
        return None
    now = utc_now()
    with current_database().look() as connection:
        found = sign_ins.find(connection, now, token)
    if found is None:
        return None
    if found.seen_at + sign_ins.SEEN_EVERY <= now:
        with current_database().write() as session:
            sign_ins.see(session, now, found.id)
    return found.person


def _to_the_door() -> Response:
    if request.method not in READS:
        raise UnauthorizedError("this needs an account; sign in, and send it once more")
    wanted = request.full_path.rstrip("?")
    return _redirect(f"{SIGN_IN}?next={quote(wanted, safe='/')}")


def _redirect(path: str) -> Response:
    answer = redirect(path, 303, Response)
    return answer if isinstance(answer, Response) else Response(status=303)
