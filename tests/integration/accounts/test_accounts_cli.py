"""Accounts by command: passwords from standard input, roles, closing and opening."""

import json

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from support.accounts import PASSWORD, sign_in

from accounts.models import Account
from core.db import Database

CREATE = ["accounts", "create", "Ann Lee", "--email", "Ann@Example.org", "--role", "admin"]


def create(runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=CREATE, input=PASSWORD + "\n")
    assert done.exit_code == 0, done.output
    assert done.output == "Ann Lee has an account as admin.\n"


def stored(database: Database) -> Account:
    with database.read() as session:
        return session.query(Account).one()


def test_the_first_administrator(runner: FlaskCliRunner, database: Database) -> None:
    create(runner)
    account = stored(database)
    assert (account.email, account.role) == ("ann@example.org", "admin")
    assert account.password_hash.startswith("$argon2id$")
    assert account.email_verified_at is None
    (listed,) = json.loads(runner.invoke(args=["accounts", "list", "--json"]).output)
    assert listed["name"] == "Ann Lee"
    assert "password_hash" not in listed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({2: "ann  LEE"}, "the name 'ann LEE' is taken"),
        ({2: "Ａnn Lee"}, "is taken"),
        ({2: "Scheduler"}, "is taken"),
        ({2: "ann@lee"}, "no @"),
        ({2: "Ann\u202eLee"}, "plain characters"),
        ({2: "x" * 81}, "at most 80"),
        ({2: " "}, "must not be empty"),
        ({2: "Other"}, "there is an account with the address 'ann@example.org' already"),
        ({2: "Other", 4: "nobody"}, "'nobody' is not a mail address"),
        ({2: "Other", 4: "a@b.example\r\nBcc: c@d.example"}, "control characters"),
        ({2: "Other", 4: "o@example.org", 6: "root"}, "'root' is not one of"),
    ],
)
def test_what_is_no_account(runner: FlaskCliRunner, change: dict[int, str], message: str) -> None:
    create(runner)
    args = [change.get(place, word) for place, word in enumerate(CREATE)]
    refused = runner.invoke(args=args, input=PASSWORD + "\n")
    assert refused.exit_code == 2
    assert message in refused.output
    assert refused.output.count("\n") == 1


@pytest.mark.parametrize("password", ["", "short", "ab" * 20])
def test_a_poor_password_is_refused_and_not_shown(runner: FlaskCliRunner, password: str) -> None:
    refused = runner.invoke(args=CREATE, input=password + "\n")
    assert refused.exit_code == 2
    assert "a password has 12 to 1,000 characters" in refused.output
    assert not password or password not in refused.output


def test_no_command_takes_a_password_as_an_argument(runner: FlaskCliRunner) -> None:
    refused = runner.invoke(args=[*CREATE, "--password", PASSWORD])
    assert refused.exit_code == 2
    assert PASSWORD not in refused.output


def test_a_new_role_and_a_new_password_sign_out(
    runner: FlaskCliRunner, client: FlaskClient
) -> None:
    create(runner)
    for command in (
        ["accounts", "role", "Ann Lee", "editor"],
        ["accounts", "password", "ann@example.org"],
        ["accounts", "sign-out", "ann lee"],
    ):
        assert sign_in(client, "ann lee") == 303
        assert client.get("/account").status_code == 200
        assert runner.invoke(args=command, input=PASSWORD + "\n").exit_code == 0
        assert client.get("/account").status_code == 303


def test_a_closed_account_stays_out_until_it_is_opened(
    runner: FlaskCliRunner, client: FlaskClient
) -> None:
    create(runner)
    made = runner.invoke(args=["token", "create", "ann/laptop", "--account", "Ann Lee"])
    key = {"Authorization": f"Bearer {made.output.strip()}"}
    refusal = client.post("/api/v1/commentaries", headers=key, json={})
    assert refusal.status_code == 400
    assert sign_in(client, "Ann Lee") == 303
    assert runner.invoke(args=["accounts", "disable", "Ann Lee"]).exit_code == 0
    assert client.get("/account").status_code == 303
    assert sign_in(client, "Ann Lee") == 401
    assert client.post("/api/v1/commentaries", headers=key, json={}).status_code == 401
    assert runner.invoke(args=["accounts", "disable", "Ann Lee"]).exit_code == 2
    assert runner.invoke(args=["accounts", "enable", "Ann Lee"]).exit_code == 0
    assert runner.invoke(args=["accounts", "enable", "Ann Lee"]).exit_code == 2
    assert sign_in(client, "Ann Lee") == 303


@pytest.mark.parametrize("command", ["role", "disable", "enable", "password", "sign-out"])
def test_nobody_of_that_name(runner: FlaskCliRunner, command: str) -> None:
    more = ["editor"] if command == "role" else []
    refused = runner.invoke(args=["accounts", command, "Nobody", *more], input=PASSWORD + "\n")
    assert refused.exit_code == 2
    assert "there is no account 'Nobody'" in refused.output


def test_a_token_cannot_take_the_name_of_an_account(runner: FlaskCliRunner) -> None:
    create(runner)
    refused = runner.invoke(args=["token", "create", "ann LEE"])
    assert refused.exit_code == 2
    assert "is taken" in refused.output
