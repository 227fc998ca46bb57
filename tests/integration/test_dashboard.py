"""Every page, on both databases: with a record, without one, with a hostile one."""

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from support import rich_record
from support.record import ACTOR, AFTER, SAID_ON, amend, predict, rule

from app import create_app
from core.db import Database
from core.heartbeat import beat
from core.security import HEADERS
from core.web import database_of
from predictions import by_hand, intake, outcomes, review
from predictions.forms import Acceptance, Amendment, MarkedForecast, NewCommentary, NewOutcome
from scoring.scorer import score_pending

LISTS = (
    "/",
    "/pundits",
    "/events",
    "/commentaries",
    "/due",
    "/corrections",
    "/method",
    "/compare",
    "/search",
)
PAGES = (*LISTS, "/method/words", "/pundits/ada", "/events/1", "/commentaries/1")
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&"
INLINE = re.compile(r"<script|\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:", re.IGNORECASE)


@pytest.fixture(autouse=True)
def present() -> object:
    with time_machine.travel(AFTER + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


def fill(database: Database) -> None:
    """22 decided events of two pundits, one of them amended, one due, one open."""
    with database.write() as session:
        for number in range(22):
            event = predict(session, "Ada", 0.5 + number / 50, topic=f"topic {number}").event
            predict(session, "Ben", 0.3, event=event)
            rule(session, event, "occurred" if number % 3 else "did_not_occur")
        amend(session, event, "ambiguous")
        predict(session, "Cleo", 0.9)
        predict(session, "Cleo", 0.8, deadline=date(2020, 12, 24))
        add_waiting(session)
        score_pending(session, AFTER)
        beat(session, AFTER, "score", "done")


@pytest.fixture(scope="module")
def filled_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}")
    fill(database)
    database.dispose()
    return file


@pytest.fixture
def reader(filled_file: Path, sqlite_app: Flask) -> FlaskClient:
    """A client of a filled record, for what does not depend on the kind of database."""
    database_of(sqlite_app).dispose()
    shutil.copy(filled_file, str(database_of(sqlite_app).url.database))
    return sqlite_app.test_client()


def add_waiting(session: Session) -> None:
    text = "Perhaps not today.\n\nIt may snow in May, or it may not. So much for the weather."
    new = NewCommentary(text=text, pundit="Ada", said_on=date(2020, 10, 2))
    stored = intake.add_commentary(session, AFTER, ACTOR, new).commentary
    marked = MarkedForecast(quote="not today", probability=0.4, claim="It snows today")
    by_hand.mark_forecast(session, AFTER, ACTOR, stored.id, marked)


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.text


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_record_has_pages_too(client: FlaskClient, path: str) -> None:
    page = html(client, path)
    assert "<h1>" in page
    assert "0 scored predictions, as of 10 November 2020, 09:01 UTC, ledger head 000000" in page


def test_the_first_page_of_an_empty_record_says_what_to_do(client: FlaskClient) -> None:
    page = html(client, "/")
    assert '<a href="/desk">the desk</a>' in page
    for command in (
        "flask accounts create NAME --email ADDRESS --role admin --confirmed",
        "flask commentary add FILE --pundit NAME --said-on DATE",
        "flask candidates",
        "flask review accept ID",
        "flask outcome record EVENT",
        "flask score",
        "flask token create NAME",
        "make demo",
    ):
        assert command in page


def test_commentary_that_awaits_review_is_announced(
    client: FlaskClient, database: Database
) -> None:
    with database.write() as session:
        add_waiting(session)
    page = html(client, "/")
    assert re.search(r"\d candidates? awaits? review\.", page)
    assert "make demo" not in page


def test_the_front_page_shows_what_a_reader_wants(reader: FlaskClient) -> None:
    page = html(reader, "/")
    assert "42 scored predictions, as of 10 November 2020, 09:01 UTC" in page
    assert "always saying 50%" in page
    assert "Too few to tell" not in page  # Cleo's calls are not decided, so she has no row
    assert "misread the source" in page
    assert "1 event awaits its outcome." in page
    assert "Open until 24 December 2020 (UTC)" in page


