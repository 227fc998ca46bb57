"""A real browser, and a real server for it."""

import fcntl
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select
from support.components import missing
from werkzeug.serving import WSGIRequestHandler, make_server

from accounts.models import Account
from accounts.sign_ins import start
from app import create_app
from core import migrations
from core.clock import utc_now
from core.web import database_of

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Site:
    """A server with its application."""

    app: Flask
    address: str


class Quiet(WSGIRequestHandler):
    """Keeps requests out of the test's output."""

    def log(self, *_: Any) -> None:
        """Say nothing."""


def chromium() -> str:
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    return found or missing("a browser (Debian package chromium)")


def serve(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(app).dispose()


def application(folder: Path, template: Path | None = None) -> Flask:
    """Return an application on an empty record, or on a copy of another."""
    file = folder / "record.db"
    if template:
        shutil.copy(template, file)
    app = create_app({"database_url": f"sqlite:///{file}", "secret_key": "tests"})
    if not template:
        migrations.upgrade(database_of(app))
    return app


def made_once(shared: Path, name: str, fill: Callable[[Flask], object]) -> Path:
    """Return the file of a filled record, which the first of several processes makes."""
    file = shared / f"{name}.db"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            folder = shared / name
            folder.mkdir()
            app = application(folder)
            fill(app)
            database_of(app).dispose()
            (folder / "record.db").rename(file)
    return file


def look(context: BrowserContext, address: str) -> Page:
    """Open a page; anything said in the console fails."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    assert said == [], address
    return page


def signed_in(browser: Browser, site: Site, name: str, **options: Any) -> BrowserContext:
    """Return a context in which somebody is signed in already."""
    with database_of(site.app).write() as session:
        account = session.scalars(select(Account).where(Account.name == name)).one()
        token = start(session, utc_now(), account.id)
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.add_cookies([{"name": "calledit-sign-in", "value": token, "url": site.address}])
    return context
