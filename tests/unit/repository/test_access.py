"""Every route stands in access.py with who may use it."""

import access
from app import create_app

RULES = list(create_app({"database_url": "sqlite://"}).url_map.iter_rules())
LINES = (*access.PUBLIC, *access.SIGNED_IN, *access.EDITORS, *access.ADMINS)


def test_every_route_is_classified() -> None:
    assert {rule.endpoint for rule in RULES} - set(LINES) == set(), "put it into access.py"


def test_every_line_is_a_route_and_stands_once() -> None:
    assert set(LINES) - {rule.endpoint for rule in RULES} == set()
    assert len(LINES) == len(set(LINES)) == len(access.TABLE)


def test_each_part_of_the_table_is_in_order() -> None:
    for part in (access.PUBLIC, access.SIGNED_IN, access.EDITORS, access.ADMINS):
        assert list(part) == sorted(part)


def test_nobody_writes_without_an_account_unless_it_says_so() -> None:
    writing = {rule.endpoint for rule in RULES if (rule.methods or set()) & {"POST", "PATCH"}}
    assert writing & set(access.PUBLIC) == access.WRITTEN_BY_ANYBODY
    assert access.WITHOUT_FORM_TOKEN <= access.WRITTEN_BY_ANYBODY
