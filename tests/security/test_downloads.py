"""What is downloaded does nothing in a spreadsheet, and no name breaks out of a header."""

import csv
import io
import re

import pytest
from flask import Flask
from support.hostile_record import LATER, add_people, fill
from support.payloads import PAYLOADS

from core.web import database_of

FORMULAS = (
    "=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", '=HYPERLINK("//evil.example")',
)  # fmt: skip
NUMBER = re.compile(r"[-+]?[0-9.]+(e[-+]?[0-9]+)?")
DOWNLOADS = (
    "/commentaries.csv", "/events.csv", "/events/1.csv", "/due.csv", "/corrections.csv",
    "/standings.csv", "/method/words.csv",
)  # fmt: skip


@pytest.fixture
def hostile(sqlite_app: Flask) -> Flask:
    with database_of(sqlite_app).write() as session:
        fill(session, FORMULAS, add_people(session, LATER, PAYLOADS, 2))
    return sqlite_app


@pytest.mark.parametrize("path", DOWNLOADS)
def test_no_cell_is_a_formula(hostile: Flask, path: str) -> None:
    answer = hostile.test_client().get(path)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert cells
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(cell), cell


@pytest.mark.parametrize(
    "path", ["/%0d%0aX-Evil:1", "/sign-in?next=/%0d%0aX-Evil:1", "/events/1%0d%0a"]
)
def test_no_line_break_reaches_a_header(hostile: Flask, path: str) -> None:
    answer = hostile.test_client().get(path)
    assert "X-Evil" not in answer.headers
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:80", "x" * 300, "attacker example", ""]
)
def test_another_host_never_stands_in_a_link(hostile: Flask, host: str) -> None:
    client = hostile.test_client()
    doubled = ("/events//1", "//events/1", "/pundits//nobody", "/api/v1//events", "/events/1/")
    for path in ("/", "/account", "/join", "/feeds/predictions.atom", *doubled):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code < 500
        assert not host or host not in answer.text
        assert not host or host not in answer.headers.get("Location", "")
