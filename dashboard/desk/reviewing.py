"""The page on which a commentary is reviewed."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from sqlalchemy.orm import Session

from core import formats
from core.web import current_settings
from dashboard.desk import queries
from dashboard.desk.done import done_words
from dashboard.desk.showing import blueprint, editor, number_given, show
from dashboard.desk.view.review import (
    Card,
    ReviewPage,
    Unfinished,
    around,
    card_of,
    chosen_of,
    standing,
    text_of,
)
from dashboard.desk.view.trouble import Trouble
from predictions import unfinished
from predictions.queries import commentary_view
from predictions.similar import similar
from predictions.undoing import last_decision
from predictions.views import CandidateView, CommentaryView


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which state of the page is asked for."""

    commentary_id: int
    candidate_id: int | None = None
    done: int | None = None
    trouble: Trouble | None = None
    marking: Trouble | None = None


@blueprint.get("/review/<int:commentary_id>")
def review(commentary_id: int) -> Response:
    """Is this a forecast, and what does it say?"""
    wanted = Wanted(commentary_id, number_given("candidate"), number_given("done"))
    return show_review(wanted)


def show_review(wanted: Wanted, status: int = 200) -> Response:
    """Show the page in the state that is asked for."""
    who = editor()
    return show("review", lambda session, now: read(session, now, who, wanted), status)


def read(session: Session, now: datetime, who: str, wanted: Wanted) -> ReviewPage:
    """Read a commentary with what awaits review, and the chosen candidate's form."""
    commentary = commentary_view(session, wanted.commentary_id)
    chosen = chosen_of(commentary.waiting, wanted.candidate_id)
    place, before, after = around(commentary.waiting, chosen)
    return ReviewPage(
        commentary=commentary,
        paragraphs=text_of(commentary),
        card=_card(session, who, commentary, chosen, wanted.trouble) if chosen else None,
        place=place + 1,
        previous=before or None,
        next=after or None,
        recorded=standing(commentary),
        rejected=queries.rejected(session, commentary.id),
        topics=queries.topics(session),
        done=done_words(session, now, wanted.done) if wanted.done else _said_in_address(),
        can_undo=last_decision(session, who, commentary.id) is not None,
        trouble=wanted.trouble,
        marking=wanted.marking,
    )


def _card(
    session: Session,
    who: str,
    commentary: CommentaryView,
    chosen: CandidateView,
    trouble: Trouble | None,
) -> Card:
    kept = unfinished.unfinished_of(session, [chosen.id]).get(chosen.id)
    left = Unfinished() if kept is None else Unfinished(kept.fields, kept.version, _note(kept, who))
    alike = similar(chosen.claim, queries.claims_after(session, chosen))
    return card_of(chosen, commentary.waiting, alike, left, trouble)


def _note(kept: unfinished.Unfinished, who: str) -> str:
    if kept.saved_at is None:
        return ""
    when = formats.moment(kept.saved_at, current_settings().zone)
    return (
        f"Kept as you left it, {when}."
        if kept.saved_by == who
        else (f"{kept.saved_by} was at work on this: {when}.")
    )


SAID = {
    "undone": "The last decision is undone, and the ledger says so.",
    "split": "These are two candidates now; each is decided by itself.",
    "merged": "The two are one candidate now.",
    "marked": "It is marked; accept it as you would any other.",
    "added": "It is on record. Decide about each candidate; your place is kept.",
    "kept": "It is kept as you left it.",
}


def _said_in_address() -> str:
    return SAID.get(request.args.get("said", ""), "")
