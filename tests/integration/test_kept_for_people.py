"""Pages kept for who is signed in: the same page with their own line, and true at once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete, event, select
from sqlalchemy.orm import Session
from support.accounts import add_account, sign_in
from support.record import ACTOR, AFTER, SAID_ON, amend, predict, rule
from support.rich_record import fill

from accounts.models import Account, SignIn
from accounts.people import person_of
from core.db import Database
from dashboard import kept_pages, who
from dashboard.memory import KeptPages
from predictions import intake, review
from predictions.changing.corrections import withdraw
from predictions.changing.forms import Merge, Withdrawal
from predictions.changing.merging import merge
from predictions.disputes import filing
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.disputes.models import Dispute
from predictions.forms import NewCommentary, Rejection
from predictions.models import Candidate, Event, Prediction
from scoring.scorer import score_pending

PATHS = (
    "/", "/?topic=politics", "/events", "/events/1", "/events/2", "/events/7", "/events/11",
    "/pundits", "/pundits/ada-lund", "/pundits/ben-okoro", "/pundits/cleo-marsh",
    "/compare?a=ada-lund&b=ben-okoro", "/commentaries", "/commentaries/1", "/due", "/corrections",
    "/raters", "/method", "/search?q=vote", "/standings.csv", "/feeds/predictions.atom",
    "/embed/events/1",
)  # fmt: skip


@pytest.fixture(autouse=True)
def present() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AFTER + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        fill(session)
        add_account(session, AFTER, "Bo Reader", "viewer")
    return database


@pytest.fixture
def elsewhere(filled: Database) -> Iterator[Database]:
    """The record as another process has it."""
    other = Database(filled.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


@pytest.fixture
def editor(filled: Database, client: FlaskClient) -> FlaskClient:
    assert filled.writes
    assert sign_in(client, "Ann Lee") == 303
    return client


def statements(engine: Engine) -> list[str]:
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(str(given[2])))
    return seen


@pytest.fixture
def viewer(client: FlaskClient) -> FlaskClient:
    other = client.application.test_client()
    assert sign_in(other, "Bo Reader") == 303
    return other


def anew(client: FlaskClient, path: str) -> str:
    """Return a page as it is made when nothing is in memory, and leave memory as it was."""
    door = client.application.extensions[kept_pages.EXTENSION]
    assert isinstance(door, kept_pages.Door)
    remembered, door.made = door.made, KeptPages()
    text = client.get(path).text
    door.made = remembered
    return text


def test_everybody_gets_the_page_with_their_own_line(
    editor: FlaskClient, viewer: FlaskClient
) -> None:
    nobody = editor.application.test_client()
    turns = (
        (editor, "Ann Lee", "Bo Reader"),
        (nobody, "", "Ann Lee"),
        (viewer, "Bo Reader", "Ann Lee"),
        (editor, "Ann Lee", "Bo Reader"),
    )
    for path, (client, name, others) in product(PATHS, turns):
        answer = client.get(path)
        assert answer.text == anew(client, path)
        assert others not in answer.text
        if "<header" in answer.text:
            assert (name or "Sign in") in answer.text
            assert ('<a href="/desk">' in answer.text) == (client is editor)
        assert who.PLACE not in answer.text
        assert ("no-store" in answer.headers["Cache-Control"]) == bool(name)
        assert ("ETag" in answer.headers) == (not name)
        assert answer.headers["Content-Type"] == nobody.get(path).headers["Content-Type"]


def test_what_is_made_for_one_person_comes_from_memory_for_the_next(
    filled: Database, editor: FlaskClient, viewer: FlaskClient
) -> None:
    editor.get("/")
    seen = statements(filled.engine)
    assert "Bo Reader" in viewer.get("/").text
    assert len([one for one in seen if one.startswith("SELECT")]) == 2  # who it is, which state


def test_a_page_that_asks_who_reads_it_is_made_for_them_alone(
    editor: FlaskClient, viewer: FlaskClient
) -> None:
    nobody = editor.application.test_client()
    for client, answers in ((nobody, False), (editor, True), (viewer, False), (nobody, False)):
        assert ("Answer it" in client.get("/events/7").text) == answers


def test_an_error_on_a_page_is_told_under_ones_own_name(editor: FlaskClient) -> None:
    for path, status in (("/events/99", 404), ("/?topic=a&topic=b", 400), ("/events?page=x", 400)):
        answer = editor.get(path)
        assert answer.status_code == status
        assert "Ann Lee" in answer.text
        assert who.PLACE not in answer.text


def test_who_is_renamed_or_signed_out_sees_it_at_once(
    filled: Database, editor: FlaskClient
) -> None:
    editor.get("/")
    with filled.write() as session:
        session.scalars(select(Account).where(Account.name == "Ann Lee")).one().role = "viewer"
    assert '<a href="/desk">' not in editor.get("/").text
    with filled.write() as session:
        session.execute(delete(SignIn))
    assert "Sign in" in editor.get("/").text


def _dispute(session: Session) -> None:
    reader = person_of(session.scalars(select(Account).where(Account.name == "Bo Reader")).one())
    new = NewDispute.model_validate({"about": "outcome", "text": "I doubt it."})
    filing.file_dispute(session, AFTER, reader, 2, new)


def _answer(session: Session) -> None:
    waiting = session.scalars(select(Dispute.id).where(Dispute.answered_at.is_(None))).first()
    assert waiting is not None
    filing.answer_dispute(session, AFTER, ACTOR, waiting, Answer(upheld=False, text="It stands."))


def _reply(session: Session) -> None:
    account = session.scalars(select(Account).where(Account.name == "Bo Reader")).one()
    said = session.scalars(select(Prediction).where(Prediction.event_id == 2)).first()
    assert said is not None
    account.represents = said.pundit_id
    filing.reply(session, AFTER, person_of(account), said.id, NewReply(text="As I said."))


def _reject(session: Session) -> None:
    waiting = session.scalars(select(Candidate.id).where(Candidate.decision.is_(None))).first()
    assert waiting is not None
    review.reject(session, AFTER, ACTOR, waiting, Rejection(reason="a question"))


def _add(session: Session) -> None:
    new = NewCommentary(
        text="The kiosk will probably close by 1 May 2021.", pundit="Eve Tarn", said_on=SAID_ON
    )
    intake.add_commentary(session, AFTER, ACTOR, new)


def _event(session: Session, number: int) -> Event:
    return session.get_one(Event, number)


# What happens to the record, and where it shows.
CHANGES: dict[str, tuple[Callable[[Session], object], str]] = {
    "commentary": (_add, "/commentaries"),
    "rejected": (_reject, "/"),
    "prediction": (lambda s: predict(s, "Eve Tarn", 0.35), "/events"),
    "joined": (lambda s: predict(s, "Eve Tarn", 0.35, event=_event(s, 11)), "/events/11"),
    "outcome": (lambda s: rule(s, _event(s, 10), "occurred"), "/"),
    "amended": (lambda s: amend(s, _event(s, 2), "did_not_occur"), "/corrections"),
    "withdrawn": (
        lambda s: withdraw(s, AFTER, ACTOR, 44, Withdrawal(reason="it was a guest")),
        "/pundits/ben-okoro",
    ),
    "merged": (lambda s: merge(s, AFTER, ACTOR, 12, Merge(into=11, reason="the same")), "/events"),
    "scored": (lambda s: score_pending(s, AFTER), "/pundits/cleo-marsh"),
    "disputed": (_dispute, "/events/2"),
    "answered": (_answer, "/events/7"),
    "replied": (_reply, "/events/2"),
}


def test_a_change_shows_at_once_to_who_is_signed_in(
    elsewhere: Database, editor: FlaskClient
) -> None:
    for what, (change, where) in CHANGES.items():
        before = {path: editor.get(path).text for path in PATHS}[where]
        with elsewhere.write() as session:
            change(session)
        assert editor.get(where).text != before, what
        for path in PATHS:
            assert editor.get(path).text == anew(editor, path), (what, path)


def test_time_shows_within_a_quarter_of_an_hour(
    editor: FlaskClient, present: time_machine.Traveller
) -> None:
    before = editor.get("/due").text
    present.shift(timedelta(days=30, minutes=15))
    assert sign_in(editor, "Ann Lee") == 303
    assert editor.get("/due").text != before
