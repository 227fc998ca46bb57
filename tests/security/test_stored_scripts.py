"""200 hostile texts through every field, on every page and in the mail, in a real browser."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright
from sqlalchemy import select
from support.accounts import HASHED, sign_in
from support.browser import FLAGS, application, chromium, serve
from support.figures import FULL, Figure, size
from support.hostile_desk import fill_desk
from support.hostile_record import LATER, add_people, fill
from support.payloads import PAYLOADS, together

from accounts.directory import NewAccount, create_account
from accounts.limits import Limit
from core.security import HEADERS
from core.web import database_of, settings_of
from predictions.disputes import filing
from predictions.disputes.models import Dispute
from predictions.models import Candidate, Commentary, Event, Prediction, Pundit
from reports.preview import preview
from scoring.scorer import score_pending

LISTS = (
    "/", "/pundits", "/events", "/commentaries", "/due", "/corrections", "/disputes", "/compare",
    "/method", "/search?q=script", "/search?q=alert", "/raters", "/account", "/reports",
    "/desk", "/desk/add", "/desk/feeds", "/desk/due", "/desk/health",
)  # fmt: skip
# In short, several stand in each field, one after the other; in full each stands alone.
TEXTS = PAYLOADS if FULL else together(PAYLOADS, 300)
# Where an address, and not a script, may stand.
SCHEMES = re.compile(r"^(https?://|/|#|mailto:|cid:)")
NEVER = {"script", "iframe", "object", "embed", "base", "style", "math", "foreignobject", "video",
         "audio", "marquee", "template", "xmp", "plaintext", "noscript", "source", "isindex",
         "frame", "frameset", "applet", "bgsound", "image", "animate", "set"}  # fmt: skip


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    app = application(tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DISPUTES", "REPLIES"):  # one reader may file five a day
            patch.setattr(filing, name, Limit(name, 10_000, timedelta(days=1)))
        with database_of(app).write() as session:
            people = add_people(session, LATER, PAYLOADS, min(40, len(TEXTS)))
            editor = NewAccount(name=f"{PAYLOADS[0]} e", email="e@example.org", role="admin")
            create_account(session, LATER, editor, password_hash=HASHED, verified=True)
            fill(session, TEXTS, people)
            fill_desk(session, LATER, TEXTS)
            score_pending(session, LATER)
    return app


class Seen(HTMLParser):
    """Every element of a page: hostile text must have become none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEVER:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            address = name in {"href", "src", "action", "formaction", "xlink:href", "data"}
            if name.startswith("on") or name in {"style", "srcdoc", "http-equiv"}:
                self.wrong.append(f"{tag} {name}={value}")
            if address and not SCHEMES.match(value or ""):
                self.wrong.append(f"{tag} {name}={value}")


def paths(app: Flask) -> list[str]:
    with database_of(app).read() as session:
        return [
            *LISTS,
            *(f"/events/{key}" for key in session.scalars(select(Event.id))),
            *(f"/pundits/{slug}" for slug in session.scalars(select(Pundit.slug))),
            *(f"/commentaries/{key}" for key in session.scalars(select(Commentary.id))),
            *(f"/candidates/{key}" for key in session.scalars(select(Candidate.id))),
            *(f"/events/{key}/dispute" for key in session.scalars(select(Event.id))),
            *(f"/predictions/{key}/reply" for key in session.scalars(select(Prediction.id))),
            *(f"/disputes/{key}/answer" for key in session.scalars(select(Dispute.id))),
            *(f"/desk/review/{key}" for key in session.scalars(select(Commentary.id))),
            *(f"/desk/events/{key}" for key in session.scalars(select(Event.id))),
        ]


def test_there_are_two_hundred() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 200
    assert all(any(payload in text for text in TEXTS) for payload in PAYLOADS)


def test_no_hostile_text_becomes_an_element_on_any_page(hostile: Flask, figure: Figure) -> None:
    client = hostile.test_client()
    assert sign_in(client, "e@example.org") == 303
    found = [path for n, path in enumerate(paths(hostile)) if path in LISTS or n % size(1, 4) == 0]
    for path in found:
        answer, seen = client.get(path), Seen()
        assert answer.status_code == 200, path
        seen.feed(answer.text)
        # The desk has one script, which is a file of its own.
        assert [w for w in seen.wrong if not (path.startswith("/desk") and w == "<script>")] == []
    figure(f"200 hostile texts in every field: {len(found)} pages read, no element from any")


def test_no_hostile_text_runs_in_a_browser(
    hostile: Flask, browser: Browser, figure: Figure
) -> None:
    client = hostile.test_client()
    assert sign_in(client, "e@example.org") == 303
    cookie = client.get_cookie("calledit-sign-in")
    assert cookie is not None
    some = [path for n, path in enumerate(paths(hostile)) if path in LISTS or n % size(1, 16) == 0]
    for base in serve(hostile):
        context = browser.new_context()
        context.add_cookies([{"name": "calledit-sign-in", "value": cookie.value, "url": base}])
        page, wrong = context.new_page(), list[str]()
        _listen(page, wrong)
        for path in some:
            page.goto(base + path)
            assert wrong == [], path
        context.close()
    figure(f"200 hostile texts in a browser: {len(some)} pages, no dialog, no policy report")


def test_no_hostile_text_runs_in_the_mail(hostile: Flask, browser: Browser) -> None:
    with database_of(hostile).read() as session:
        mail = preview(session, LATER + timedelta(days=1), settings_of(hostile))
    assert "\n" not in mail.subject
    seen = Seen()
    seen.feed(mail.html)
    # Mails have styles of their own, and nothing else that pages have not.
    assert [wrong for wrong in seen.wrong if "style" not in wrong] == []
    page, heard = browser.new_page(), list[str]()
    page.route("**/*", lambda route: route.abort())
    _listen(page, heard)
    page.set_content(mail.html)  # a mail program has no policy of ours
    assert [said for said in heard if "Failed to load resource" not in said] == []


def test_the_listener_would_hear_a_script_and_a_policy_report(browser: Browser) -> None:
    page, heard = browser.new_page(), list[str]()
    _listen(page, heard)
    page.set_content("<script>alert(1)</script>")
    assert heard == ["1"]
    policy = {"Content-Security-Policy": HEADERS["Content-Security-Policy"]}
    body = "<img src=x onerror=alert(2)><script>alert(2)</script>"
    page.route("**/*", lambda r: r.fulfill(body=body, content_type="text/html", headers=policy))
    page.goto("http://127.0.0.1:9/")
    assert len(heard) > 1
    assert "2" not in heard  # the policy keeps it from running, and says so


def _listen(page: Page, heard: list[str]) -> None:
    def dialog(shown: Dialog) -> None:
        heard.append(shown.message)
        shown.dismiss()

    def request(sent: Request) -> None:
        if "evil" in (urlsplit(sent.url).hostname or ""):
            heard.append(sent.url)

    page.on("dialog", dialog)

    def said(message: ConsoleMessage) -> None:
        # A text where a date is typed: the browser leaves it out, and says so.
        if not message.text.startswith("The specified value"):
            heard.append(message.text)

    page.on("console", said)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", request)
