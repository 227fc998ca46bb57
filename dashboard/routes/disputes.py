"""Disputing what is on record, answering, and replying for a pundit."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, make_response, redirect, request
from sqlalchemy.orm import Session

from accounts.people import require
from accounts.roles import Access
from core.api import posted_as
from core.clock import utc_now
from core.errors import CalleditError, InvalidInputError, NotFoundError
from core.forms import Form, form_from
from core.web import current_database
from dashboard.showing import blueprint, show
from dashboard.view.talk import AnswerForm, DisputeForm, DisputesPage, ReplyForm, disputes_page
from predictions.disputes import filing, queries
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.disputes.views import Talk
from predictions.models import Prediction
from predictions.queries import event_by_id, predictions

SECTION = "corrections"


class _Typed(Form):
    """A form as a page sends it: everything is text."""

    about: str = ""
    prediction: str = ""
    text: str = ""
    upheld: str = ""


@blueprint.get("/disputes")
def disputes() -> str:
    """What do others hold against the record?"""
    return show("disputes", SECTION, lambda session, _now: read_disputes(session))


@blueprint.get("/events/<int:number>/dispute")
def dispute(number: int) -> str:
    """What do you hold against it?"""
    typed = _Typed(prediction=request.args.get("prediction", "")[:20])
    return show("dispute", SECTION, lambda s, now: read_dispute_form(s, number, now, typed))


@blueprint.post("/events/<int:number>/dispute")
def send_dispute(number: int) -> Response:
    """File it."""
    typed = posted_as(_Typed)
    person = require(Access.SIGNED_IN)

    def act(session: Session, now: datetime) -> str:
        which = _id(typed.prediction)
        fields = {"about": typed.about, "text": typed.text, "prediction": which}
        made = filing.file_dispute(session, now, person, number, form_from(NewDispute, fields))
        return f"/events/{number}#dispute-{made.id}"

    return _done_or(
        act,
        lambda error: show(
            "dispute", SECTION, lambda s, now: read_dispute_form(s, number, now, typed, error)
        ),
    )


@blueprint.get("/disputes/<int:number>/answer")
def answer(number: int) -> str:
    """What do we say to it?"""
    return show("answer", SECTION, lambda s, _now: read_answer_form(s, number, _Typed()))


@blueprint.post("/disputes/<int:number>/answer")
def send_answer(number: int) -> Response:
    """Say it."""
    typed = posted_as(_Typed)
    person = require(Access.EDITOR)

    def act(session: Session, now: datetime) -> str:
        upheld = {"yes": True, "no": False}.get(typed.upheld)
        given = form_from(Answer, {"upheld": upheld, "text": typed.text})
        made = filing.answer_dispute(session, now, person.name, number, given)
        return f"/events/{made.event_id}#dispute-{made.id}"

    return _done_or(
        act,
        lambda error: show(
            "answer", SECTION, lambda s, _now: read_answer_form(s, number, typed, error)
        ),
    )


@blueprint.get("/predictions/<int:number>/reply")
def reply(number: int) -> str:
    """What does the pundit say to it?"""
    return show("reply", SECTION, lambda s, _now: read_reply_form(s, number, _Typed()))


@blueprint.post("/predictions/<int:number>/reply")
def send_reply(number: int) -> Response:
    """Put it beside the entry."""
    typed = posted_as(_Typed)
    person = require(Access.SIGNED_IN)

    def act(session: Session, now: datetime) -> str:
        new = form_from(NewReply, {"text": typed.text})
        made = filing.reply(session, now, person, number, new)
        return f"/events/{made.prediction.event_id}#reply-{made.id}"

    return _done_or(
        act,
        lambda error: show(
            "reply", SECTION, lambda s, _now: read_reply_form(s, number, typed, error)
        ),
    )


def read_disputes(session: Session) -> DisputesPage:
    """Read every dispute and reply."""
    talk = Talk(tuple(queries.disputes(session)), tuple(queries.replies(session)))
    return disputes_page(talk)


def read_dispute_form(
    session: Session, number: int, now: datetime, typed: _Typed, error: str = ""
) -> DisputeForm:
    """Read what can be disputed about an event.

    Raises:
        NotFoundError: if there is no such event.
    """
    person = require(Access.SIGNED_IN)
    return DisputeForm(
        event=event_by_id(session, number, now),
        predictions=tuple(predictions(session, Prediction.event_id == number)),
        may=person.represents is not None or person.email_verified_at is not None,
        about=typed.about,
        prediction=typed.prediction,
        text=typed.text,
        problem=error,
    )


def read_answer_form(session: Session, number: int, typed: _Typed, error: str = "") -> AnswerForm:
    """Read the dispute that is to be answered.

    Raises:
        NotFoundError: if there is none of that number.
    """
    found = queries.dispute_by_id(session, number)
    return AnswerForm(found, upheld=typed.upheld, text=typed.text, problem=error)


def read_reply_form(session: Session, number: int, typed: _Typed, error: str = "") -> ReplyForm:
    """Read the prediction that is replied to.

    Raises:
        NotFoundError: if there is none of that number.
    """
    found = predictions(session, Prediction.id == number)
    if not found:
        raise NotFoundError(f"there is no prediction {number}")
    stored = session.get_one(Prediction, number)
    may = require(Access.SIGNED_IN).represents == stored.pundit_id
    return ReplyForm(found[0], may=may, text=typed.text, problem=error)


def _done_or(act: Callable[[Session, datetime], str], again: Callable[[str], str]) -> Response:
    """Do what was asked for and go where it stands; or show the form again with what is amiss."""
    try:
        with current_database().write() as session:
            where = act(session, utc_now())
    except NotFoundError:
        raise
    except CalleditError as error:
        return make_response(again(str(error)), error.status)
    return make_response(redirect(where, 303))


def _id(given: str) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 19):  # noqa: PLR2004 - 63 bits
        raise InvalidInputError(f"prediction {given[:80]!r} is not the number of one")
    return int(given)
