"""Entering by mail: a link works once, and nobody learns from it who has an account."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from support.accounts import add_account, sign_in, token_on
from support.mail import Inbox, free_port, mail_server

from accounts.models import Account
from app import create_app
from core.db import Database
from core.mail.models import Delivery
from core.web import database_of, settings_of
from jobs.worker import run_once

PRESENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def present() -> object:
    with time_machine.travel(PRESENT, tick=False) as traveller:
        yield traveller


def ask(client: FlaskClient, email: str = "rita@example.org") -> int:
    fields = {"email": email, "form_token": token_on(client, "/join")}
    return client.post("/join", data=fields).status_code


def links(database: Database) -> list[str]:
    with database.read() as session:
        texts = [d.body.text for d in session.scalars(select(Delivery).order_by(Delivery.id))]
    return [found[0] for text in texts if (found := re.search(r"/enter/[\w-]+", text))]


def enter(client: FlaskClient, link: str, **fields: str) -> int:
    return client.post(link, data={**fields, "form_token": token_on(client, link)}).status_code


def test_a_reader_joins_and_comes_back(
    client: FlaskClient, database: Database, present: time_machine.Traveller
) -> None:
    assert ask(client) == 303
    (link,) = links(database)
    assert "One more thing: a name" in client.get(link).text
    assert enter(client, link, name="Rita Moss") == 303
    assert "Rita Moss" in client.get("/account").text
    with database.read() as session:
        account = session.query(Account).one()
        assert (account.role, account.email_verified_at) == ("viewer", PRESENT)
        assert account.password_hash == ""
    client.post("/sign-out", data={"form_token": token_on(client, "/account")})
    assert ask(client) == 303
    assert "signs you in as Rita Moss" in client.get(links(database)[1]).text
    assert enter(client, links(database)[1]) == 303
    assert client.get("/account").status_code == 200


def test_a_link_ends_the_sign_in_that_it_replaces(app: Flask, database: Database) -> None:
    browser, thief = app.test_client(), app.test_client()
    for turn in range(2):
        ask(browser)
        enter(browser, links(database)[turn], **({"name": "Rita Moss"} if turn == 0 else {}))
        if turn == 0:
            kept = browser.get_cookie("calledit-sign-in")
            assert kept is not None
            thief.set_cookie("calledit-sign-in", kept.value)
            assert thief.get("/account").status_code == 200
    assert browser.get("/account").status_code == 200
    assert thief.get("/account").status_code == 303


def test_the_mail_as_it_arrives(sqlite_url: str) -> None:
    inbox, port = Inbox(), free_port()
    with mail_server(port, inbox):
        app = create_app({"database_url": sqlite_url, "secret_key": "k", "smtp_port": port})
        ask(app.test_client())
        run_once(database_of(app), settings_of(app), "mail")
        (mail,) = inbox.messages
    assert mail["To"] == "rita@example.org"
    assert mail["Subject"] == "Your link to Calledit"
    assert "until 02 March 2026, 10:00 UTC" in mail.get_content()
    database_of(app).dispose()


def test_looking_at_a_link_does_nothing(client: FlaskClient, database: Database) -> None:
    ask(client)
    (link,) = links(database)
    for _ in range(3):
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    with database.read() as session:
        assert session.query(Account).count() == 0


def test_a_link_works_once_and_for_an_hour(
    client: FlaskClient, app: Flask, database: Database, present: time_machine.Traveller
) -> None:
    ask(client)
    ask(client)
    first, second = links(database)
    other = app.test_client()
    token = token_on(other, first)
    assert enter(client, first, name="Rita Moss") == 303
    assert client.get(first).status_code == 404
    again = {"name": "Rita Moss", "form_token": token}
    assert other.post(first, data=again).status_code == 404
    present.shift(timedelta(hours=1))
    assert client.get(second).status_code == 404


@pytest.mark.parametrize(
    "link", ["/enter/x", "/enter/" + "y" * 5_000, "/enter/%f0%28", "/enter/%20"]
)
def test_a_link_that_was_never_ours(client: FlaskClient, link: str) -> None:
    answer = client.get(link)
    assert answer.status_code == 404
    assert "never one of ours" in answer.text


def test_an_editor_confirms_an_address_and_still_needs_the_password(
    client: FlaskClient, database: Database
) -> None:
    with database.write() as session:
        add_account(session, PRESENT, "Ann Lee", "editor").email_verified_at = None
    ask(client, "Ann@Example.org")
    (link,) = links(database)
    assert enter(client, link) == 303
    assert client.get("/account").status_code == 303
    with database.read() as session:
        assert session.query(Account).one().email_verified_at == PRESENT
    assert sign_in(client, "Ann Lee") == 303


def test_nobody_learns_who_has_an_account(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        add_account(session, PRESENT, "Ann Lee", "viewer")
        add_account(session, PRESENT, "Bob Lee", "viewer").disabled_at = PRESENT
    pages = set()
    for email in ("ann@example.org", "bob@example.org", "new@example.org"):
        assert ask(client, email) == 303
        pages.add(client.get("/join?sent=yes").text)
    assert len(pages) == 1
    with database.read() as session:
        sent = set(session.scalars(select(Delivery.recipient)))
    assert sent == {"ann@example.org", "new@example.org"}


def test_links_are_few_per_mailbox_and_per_machine(client: FlaskClient) -> None:
    assert [ask(client) for _ in range(4)] == [303, 303, 303, 429]
    statuses = [ask(client, f"n{number}@example.org") for number in range(18)]
    assert statuses == [303] * 17 + [429]


@pytest.mark.parametrize(
    "email",
    ["", "rita", "a@b", "rita@example.org\r\nBcc: all@example.org", "\x00@example.org",
     "rita@exämple.org", "x" * 300 + "@example.org", "<script>@example.org"],
)  # fmt: skip
def test_what_is_no_address(client: FlaskClient, database: Database, email: str) -> None:
    expected = (303,) if email == "a@b" else (400,)
    assert ask(client, email) in expected
    assert len(links(database)) == (1 if email == "a@b" else 0)


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "a name is needed"), ("ann lee", "is taken"), ("a@b", "no @"), ("import", "is taken"),
     ("x" * 81, "at most 80"), ("A\u202eB", "plain characters")],
)  # fmt: skip
def test_a_name_that_will_not_do(
    client: FlaskClient, database: Database, name: str, message: str
) -> None:
    with database.write() as session:
        add_account(session, PRESENT, "Ann Lee", "editor")
    ask(client)
    (link,) = links(database)
    answer = client.post(link, data={"name": name, "form_token": token_on(client, link)})
    assert answer.status_code in (400, 409)
    assert message in answer.text.lower()
    assert enter(client, link, name="Rita Moss") == 303  # the link is not used up by a refusal
