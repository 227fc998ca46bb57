"""One browser for all, and servers of records that no test changes, each made once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from support import rich_record
from support.accounts import add_account
from support.browser import FLAGS, Site, application, chromium, made_once, serve
from support.desk_browser import at_the_desk

from core.clock import utc_now
from core.web import database_of

# What a process does for the first time waits for libraries, on machines that do more than this.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run of tests have."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def sample(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the bundled sample record."""
    template = made_once(shared, "sample", _demo)
    yield from serve(application(tmp_path_factory.mktemp("sample"), template))


@pytest.fixture(scope="session")
def empty_file(shared: Path) -> Path:
    """The file of a record without anything."""
    return made_once(shared, "empty", lambda _: None)


@pytest.fixture(scope="session")
def empty(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of an empty record."""
    yield from serve(application(tmp_path_factory.mktemp("empty"), empty_file))


@pytest.fixture(scope="session")
def rich(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of a record in which everything has happened."""
    template = made_once(shared, "rich", _everything)
    app = application(tmp_path_factory.mktemp("rich"), template)
    for address in serve(app):
        yield Site(app, address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def staffed(shared: Path) -> Path:
    """The file of a record without anything but two editors and a reader."""
    return made_once(shared, "staffed", _employ)


@pytest.fixture
def app(staffed: Path, tmp_path: Path) -> Flask:
    return application(tmp_path, staffed)


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    yield from serve(app)


@pytest.fixture
def site(app: Flask, server: str) -> Site:
    return Site(app, server)


@pytest.fixture
def ann(browser: Browser, site: Site) -> Iterator[Page]:
    page, said = at_the_desk(browser, site, "Ann Lee")
    yield page
    assert said == []
    page.context.close()


def _employ(app: Flask) -> None:
    with database_of(app).write() as session:
        add_account(session, utc_now(), "Ann Lee", "editor")
        add_account(session, utc_now(), "Ben Cho", "editor")
        add_account(session, utc_now(), "Vera Old", "viewer")


def _demo(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 0, done.output


def _everything(app: Flask) -> None:
    with database_of(app).write() as session:
        rich_record.fill(session)
    rich_record.send_out(app)
