"""A real browser, and a real server for it."""

import shutil
import threading
from collections.abc import Iterator
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page
from support.components import missing
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from core import migrations
from core.web import database_of

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


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
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(app).dispose()


def application(folder: Any) -> Flask:
    app = create_app({"database_url": f"sqlite:///{folder / 'record.db'}", "secret_key": "tests"})
    migrations.upgrade(database_of(app))
    return app


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
