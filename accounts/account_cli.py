"""Commands about accounts. A password is read from a prompt or from standard input, never argv."""

import sys
from typing import get_args

import click

from accounts import directory, sign_ins
from accounts.models import Account
from accounts.passwords import check, hash_of
from accounts.roles import Role
from core.cli import Group, as_json, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database

COLUMNS = ("name", "role", "email", "confirmed", "disabled")

accounts = Group("accounts", help="Who may sign in, and what they may do.")


@accounts.command("create")
@click.argument("name")
@click.option("--email", required=True, help="Where mail reaches them; they can sign in with it.")
@click.option(
    "--role",
    type=click.Choice(get_args(Role)),
    default="viewer",
    help="viewer (the default), editor or admin.",
)
@click.option("--confirmed", is_flag=True, help="You know that the mail address is theirs.")
@as_json
def create(name: str, email: str, role: str, confirmed: bool, as_json: bool) -> None:
    """Make an account for NAME; the ledger shows that name with everything they do."""
    del as_json
    new = form_from(directory.NewAccount, {"name": name, "email": email, "role": role})
    made = hash_of(_password())
    with current_database().write() as session:
        account = directory.create_account(
            session, utc_now(), new, password_hash=made, verified=confirmed
        )
        say(_facts(account), f"{account.name} has an account as {account.role}.")


@accounts.command("list")
@as_json
def list_all(as_json: bool) -> None:
    """List accounts, oldest first."""
    del as_json
    with current_database().read() as session:
        rows = directory.list_accounts(session)
    emit([_facts(row) for row in rows], COLUMNS, [_row(row) for row in rows])


@accounts.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(get_args(Role)))
@as_json
def role(name: str, role: Role, as_json: bool) -> None:
    """Give the account NAME another ROLE; it is signed out everywhere."""
    del as_json
    with current_database().write() as session:
        account = directory.account_called(session, name)
        directory.give_role(session, account, role)
        say(_facts(account), f"{account.name} is {account.role} from now on.")


@accounts.command("disable")
@click.argument("name")
@as_json
def disable(name: str, as_json: bool) -> None:
    """Close the account NAME; what it did stays on record."""
    del as_json
    with current_database().write() as session:
        account = directory.account_called(session, name)
        directory.disable(session, utc_now(), account)
        say(_facts(account), f"{account.name} is signed out and cannot sign in any more.")


@accounts.command("enable")
@click.argument("name")
@as_json
def enable(name: str, as_json: bool) -> None:
    """Open the closed account NAME again."""
    del as_json
    with current_database().write() as session:
        account = directory.account_called(session, name)
        directory.enable(account)
        say(_facts(account), f"{account.name} can sign in again.")


@accounts.command("password")
@click.argument("name")
@as_json
def password(name: str, as_json: bool) -> None:
    """Give the account NAME another password; it is signed out everywhere."""
    del as_json
    with current_database().read() as session:
        directory.account_called(session, name)  # before anybody types
    made = hash_of(_password())
    with current_database().write() as session:
        account = directory.account_called(session, name)
        directory.set_password(session, account, made)
        say(_facts(account), f"The password of {account.name} is changed.")


@accounts.command("sign-out")
@click.argument("name")
@as_json
def sign_out(name: str, as_json: bool) -> None:
    """Sign the account NAME out of every browser."""
    del as_json
    with current_database().write() as session:
        account = directory.account_called(session, name)
        ended = sign_ins.end_all(session, account.id)
        say({"name": account.name, "ended": ended}, f"{account.name} is signed out everywhere.")


def _password() -> str:
    if sys.stdin.isatty():
        return check(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return check(sys.stdin.readline().rstrip("\r\n"))


def _facts(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role,
        "email": account.email,
        "email_verified_at": account.email_verified_at,
        "created_at": account.created_at,
        "disabled_at": account.disabled_at,
    }


def _row(account: Account) -> tuple[object, ...]:
    return (
        account.name,
        account.role,
        account.email,
        account.email_verified_at,
        account.disabled_at,
    )
