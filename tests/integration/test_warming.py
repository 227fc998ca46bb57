"""What a service loads by itself after its start, and that nothing suffers if that fails."""

import logging
import sys
from pathlib import Path

import pytest
from flask import Flask
from support.processes import address, get, process, wait_for

from jobs import warming

HEAVY = "scipy/stats"


def loaded(pid: int) -> bool:
    return HEAVY in Path(f"/proc/{pid}/maps").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is told by /proc")
def test_a_service_loads_what_readers_need_before_one_comes(sqlite_url: str) -> None:
    with process(sqlite_url, "flask", "serve") as service:
        where = address(service)
        wait_for(lambda: loaded(service.pid))
        assert get(f"{where}/healthz")["status"]


def test_every_step_works(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    assert warming.warm_up(app) == 0
    assert caplog.records == []
    compiled = {str(name) for _, name in app.jinja_env.cache or {}}
    assert {"dashboard/front.html", "desk/review.html"} <= compiled


def test_a_step_that_fails_ends_no_other(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def broken(_app: Flask) -> None:
        raise ImportError("scipy is damaged")

    with caplog.at_level(logging.WARNING):
        assert warming.warm_up(app, (broken, lambda _: done.append("next"))) == 1
    assert done == ["next"]
    assert [getattr(record, "action", "") for record in caplog.records] == ["not-warmed-up"]


def test_the_thread_keeps_no_process_alive(app: Flask) -> None:
    thread = warming.begin(app)
    assert thread.daemon
    thread.join(timeout=60)
    assert not thread.is_alive()
