"""PURE. Where an editor looks for what happened: searches for a claim, made as addresses."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote_plus

from predictions.views import EventView

AROUND = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Search:
    """A search at another site; nothing is asked there before somebody follows the link."""

    label: str
    url: str


def searches(event: EventView) -> tuple[Search, ...]:
    """Return searches for an event; those of news are kept to the weeks around its deadline."""
    words = quote_plus(event.claim)
    span = ""
    if event.deadline is not None:
        first, last = event.deadline - AROUND, event.deadline + AROUND
        span = f"+after%3A{first}+before%3A{last}"
    return (
        Search("News", f"https://news.google.com/search?q={words}{span}"),
        Search("Web", f"https://duckduckgo.com/?q={words}"),
        Search("Wikipedia", f"https://en.wikipedia.org/w/index.php?search={words}"),
        Search("Archive", f"https://web.archive.org/web/*/{words}*"),
    )
