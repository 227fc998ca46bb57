"""Signing in and out, and one's own account."""

from datetime import datetime

from flask import Response, make_response, redirect, request
from sqlalchemy.orm import Session

from accounts import sign_ins
from accounts.cookies import drop_sign_in, set_sign_in, sign_in_cookie
from accounts.directory import set_password
from accounts.entrance import CHANGING, enter, leave
from accounts.guard import safe_path
from accounts.limits import spend
from accounts.models import Account
from accounts.passwords import check, hash_of, matches
from accounts.people import Person, require
from accounts.roles import Access
from core.api import posted_as
from core.clock import utc_now
from core.errors import CalleditError, InvalidInputError, TooManyError, UnauthorizedError
from core.forms import Form, Line
from core.web import current_database
from dashboard.showing import blueprint, show
from dashboard.view.account import AccountPage, Place, SignInPage

SECTION = "account"
DONE = {
    "entered": "You are signed in.",
    "password": "Your password is changed, and every other browser is signed out.",
}


class SignInForm(Form):
    """Who wants in."""

    who: Line = ""
    password: str = ""
    next: Line = "/"


class PasswordForm(Form):
    """A change of one's own password."""

    current: str = ""
    new: str = ""


@blueprint.get("/sign-in")
def sign_in() -> str | Response:
    """Who are you?"""
    page = SignInPage(next=safe_path(request.args.get("next", "/")))
    return show("sign_in", SECTION, lambda _session, _now: page)


@blueprint.post("/sign-in")
def send_sign_in() -> Response:
    """Sign somebody in, under a new cookie."""
    given = posted_as(SignInForm)
    onward = safe_path(given.next)
    address = request.remote_addr or "?"
    try:
        token = enter(current_database(), utc_now(), given.who, given.password, address)
    except (UnauthorizedError, TooManyError) as error:
        page = SignInPage(next=onward, who=given.who, problem=str(error))
        body = show("sign_in", SECTION, lambda _session, _now: page)
        return _refused(body, error)
    leave(current_database(), sign_in_cookie())
    response = make_response(redirect(onward, 303))
    set_sign_in(response, token)
    return response


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Sign this browser out."""
    leave(current_database(), sign_in_cookie())
    return _out()


@blueprint.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """Sign every browser of this account out."""
    person = require(Access.SIGNED_IN)
    with current_database().write() as session:
        sign_ins.end_all(session, person.account_id or 0)
    return _out()


@blueprint.get("/account")
def account() -> str:
    """What do you know about me?"""
    done = DONE.get(request.args.get("done", ""), "")
    return show("account", SECTION, lambda session, now: read_account(session, now, done=done))


@blueprint.post("/account/password")
def change_password() -> Response:
    """Replace one's own password, and with it every sign-in but a new one here."""
    try:
        token = _changed_password()
    except CalleditError as error:
        problem = str(error)
        body = show("account", SECTION, lambda s, now: read_account(s, now, problem=problem))
        return _refused(body, error)
    response = make_response(redirect("/account?done=password", 303))
    set_sign_in(response, token)
    return response


def read_account(
    session: Session, _now: datetime, *, done: str = "", problem: str = ""
) -> AccountPage:
    """Read one's own account."""
    person = require(Access.SIGNED_IN)
    stored = _own(session, person)
    here = sign_ins.hashed(sign_in_cookie())
    return AccountPage(
        name=stored.name,
        email=stored.email,
        email_verified=stored.email_verified_at is not None,
        role=stored.role,
        has_password=bool(stored.password_hash),
        places=tuple(
            Place(s.started_at, s.seen_at, s.token_hash == here)
            for s in sign_ins.of_account(session, stored.id)
        ),
        done=done,
        problem=problem,
    )


def _changed_password() -> str:
    person = require(Access.SIGNED_IN)
    given = posted_as(PasswordForm)
    with current_database().write() as session:
        spend(session, utc_now(), CHANGING, str(person.account_id))
        stored = _own(session, person).password_hash
    if stored and not matches(stored, given.current):
        raise InvalidInputError("the current password is not that; nothing was changed")
    made, now = hash_of(check(given.new)), utc_now()
    with current_database().write() as session:
        changed = _own(session, person)
        set_password(session, changed, made)
        return sign_ins.start(session, now, changed.id)


def _own(session: Session, person: Person) -> Account:
    stored = session.get(Account, person.account_id)
    if stored is None:
        raise UnauthorizedError("this needs an account; sign in first")
    return stored


def _refused(body: str | Response, error: CalleditError) -> Response:
    response = make_response(body, error.status)
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _out() -> Response:
    response = make_response(redirect("/", 303))
    drop_sign_in(response)
    return response
