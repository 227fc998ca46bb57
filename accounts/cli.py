"""Commands about API tokens."""

import click

from accounts.directory import account_called
from accounts.tokens import create_token, list_tokens, revoke_token
from core.cli import Group, as_json, emit, say
from core.clock import utc_now
from core.forms import FilledLine, Form, form_from
from core.web import current_database

token = Group("token", help="Editors' keys to the writing half of the API.")


class TokenName(Form):
    """Whom a token belongs to; the ledger shows the name with everything written by it."""

    name: FilledLine


@token.command("create")
@click.argument("name")
@click.option("--account", help="Whose token it is; it may do what that account may.")
@as_json
def create(name: str, account: str | None, as_json: bool) -> None:
    """Make a token called NAME and print it, this once.

    Without --account, NAME is the editor whom the ledger shows.
    """
    del as_json
    named = form_from(TokenName, {"name": name}).name
    with current_database().write() as session:
        owner = account_called(session, account) if account else None
        made = create_token(session, utc_now(), named, owner)
    say({"name": named, "token": made}, made)


@token.command("revoke")
@click.argument("name")
@as_json
def revoke(name: str, as_json: bool) -> None:
    """End the token of the editor NAME."""
    del as_json
    with current_database().write() as session:
        revoke_token(session, utc_now(), name)
    say({"name": name, "revoked": True}, f"The token of {name} is revoked.")


@token.command("list")
@as_json
def list_all(as_json: bool) -> None:
    """List tokens by name; the tokens themselves are not stored."""
    del as_json
    with current_database().read() as session:
        rows = [
            (t.name, t.account.name if t.account else None, t.created_at, t.revoked_at)
            for t in list_tokens(session)
        ]
    columns = ("name", "account", "created at", "revoked at")
    data = [
        dict(zip(("name", "account", "created_at", "revoked_at"), r, strict=True)) for r in rows
    ]
    emit(data, columns, rows)
