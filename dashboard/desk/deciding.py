"""What an editor decides about a candidate, each by a plain form."""

from collections.abc import Callable

from flask import Response, request
from sqlalchemy.orm import Session

from core.api import json_response
from core.clock import utc_now
from core.errors import CalleditError
from core.problems import from_error
from core.web import current_database
from dashboard.desk.acceptance import acceptance_of, share_of
from dashboard.desk.reviewing import Wanted, show_review
from dashboard.desk.showing import blueprint, editor, filled, go, number_given, trouble_of, typed
from dashboard.desk.view.reasons import REASONS
from dashboard.desk.view.review import FIELDS
from predictions import accepting_again, by_hand, reshaping, review, undoing, unfinished
from predictions.forms import MarkedForecast, Merging, Rejection, Splitting
from predictions.queries import candidate_by_id
from predictions.views import CandidateView

Act = Callable[[Session, CandidateView], str]
"""Does what was asked for, and returns where to go on."""

MARKED = ("quote", "probability", "claim")


@blueprint.post("/candidates/<int:candidate_id>/accept")
def accept(candidate_id: int) -> Response:
    """Put a candidate on record."""
    fields = typed(*FIELDS)

    def act(session: Session, candidate: CandidateView) -> str:
        who, now = editor(), utc_now()
        unfinished.refuse_if_changed(session, who, candidate_id, number_given("unfinished") or 0)
        wish = acceptance_of(candidate, fields, number_given("version"))
        accepting_again.accept(session, now, who, candidate_id, wish)
        return _onward(candidate)

    return _deciding(candidate_id, fields, act)


@blueprint.post("/candidates/<int:candidate_id>/reject")
def reject(candidate_id: int) -> Response:
    """Decide that a candidate is not to be recorded."""
    fields = typed("reason")

    def act(session: Session, candidate: CandidateView) -> str:
        review.reject(session, utc_now(), editor(), candidate_id, _rejection(fields["reason"]))
        return _onward(candidate)

    return _deciding(candidate_id, fields, act)


@blueprint.post("/candidates/<int:candidate_id>/split")
def split(candidate_id: int) -> Response:
    """Make two candidates of one."""
    fields = typed("first", "second", "first_claim", "second_claim")

    def act(session: Session, candidate: CandidateView) -> str:
        wish = filled(Splitting, fields | {"version": number_given("version") or ""})
        reshaping.split(session, utc_now(), editor(), candidate_id, wish)
        return _back(candidate, "split")

    return _deciding(candidate_id, fields, act)


@blueprint.post("/candidates/<int:candidate_id>/merge")
def merge(candidate_id: int) -> Response:
    """Make one candidate of two."""
    fields = typed("other")

    def act(session: Session, candidate: CandidateView) -> str:
        wish = filled(
            Merging,
            {"other": number_given("other") or "", "version": number_given("version") or ""},
        )
        reshaping.merge(session, utc_now(), editor(), candidate_id, wish)
        return _back(candidate, "merged")

    return _deciding(candidate_id, fields, act)


@blueprint.post("/candidates/<int:candidate_id>/unfinished")
def keep(candidate_id: int) -> Response:
    """Keep what was typed, without a decision: for the script as data, else as a page."""
    fields = typed(*FIELDS)
    left = unfinished.Unfinished(candidate_id, fields, number_given("unfinished") or 0)

    def act(session: Session, candidate: CandidateView) -> str:
        unfinished.keep(session, utc_now(), editor(), left)
        return _back(candidate, "kept")

    if "application/json" not in request.headers.get("Accept", ""):
        return _deciding(candidate_id, fields, act)
    try:
        with current_database().write() as session:
            kept = unfinished.keep(session, utc_now(), editor(), left)
    except CalleditError as error:
        return from_error(error)
    return json_response({"version": kept.version})


@blueprint.post("/review/<int:commentary_id>/mark")
def mark(commentary_id: int) -> Response:
    """Add what the extraction missed as a candidate."""
    fields = typed(*MARKED)
    try:
        given = fields | {"probability": _share(fields["probability"])}
        marked = filled(MarkedForecast, given)
        with current_database().write() as session:
            made = by_hand.mark_forecast(session, utc_now(), editor(), commentary_id, marked)
            number = made.id
    except CalleditError as error:
        wanted = Wanted(commentary_id, number_given("candidate"), marking=trouble_of(error, fields))
        return show_review(wanted, error.status)
    return go(f"/desk/review/{commentary_id}?candidate={number}&said=marked#candidate")


@blueprint.post("/review/<int:commentary_id>/undo")
def undo(commentary_id: int) -> Response:
    """Take back one's last decision about a commentary."""
    try:
        with current_database().write() as session:
            number = undoing.undo_last(session, utc_now(), editor(), commentary_id)
    except CalleditError as error:
        return show_review(Wanted(commentary_id, trouble=trouble_of(error, {})), error.status)
    return go(f"/desk/review/{commentary_id}?candidate={number}&said=undone#candidate")


def _deciding(candidate_id: int, fields: dict[str, str], act: Act) -> Response:
    """Do it in one transaction; where it cannot be done, the form comes back as it was typed."""
    with current_database().read() as session:
        candidate = candidate_by_id(session, candidate_id)
    try:
        with current_database().write() as session:
            onward = act(session, candidate)
    except CalleditError as error:
        wanted = Wanted(candidate.commentary_id, candidate_id, trouble=trouble_of(error, fields))
        return show_review(wanted, error.status)
    return go(onward)


def _onward(candidate: CandidateView) -> str:
    """To the candidate that stands next in the text, with a word about this one."""
    after = number_given("next")
    more = f"&candidate={after}" if after else ""
    return f"/desk/review/{candidate.commentary_id}?done={candidate.id}{more}#candidate"


def _back(candidate: CandidateView, said: str) -> str:
    return f"/desk/review/{candidate.commentary_id}?candidate={candidate.id}&said={said}#candidate"


def _rejection(reason: str) -> Rejection:
    """A button says which of our reasons, and the field says one's own."""
    chip = number_given("chip")
    known = REASONS[chip] if chip is not None and chip < len(REASONS) else None
    said = {"reason": known.reason, "kind": known.kind} if known else {"reason": reason}
    return filled(Rejection, said | {"version": number_given("version") or ""})


def _share(text: str) -> float | str:
    return share_of(text) if text.strip() else ""
