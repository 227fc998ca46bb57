"""Entering by a link in a mail: for readers, who need no password."""

from flask import Response, make_response, redirect, request

from accounts.cookies import set_sign_in, sign_in_cookie
from accounts.entrance import leave
from accounts.links import LinkWish, NameWish, OpenedLink, open_link, send_link, use_link
from core.api import posted_as
from core.clock import utc_now
from core.errors import CalleditError, NotFoundError, TooManyError
from core.mail.letterhead import letterhead_of
from core.web import current_database, current_settings
from dashboard.showing import blueprint, show
from dashboard.view.account import EnterPage, JoinPage

SECTION = "account"


@blueprint.get("/join")
def join() -> Response:
    """How do I take part?"""
    return _join(JoinPage(sent=request.args.get("sent") == "yes"))


@blueprint.post("/join")
def send_join() -> Response:
    """Mail a link to the address that was typed; the answer is the same for every address."""
    now = utc_now()
    try:
        wish = posted_as(LinkWish)
        with current_database().write() as session:
            letterhead = letterhead_of(current_settings())
            send_link(session, now, letterhead, wish, request.remote_addr or "?")
    except (CalleditError, TooManyError) as error:
        return _join(
            JoinPage(email=request.form.get("email", ""), problem=str(error)), error.status
        )
    return make_response(redirect("/join?sent=yes", 303))


@blueprint.get("/enter/<token>")
def enter(token: str) -> Response:
    """What will this link do?"""
    with current_database().read() as session:
        opened = open_link(session, utc_now(), token)
    return _enter(token, opened)


@blueprint.post("/enter/<token>")
def send_enter(token: str) -> Response:
    """Do it."""
    now = utc_now()
    try:
        wish = posted_as(NameWish)
        with current_database().write() as session:
            cookie = use_link(session, now, token, wish)
    except NotFoundError:
        raise
    except CalleditError as error:
        with current_database().read() as session:
            opened = open_link(session, now, token)
        return _enter(token, opened, request.form.get("name", ""), error)
    if not cookie:
        return make_response(redirect("/sign-in?next=/account", 303))
    leave(current_database(), sign_in_cookie())
    response = make_response(redirect("/account?done=entered", 303))
    set_sign_in(response, cookie)
    return response


def _join(page: JoinPage, status: int = 200) -> Response:
    return make_response(show("join", SECTION, lambda _session, _now: page), status)


def _enter(
    token: str, opened: OpenedLink, typed: str = "", error: CalleditError | None = None
) -> Response:
    page = EnterPage(
        token=token,
        email=opened.email,
        name=opened.name,
        asks_password=opened.asks_password,
        typed=typed,
        problem=str(error) if error else "",
    )
    body = show("enter", SECTION, lambda _session, _now: page)
    response = make_response(body, error.status if error else 200)
    # The address is the key: it is not passed on and not found.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
