"""How every page of the desk is made, and how what was typed into its forms is read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from sqlalchemy.orm import Session

from accounts.people import require
from accounts.roles import Access
from core.clock import utc_now
from core.errors import CalleditError
from core.forms import FormError, FormT, Problem, form_from
from core.security import policy
from core.web import current_database, current_settings
from dashboard.desk.view.trouble import Trouble, sentence
from dashboard.frame import frame_of

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
Build = Callable[[Session, datetime], Any]

MISSING = "Field required"
CALLED = {
    "pundit": "who says it (pundit)",
    "said_on": "the day on which it was said",
    "known_at": "the day on which it became known",
    "reason": "a reason",
    "ruling": "a ruling",
    "quote": "the quote",
    "first": "the first quote",
    "second": "the second quote",
    "seed": "the seed",
    "share": "the share",
}

# Only the desk has a script; what it sends and loads is ours.
DESK_POLICY = policy({"script-src": "'self'", "connect-src": "'self'"})


@blueprint.after_request
def allow_our_script(response: Response) -> Response:
    """Allow the one script of the desk, on its pages alone."""
    response.headers["Content-Security-Policy"] = DESK_POLICY
    return response


def editor() -> str:
    """Return the name of the editor who asks; the ledger shows it."""
    return require(Access.EDITOR).name


def show(template: str, build: Build, status: int = 200) -> Response:
    """Read and build within one transaction, then render without it."""
    now, zone = utc_now(), current_settings().zone
    with current_database().read() as session:
        page = build(session, now)
        frame = frame_of(session, now, zone)
    body = render_template(
        f"desk/{template}.html", page=page, frame=frame, section="desk", zone=zone
    )
    return make_response(body, status)


def go(path: str) -> Response:
    """Lead the browser on after a form was dealt with, so that loading again sends nothing."""
    return make_response(redirect(path, 303))


def typed(*names: str) -> dict[str, str]:
    """Return what was typed into the named fields, as it was."""
    return {name: request.form.get(name, "").replace("\r\n", "\n") for name in names}


def filled(form: type[FormT], fields: Mapping[str, object]) -> FormT:
    """Read a form; a field left empty is not given.

    Raises:
        FormError: naming each field and quoting what was given.
    """
    given = {name: value for name, value in fields.items() if value != ""}
    return form_from(form, given)


def trouble_of(error: CalleditError, fields: Mapping[str, str]) -> Trouble:
    """Return what is to be said over a form that cannot be used, and beside its fields."""
    if not isinstance(error, FormError):
        return Trouble(sentence(str(error)), {}, fields)
    beside = {p.field.split(".")[0]: _told(p) for p in error.problems}
    return Trouble(" ".join(dict.fromkeys(beside.values())), beside, fields)


def _told(problem: Problem) -> str:
    """Say what is wrong with one field, in the words that stand over it."""
    name = problem.field.split(".")[0]
    called = CALLED.get(name, name.replace("_", " "))
    if problem.message == MISSING:
        return f"{called[:1].upper()}{called[1:]} is needed."
    return sentence(f"{called} {problem.given}: {problem.message}")


def number_given(name: str) -> int | None:
    """Return a number from the address or the form; None if it is none."""
    text = request.values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - 63 bits
