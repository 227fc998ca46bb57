from pathlib import Path

import pytest
from argon2 import PasswordHasher

from accounts.passwords import check, hash_of, matches, outdated
from core.errors import InvalidInputError


@pytest.mark.parametrize("password", ["", "short", "a" * 40, "ababababababab", "x" * 1_001])
def test_a_password_that_will_not_do_is_refused_and_not_quoted(password: str) -> None:
    with pytest.raises(InvalidInputError, match="a password has 12 to 1,000") as refusal:
        check(password)
    assert len(password) < 5 or password not in str(refusal.value)


def test_a_hash_knows_its_password_and_no_other() -> None:
    stored = hash_of("correct horse battery")
    assert stored.startswith("$argon2id$")
    assert matches(stored, "correct horse battery")
    assert not matches(stored, "correct horse batterY")
    assert stored != hash_of("correct horse battery")


@pytest.mark.parametrize("password", ["", "nobody signs in with this", "\ud800", "\x00"])
def test_no_password_opens_an_account_that_has_none(password: str) -> None:
    assert not matches("", password)


def test_a_damaged_hash_matches_nothing() -> None:
    assert not matches("$argon2id$nonsense", "correct horse battery")


def test_weaker_parameters_of_old_are_noticed() -> None:
    old = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21l$0000000000000000000000"
    assert outdated(old)
    assert not outdated(hash_of("correct horse battery"))


def test_hashing_costs_what_rfc_9106_asks_for_where_memory_is_scarce() -> None:
    stored = PasswordHasher().hash("a sentence")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    code = (Path(__file__).parents[3] / "accounts/passwords.py").read_text()
    assert "_hasher = PasswordHasher()\n" in code