def test_the_standings_can_be_narrowed_and_every_state_is_an_address(reader: FlaskClient) -> None:
    page = html(reader, "/?topic=topic+3&publication=&from=&to=&reading=low")
    assert "2 scored predictions, as of" in page
    assert "topic topic 3 <a" in page
    assert 'href="/api/v1/standings?topic=topic+3&amp;reading=low"' in page
    assert "Latest outcomes" not in page
    nothing = html(reader, "/?topic=no+such+topic")
    assert "Nothing scored meets this." in nothing


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=yesterday", "From &#39;yesterday&#39;: a day is written YYYY-MM-DD"),
        ("from=2020-02-01&to=2020-01-01", "lies after to 2020-01-01; swap them"),
        ("horizon=soon", "&#39;soon&#39;"),
        ("colour=red", "Colour &#39;red&#39;"),
        ("topic=a&topic=b", "Topic is given as &#39;a&#39; and &#39;b&#39;; give it once"),
        ("topic=%00", "a line of plain text"),
    ],
)
def test_a_filter_that_cannot_be_used_is_told_on_the_page(
    reader: FlaskClient, query: str, said: str
) -> None:
    answer = reader.get(f"/?{query}")
    assert answer.status_code == 400
    assert said in answer.text
    assert "Shown is everything." in answer.text


def test_a_first_page_with_many_pundits_stays_small(reader: FlaskClient, sqlite_app: Flask) -> None:
    with database_of(sqlite_app).write() as session:
        for number in range(40):
            event = predict(session, f"Somebody with a long name, no. {number}", 0.6).event
            rule(session, event, "occurred")
        score_pending(session, AFTER)
    page = html(reader, "/")
    assert len(page.encode()) < 60_000
    assert "Too few to tell: fewer than 20 scored predictions" in page
    assert '<a href="/pundits">25 more pundits</a>' in page
    assert "no. 39" in html(reader, "/pundits")


def test_a_pundits_page_holds_the_record(reader: FlaskClient) -> None:
    page = html(reader, "/pundits/ada")
    assert "Over 21 scored predictions, the index lies between" in page
    assert "The event happened; Ada had given it" in page
    assert "Not scored: the outcome cannot be known." in page
    assert "1 not scored, because the outcome cannot be known" in page
    assert 'aria-labelledby="calibration-title calibration-desc"' in page


def test_a_pundits_page_shows_the_record_from_several_sides(reader: FlaskClient) -> None:
    page = html(reader, "/pundits/ada")
    for heading in ("By topic", "By how far ahead", "Which probabilities are given"):
        assert heading in page
    assert "Closest calls" in page
    assert "Farthest calls" in page
    assert "32 to 92 days ahead" in page


def test_what_was_said_again_stands_together(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.4).event
        predict(session, "Ada", 0.8, event=event, said_on=date(2020, 10, 20))
        rule(session, event, "occurred")
        score_pending(session, AFTER)
    page = html(client, "/pundits/ada")
    assert "Said again, or changed" in page
    assert "The first counts, with a Brier score of 0.360. Weighed by how long each" in page


def test_every_call_of_a_long_record_can_be_reached(
    client: FlaskClient, database: Database
) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.7, deadline=date(2020, 12, 31)).event
        for day in range(1, 45):
            predict(session, "Ada", 0.6, event=event, said_on=SAID_ON + timedelta(days=day))
    first, second = html(client, "/pundits/ada"), html(client, "/pundits/ada?page=2")
    assert "Page 1 of 2" in first
    assert '<a href="/pundits/ada?page=2" rel="next">After</a>' in first
    assert "When it is said, does it happen?" not in second
    quotes = [
        re.findall(r"#prediction-(\d+)", page.split('id="calls"')[1]) for page in (first, second)
    ]
    assert len({*quotes[0], *quotes[1]}) == 45
    assert not {*quotes[0]} & {*quotes[1]}
    for bad, status in (("3", 404), ("0", 400), ("x", 400), ("9" * 30, 400)):
        assert client.get(f"/pundits/ada?page={bad}").status_code == status


