"""PURE. A weekly issue as a mail: three templates, one for each of its parts."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core import formats
from core.mail.message import PICTURE_CID
from predictions.views import EventView
from reports import chart, sentences
from reports.model import Excerpt, WeeklyIssue

LARGEST_HTML = 100_000  # bytes; a large mail service cuts what is longer
TEMPLATES = Path(__file__).parent / "templates" / "reports"


@dataclass(frozen=True, slots=True)
class Postscript:
    """What differs from reader to reader; addresses are complete."""

    recipient: str
    web_url: str
    preferences_url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What readers get; `text` and `html` state the same facts, and both have an open end."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the mail that asks for a yes says; `known_url` leads to what they have already."""

    told: str
    confirm_url: str
    known_url: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What an editor is reminded of: events past their deadline, the `new` ones first."""

    events: Excerpt[EventView]
    new: int
    base_url: str


def render(issue: WeeklyIssue, base_url: str) -> Mail:
    """Return the mail without its postscript; `base_url` has no slash at the end."""
    facts = {"issue": issue, "week": issue.week, "base_url": base_url, "cid": PICTURE_CID}
    subject, text, html = (
        _ENVIRONMENT.get_template(f"weekly.{part}").render(facts)
        for part in ("subject.txt", "txt", "html")
    )
    # A line break in a subject would begin a header of its own.
    return Mail(" ".join(subject.split()), text.strip() + "\n", html)


def postscript(about: Postscript) -> tuple[str, str]:
    """Return what a mail says to one reader alone, as text and as HTML."""
    text, html = (
        _ENVIRONMENT.get_template(f"postscript.{part}").render({"about": about})
        for part in ("txt", "html")
    )
    return text, html


def reminder(about: Reminder) -> tuple[str, str]:
    """Return the subject and the text of the digest for editors."""
    return _worded("reminder", about)


def confirmation(about: Confirmation) -> tuple[str, str]:
    """Return the subject and the text of the mail that asks for a yes."""
    return _worded("confirmation", about)


def _worded(name: str, about: object) -> tuple[str, str]:
    subject, text = (
        _ENVIRONMENT.get_template(f"{name}.{part}").render({"about": about})
        for part in ("subject.txt", "txt")
    )
    return " ".join(subject.split()), text.strip() + "\n"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({function.__name__: function for function in sentences.FILTERS})
    environment.filters["alternative"] = chart.alternative
    environment.filters["day"] = formats.day
    environment.filters["events"] = partial(formats.count, one="event")
    return environment


_ENVIRONMENT = _environment()
