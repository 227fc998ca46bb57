"""Lists of subscribers that are taken over, with how each agreed."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from support.mailing import join
from support.record import AFTER, predict

from core.db import Database
from core.mail.bounces import suppress
from reports.subscribers import all_subscriptions, unsubscribe

BAD_INPUT = 2
LIST = """email,zone,topic,weekday,consent
Ann@example.org,Asia/Tokyo,,3,signed at the fair
bo@example.org,,Elections,,
known@example.org,,,,
left@example.org,,,,
gone@example.org,,,,
nobody,,,,
cy@example.org,Mars/Olympus,,,
cy@example.org,,Cricket,,
cy@example.org,,,9,
"""


def imported(runner: FlaskCliRunner, tmp_path: Path, table: str, *more: str) -> tuple[int, str]:
    file = tmp_path / "list.csv"
    file.write_text(table, encoding="utf-8")
    done = runner.invoke(args=["subscriber", "import", str(file), *more])
    return done.exit_code, done.output


def test_good_rows_come_in_and_bad_ones_are_named(
    runner: FlaskCliRunner, database: Database, tmp_path: Path
) -> None:
    join(database, "known", "left")
    with database.write() as session:
        predict(session, "A", 0.5, topic="Elections")
        unsubscribe(session, AFTER, 2)
        suppress(session, AFTER, "gone@example.org", "5.1.1")
    code, told = imported(runner, tmp_path, LIST, "--consent", "asked by letter")
    assert code == 0
    assert "2 added, 1 known already, 1 had left and stay so, 1 out of reach, 4 refused." in told
    for problem in ("line 7: email 'nobody'", "line 8: zone 'Mars", "line 9: there", "line 10: "):
        assert problem in told
    with database.read() as session:
        ann, bo = all_subscriptions(session)[2:]
    assert (ann.email, ann.zone, ann.weekday) == ("ann@example.org", "Asia/Tokyo", 3)
    assert ann.consent == "when this list was imported: signed at the fair"
    assert bo.scope.topic == "Elections"
    assert bo.consent.endswith("asked by letter")
    again = imported(runner, tmp_path, LIST, "--consent", "asked by letter")[1]
    assert "0 added, 3 known already" in again


def test_nobody_is_taken_over_without_consent(
    runner: FlaskCliRunner, database: Database, tmp_path: Path
) -> None:
    done = json.loads(imported(runner, tmp_path, "email\nann@example.org\n", "--json")[1])
    assert done["added"] == 0
    assert "consent" in done["refused"][0]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("", "a column 'email' is needed"),
        ("name\nAnn\n", "'name'"),
        ("email,colour\na@b.c,red\n", "'colour'"),
    ],
)
def test_a_table_of_something_else_is_refused(
    runner: FlaskCliRunner, tmp_path: Path, table: str, problem: str
) -> None:
    code, told = imported(runner, tmp_path, table)
    assert code == BAD_INPUT
    assert problem in told