def test_events_of_every_stage_can_be_reached(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        for _ in range(55):
            predict(session, f"Pundit {_}", 0.7)
        predict(session, "Ada", 0.7, deadline=None)
    assert '<a href="/events?stage=due">All 55</a>' in html(client, "/events")
    listed = html(client, "/events?stage=due")
    assert len(set(re.findall(r'class="claim" href="/events/(\d+)"', listed))) == 55
    assert html(client, "/events?stage=open").count('class="claim"') == 1
    assert "at this stage" in html(client, "/events?stage=decided")
    assert client.get("/events?stage=due&page=2").status_code == 404
    assert client.get("/events?stage=soon").status_code == 400


def test_every_correction_can_be_reached(
    client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.routes.waiting.AMENDED_ON_A_PAGE", 2)
    with database.write() as session:
        for _ in range(5):
            event = predict(session, f"Pundit {_}", 0.7).event
            rule(session, event, "occurred")
            amend(session, event, "did_not_occur", now=AFTER + timedelta(seconds=_))
    pages = [html(client, f"/corrections{query}") for query in ("", "?page=2", "?page=3")]
    listed = [re.findall(r'<h2><a href="/events/(\d+)"', page) for page in pages]
    assert listed == [["5", "4"], ["3", "2"], ["1"]]
    assert '<a href="/corrections?page=2" rel="next">' in pages[0]
    assert '<a href="/corrections" rel="prev">' in pages[1]
    for bad, status in (("4", 404), ("0", 400), ("x", 400)):
        answer = client.get(f"/corrections?page={bad}")
        assert answer.status_code == status
        assert bad in answer.text


def quoted(page: str) -> set[str]:
    return set(re.findall(r"#prediction-(\d+)", page))


def test_two_pundits_are_compared_on_what_they_share(reader: FlaskClient) -> None:
    page = html(reader, "/compare?a=ada&b=ben")
    assert re.search(r"On 21 shared events, Ada was closer on \d+ and Ben on \d+; luck", page)
    assert page.count('class="track pair"') == 21
    assert "Ben (21" not in page
    chosen = html(reader, "/compare?a=ada&b=")
    assert '<option value="ada" selected>Ada</option>' in chosen
    assert '<a href="/compare?a=ada&amp;b=ben">Ben</a> <span class="meta">21 shared' in chosen
    assert "/compare?a=ada" in html(reader, "/pundits/ada")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("a=ada&b=nobody", 404, "There is no pundit &#39;nobody&#39;."),
        ("a=ada&b=ada", 400, "are the same pundit; name two"),
        ("a=ada&b=%27;--", 400, "small letters, digits and hyphens"),
        ("a=ada&a=ben&b=ben", 400, "give it once"),
        ("a=%00", 200, "Is one better than the other?"),
    ],
)
def test_a_pair_that_cannot_be_compared_is_told_beside_the_form(
    reader: FlaskClient, query: str, status: int, said: str
) -> None:
    answer = reader.get(f"/compare?{query}")
    assert answer.status_code == status
    assert said in answer.text
    assert 'action="/compare"' in answer.text


def test_an_event_shows_every_ruling_and_its_history(reader: FlaskClient) -> None:
    page = html(reader, "/events/22")
    assert "Cannot be known" in page
    assert "Earlier rulings, amended" in page
    assert "misread the source" in page
    assert "Outcome amended: before “did not happen”, now “cannot be known”." in page
    assert "Prediction of Ben put on record: 30%, set by an editor." in page


def test_a_commentary_marks_what_is_on_record_and_what_waits(reader: FlaskClient) -> None:
    assert (
        '<mark class="recorded"><a href="/events/1#prediction-1">Ada gives it 0.5.</a></mark>'
        in html(reader, "/commentaries/1")
    )
    page = html(reader, "/commentaries/47")
    marked = r'<mark class="waiting"><a href="(/candidates/\d+)">not today</a></mark>'
    link = re.search(marked, page)
    assert link is not None
    assert "not today" in html(reader, link[1])
    assert "How it was read" in html(reader, link[1])


def test_every_link_leads_somewhere_and_no_page_needs_more_than_the_policy_allows(
    client: FlaskClient, database: Database
) -> None:
    fill(database)
    pages: dict[str, str] = {}
    todo = list(PAGES)
    while todo:
        path = todo.pop()
        if path in pages:
            continue
        answer = client.get(path)
        if answer.status_code == 303:  # for people with an account
            assert answer.location.startswith("/sign-in?next="), path
            answer = client.get(answer.location)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
        pages[path] = answer.text if answer.mimetype == "text/html" else ""
        answer.close()
        todo += [urldefrag(link).url for link in links(pages[path]) if link.startswith("/")]
    for path, page in pages.items():
        assert not INLINE.search(page), path
        for link in links(page):
            target, anchor = urldefrag(link)
            if anchor and not target.startswith("http"):
                assert f'id="{anchor}"' in pages[target or path], link


def links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page)]


