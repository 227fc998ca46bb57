"""Adding commentary: one field takes a pasted text, an address of a page, or one of a feed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import Response, request

from core.clock import utc_now
from core.days import day_in
from core.errors import CalleditError
from core.forms import form_from
from core.web import current_database, current_settings
from dashboard.desk.showing import blueprint, editor, filled, go, show, trouble_of, typed
from dashboard.desk.view.adding import AddPage, ProposalPage, preview, proposal
from dashboard.desk.view.trouble import Trouble
from predictions import intake
from predictions.feeds import service
from predictions.feeds.forms import NewFeed
from predictions.fetching.current import current_fetcher
from predictions.fetching.found import FEED, Page, kind_of
from predictions.fetching.reading import read_feed, read_page
from predictions.forms import NewCommentary
from predictions.sources.items import take_in
from predictions.sources.queries import not_taken
from predictions.sources.queries import sources as all_sources

COMMENTARY = ("text", "pundit", "said_on", "publication", "title", "url", "source")
SUBSCRIPTION = ("feed", "name", "pundit", "publication", "rule", "share", "seed")
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What was given, as far as it is known what it is."""

    page: Page | None = None
    url: str = ""
    feed: str = ""
    feed_title: str = ""


@blueprint.get("/add")
def add() -> Response:
    """Paste a column, give an address, or subscribe to a feed."""
    return _add_page()


@blueprint.post("/add")
def look() -> Response:
    """Look at what was given; nothing is stored before somebody has seen it."""
    what = request.form.get("what", "").replace("\r\n", "\n")
    try:
        found = _file() or _given(what)
    except CalleditError as error:
        return _add_page(trouble_of(error, {"what": what}), error.status)
    if found.feed:
        fields = {"feed": found.feed, "name": found.feed_title, "rule": "everything"}
        return _subscription_page(fields)
    page = found.page or Page("")
    said_on = page.said_on or (None if found.url else _today())
    fields = {
        "text": page.text,
        "pundit": page.author,
        "said_on": said_on.isoformat() if said_on else "",
        "publication": page.publication,
        "title": page.title,
        "url": found.url,
        "source": "",
    }
    return _proposal_page(fields, feeds=page.feeds)


@blueprint.post("/commentaries")
def store() -> Response:
    """Store a commentary whose text and origin somebody has seen."""
    fields = typed(*COMMENTARY)
    if request.form.get("look"):
        return _proposal_page(fields)
    try:
        new = filled(NewCommentary, fields)
        drafts = intake.read_commentary(new)
        with current_database().write() as session:
            arrival = take_in(session, utc_now(), editor(), new, drafts)
            if arrival.intake is None:
                why = str(not_taken(session, arrival)["why"])
                return _proposal_page(fields, Trouble(f"Not taken: {why}.", {}, fields))
            number = arrival.intake.commentary.id
    except CalleditError as error:
        return _proposal_page(fields, trouble_of(error, fields), error.status)
    return go(f"/desk/review/{number}?said=added")


@blueprint.get("/feeds")
def feeds() -> Response:
    """Which feeds are read, and how do they do?"""
    return show("feeds", lambda session, _: service.feeds(session))


@blueprint.post("/feeds")
def subscribe() -> Response:
    """Have a feed read from now on."""
    fields = typed(*SUBSCRIPTION)
    try:
        given: dict[str, object] = {k: v for k, v in fields.items() if v}
        numbers = {"share": _share(fields["share"]), "seed": _whole(fields["seed"])}
        given |= {name: value for name, value in numbers.items() if value is not None}
        new = form_from(NewFeed, given)
        with current_database().write() as session:
            service.subscribe(session, utc_now(), editor(), new)
    except CalleditError as error:
        return _subscription_page(fields, trouble_of(error, fields), error.status)
    return go("/desk/feeds")


def _file() -> _Found | None:
    """Return a file that was uploaded; text as it is, a page by its main text."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    raw = given.read()
    if given.filename.lower().endswith((".html", ".htm", ".xhtml")):
        return _Found(read_page(raw, "text/html"))
    return _Found(Page(intake.clean(intake.decode(raw))))


def _given(what: str) -> _Found:
    text = what.strip()
    is_address = "://" in text and len(text.split()) == 1
    if not is_address or len(text) > LONGEST_ADDRESS:
        return _Found(Page(intake.clean(what)))
    answer = current_fetcher().fetch(text)
    if kind_of(answer.content_type, answer.body) == FEED:
        feed = read_feed(answer.body, answer.content_type, answer.url)
        return _Found(feed=answer.url, feed_title=feed.title)
    return _Found(read_page(answer.body, answer.content_type, answer.url), answer.url)


def _add_page(trouble: Trouble | None = None, status: int = 200) -> Response:
    return show("add", lambda _session, _now: AddPage(trouble), status)


def _proposal_page(
    fields: Mapping[str, str],
    trouble: Trouble | None = None,
    status: int = 200,
    *,
    feeds: tuple[str, ...] = (),
) -> Response:
    """Show the text with its forecasts marked, and who said it where and when, to be corrected."""
    page: ProposalPage = proposal(fields, preview(fields), trouble, feeds)
    return show(
        "proposal",
        lambda session, _: replace(page, sources=tuple(s.name for s in all_sources(session))),
        status,
    )


def _subscription_page(
    fields: Mapping[str, str], trouble: Trouble | None = None, status: int = 200
) -> Response:
    return show("subscribe", lambda _session, _now: (fields, trouble), status)


def _today() -> date:
    return day_in(utc_now(), current_settings().zone)


def _share(text: str) -> float | str | None:
    """A share typed in percent; what is no number is told by the form."""
    try:
        return round(float(text.strip().removesuffix("%")) / 100, 6) if text.strip() else None
    except ValueError:
        return text


def _whole(text: str) -> int | str | None:
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text  # noqa: PLR2004 - 63 bits
