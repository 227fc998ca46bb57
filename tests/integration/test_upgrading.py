"""Nodes that start together bring the tables up to date once."""

import threading

import pytest
from sqlalchemy import inspect, text

from core import migrations
from core.db import Database


@pytest.fixture
def bare(database_url: str) -> Database:
    database = Database(database_url)
    migrations.downgrade(database, "base")
    return database


def test_two_nodes_upgrade_at_once(bare: Database) -> None:
    errors: list[BaseException] = []

    def start_up() -> None:
        try:
            migrations.upgrade(bare)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
            errors.append(error)

    nodes = [threading.Thread(target=start_up) for _ in range(3)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()
    assert errors == []
    assert migrations.current(bare) == migrations.head()
    assert "prediction" in inspect(bare.engine).get_table_names()
    bare.dispose()


def test_a_session_after_an_upgrade_has_its_timeouts_back(bare: Database) -> None:
    migrations.upgrade(bare)
    if bare.url.get_backend_name() == "postgresql":
        with bare.read() as session:
            assert session.scalar(text("SHOW statement_timeout")) == "15s"
            assert session.scalar(text("SHOW lock_timeout")) == "5s"
    assert migrations.current(bare) == migrations.head()
    bare.dispose()
