"""PURE. A weekly issue as a mail: three templates, one for each of its parts."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from reports import sentences
from reports.model import WeeklyIssue

LARGEST_HTML = 100_000  # bytes; a large mail service cuts what is longer
TEMPLATES = Path(__file__).parent / "templates" / "reports"


@dataclass(frozen=True, slots=True)
class Frame:
    """What differs from reader to reader; addresses are complete, without a slash at the end."""

    base_url: str
    recipient: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What a reader gets; `text` and `html` state the same facts."""

    subject: str
    text: str
    html: str


def render(issue: WeeklyIssue, frame: Frame) -> Mail:
    """Return the mail."""
    facts = {"issue": issue, "week": issue.week, "frame": frame}
    subject, text, html = (
        _ENVIRONMENT.get_template(f"weekly.{part}").render(facts)
        for part in ("subject.txt", "txt", "html")
    )
    # A line break in a subject would begin a header of its own.
    return Mail(" ".join(subject.split()), text.strip() + "\n", html)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({function.__name__: function for function in sentences.FILTERS})
    return environment


_ENVIRONMENT = _environment()
