"""docs/operations.md, followed to the letter: two web nodes and two job nodes, one PostgreSQL."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select
from support.handbook import Reader, steps
from support.mail import free_port
from support.processes import ROOT, get, status_of, wait_for
from support.record import predict, rule

from core import migrations
from core.db import Database
from predictions.models import Event

WRITTEN_URL = "postgresql://calledit@127.0.0.1:5432/calledit"
WRITTEN_RESTORED = "postgresql://calledit@127.0.0.1:5432/restored"
WRITTEN_PORT = "8000"
SECTION = "Several nodes"
NODES = 2


@pytest.fixture
def handbook(postgresql_url: str, other_postgresql_url: str) -> dict[str, str]:
    """The commands, with our addresses in the place of those that are written there."""
    written = steps(ROOT / "docs/operations.md", SECTION)
    together = "".join(written.values())
    for expected in (WRITTEN_URL, WRITTEN_RESTORED, f":{WRITTEN_PORT}"):
        assert expected in together
    ours = {WRITTEN_URL: plain(postgresql_url), WRITTEN_RESTORED: plain(other_postgresql_url)}
    return {step: replaced(commands, ours) for step, commands in written.items()}


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def replaced(text: str, words: dict[str, str]) -> str:
    for written, ours in words.items():
        text = text.replace(written, ours)
    return text


def test_the_handbook_works_as_it_is_written(
    handbook: dict[str, str], postgresql_url: str, other_postgresql_url: str, tmp_path: Path
) -> None:
    empty_completely(postgresql_url)
    empty_completely(other_postgresql_url)
    reader = Reader(tmp_path, CALLEDIT_TICK_SECONDS="1")
    assert "revision" in reader.run(handbook["Set up"])
    ports = [free_port() for _ in range(NODES)]
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(reader.running(handbook["Job node"], f"job-{number}"))
            for number in range(NODES)
        ] + [
            stack.enter_context(
                reader.running(handbook["Web node"].replace(WRITTEN_PORT, str(port)), f"web-{port}")
            )
            for port in ports
        ]
        places = [f"http://127.0.0.1:{port}" for port in ports]
        for where in places:
            wait_until_it_answers(where)
        enter_an_outcome(postgresql_url)
        for where in places:
            wait_until_it_shows_a_score(where)
            wait_until_all_jobs_ran(where)
        assert "Status: ok" in reader.run(handbook["Watch over it"])
        assert "the ledger is whole" in reader.run(handbook["Back up"])
        for node in nodes:
            node.terminate()
        assert [node.wait(timeout=60) for node in nodes] == [0] * len(nodes)
    assert "the newest is" in reader.run(handbook["Upgrade"])
    restored = reader.run(handbook["Restore"])
    assert "the ledger is whole" in restored
    assert "Ann" in restored


def wait_until_it_answers(where: str) -> None:
    wait_for(lambda: status_of(f"{where}/healthz") == 200)


def wait_until_all_jobs_ran(where: str) -> None:
    wait_for(lambda: get(f"{where}/healthz")["status"] == "ok")


def wait_until_it_shows_a_score(where: str) -> None:
    wait_for(lambda: get(f"{where}/api/v1/standings")["too_few"])


def empty_completely(url: str) -> None:
    """As somebody has it who has just made a database."""
    database = Database(url)
    migrations.downgrade(database, "base")
    database.dispose()


def enter_an_outcome(url: str) -> None:
    editor = Database(url)
    with editor.write() as session:
        predict(session, "Ann", 0.7)
    with editor.write() as session:
        rule(session, session.scalars(select(Event)).one(), "occurred")
    editor.dispose()


def test_every_step_of_the_handbook_is_followed(handbook: dict[str, str]) -> None:
    source = Path(__file__).read_text()
    for step in handbook:
        assert f'handbook["{step}"]' in source, step
