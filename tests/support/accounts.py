"""Short cuts to people who are signed in."""

import re
from datetime import datetime

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts import passwords
from accounts.directory import NewAccount, create_account
from accounts.models import Account
from accounts.roles import Role

PASSWORD = "a sentence of her own"
# Hashing takes long on purpose; `test_passwords.py` holds the real parameters.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
HASHED = passwords.hash_of(PASSWORD)
FIELD = re.compile(r'name="form_token" value="([0-9a-f]{64})"')


def add_account(session: Session, now: datetime, name: str, role: Role) -> Account:
    """Make an account whose mail address is its first name."""
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    new = NewAccount(name=name, email=email, role=role)
    return create_account(session, now, new, password_hash=HASHED, verified=True)


def token_on(client: FlaskClient, path: str = "/sign-in") -> str:
    """Return the token that the forms of a page send along."""
    found = FIELD.search(client.get(path).text)
    assert found, f"no form on {path}"
    return found[1]


def sign_in(client: FlaskClient, who: str, password: str = PASSWORD, **more: str) -> int:
    """Fill in the form at the door and return the status of the answer."""
    fields = {"who": who, "password": password, "form_token": token_on(client), **more}
    return client.post("/sign-in", data=fields).status_code