def test_what_became_of_a_prediction_is_shown_where_a_reader_needs_it(
    sqlite_app: Flask,
) -> None:
    with database_of(sqlite_app).write() as session:
        rich_record.fill(session)
    reader = sqlite_app.test_client()
    several, withdrawn = html(reader, "/events/2"), html(reader, "/events/3")
    assert "· said again</span>" in several
    assert "· a later statement</span>" in several
    assert "(0.1 − 1)² = 0.810" in several
    assert "The reason: It was said by his guest." in withdrawn
    assert "Nothing that was said of it stands any more" in withdrawn
    assert '<a href="/events/5">To event 5</a>' in html(reader, "/events/4")
    assert '<dt>Merged with</dt><dd><a href="/events/4">event 4</a>' in html(reader, "/events/5")
    assert "<dt>Condition</dt><dd>It came about.</dd>" in html(reader, "/events/6")
    taken_back = html(reader, "/commentaries/46")
    assert 'mark class="withdrawn"><a href="/events/3#prediction-46">' in taken_back
    assert "Withdrawn by us: It was said by his guest." in taken_back
    forty = html(reader, "/events/1")
    assert forty.count('class="chart"><svg class="track') == 40
    assert 'id="prediction-40"' in forty
    due, listed = html(reader, "/due"), html(reader, "/events?stage=due")
    for path in ("/events/3", "/events/4"):
        assert f'href="{path}"' not in due + listed


def test_hostile_text_is_shown_and_never_run(client: FlaskClient, database: Database) -> None:
    now = datetime(2020, 11, 10, tzinfo=UTC)
    text = f"{HOSTILE} will surely happen.\n\nAnd {HOSTILE} may not."
    new = NewCommentary(
        text=text,
        pundit=HOSTILE,
        said_on=date(2020, 1, 1),
        publication=HOSTILE,
        title=HOSTILE,
        url='https://example.org/"onmouseover=alert(1)//<script>',
    )
    with database.write() as session:
        stored = intake.add_commentary(session, now, HOSTILE, new).commentary
        marked = MarkedForecast(
            quote=f"And {HOSTILE} may not", probability=0.5, claim=f"{HOSTILE} happens"
        )
        candidate = by_hand.mark_forecast(session, now, HOSTILE, stored.id, marked)
        wish = Acceptance(
            deadline=date(2020, 2, 1), criteria=HOSTILE, condition=HOSTILE, topic=HOSTILE
        )
        event = review.accept(session, now, HOSTILE, candidate.id, wish).event
        ruled = NewOutcome(
            ruling="occurred",
            known_at=date(2020, 1, 30),
            evidence=new.url,
            note=HOSTILE,
            condition_occurred=True,
        )
        outcomes.record_outcome(session, now, HOSTILE, event.id, ruled)
        changed = Amendment(
            ruling="did_not_occur",
            known_at=date(2020, 2, 1),
            note=HOSTILE,
            reason=HOSTILE,
            condition_occurred=True,
        )
        outcomes.amend_outcome(session, now, HOSTILE, event.id, changed)
        score_pending(session, now)
        slug = stored.pundit.slug
    for path in (*LISTS, f"/pundits/{slug}", f"/events/{event.id}", f"/commentaries/{stored.id}"):
        page = html(client, path)
        assert "<script" not in page, path
        assert "<img" not in page, path
        assert '"onmouseover' not in page, path
    assert "&lt;script&gt;alert(&#39;x&#39;)" in html(client, f"/events/{event.id}")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/events/999",
        "/events/99999999999999999999999",
        "/events/-1",
        "/commentaries/999",
        "/pundits/nobody",
        "/pundits/a%00b",
        "/pundits/%F0%9F%98%80",
        "/pundits/'%20OR%201=1",
    ],
)
def test_what_is_not_there_is_a_page_of_its_own(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_pages_can_only_be_read(client: FlaskClient) -> None:
    answer = client.post("/events")
    assert answer.status_code == 405
    assert "This page can only be read." in answer.text
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/api/v1/events/999", "/api/v1/nowhere"])
def test_the_api_keeps_its_own_form_of_errors(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("contents", [b"", b"this is no database, however long you look at it"])
def test_a_database_that_cannot_be_read_is_told_plainly(tmp_path: Path, contents: bytes) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(contents)
    app = create_app({"database_url": f"sqlite:///{file}", "secret_key": "for tests"})
    answer = app.test_client().get("/")
    assert answer.status_code == 503
    assert "The record cannot be read at the moment." in answer.text
    assert str(file) not in answer.text
    database_of(app).dispose()


def test_a_fault_of_ours_is_a_page_too(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dashboard.routes.waiting.read_due", fail)
    answer = sqlite_app.test_client().get("/due")
    assert answer.status_code == 500
    assert "This page could not be made." in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_silent_scheduler_is_announced_on_every_page(
    client: FlaskClient, database: Database
) -> None:
    with database.write() as session:
        rule(session, predict(session, "Ada", 0.7).event, "occurred")
    warned = "1 event waits to be scored, and the scheduler has never run."
    assert warned in html(client, "/")
    assert warned in html(client, "/method")
    with database.write() as session:
        beat(session, AFTER, "score", "done")
    assert "waits to be scored" not in html(client, "/")
