"""From an address to a commentary: what its page says, and what an editor says instead."""

from collections.abc import Mapping
from typing import Any

from core.errors import InvalidInputError
from core.forms import LONGEST_LINE, form_from
from predictions.fetching.fetch import Answer
from predictions.fetching.found import FEED, Page, kind_of
from predictions.fetching.reading import read_page
from predictions.forms import NewCommentary

OPTIONS = {"pundit": "its author", "said_on": "the day it was said"}


def page_of(answer: Answer) -> Page:
    """Read what was fetched as a page.

    Raises:
        InvalidInputError: if it is a feed.
        UnreadableError: if it cannot be read.
    """
    if kind_of(answer.content_type, answer.body) == FEED:
        raise InvalidInputError(
            f"{answer.url[:200]!r} is a feed; subscribe to it with: flask source subscribe"
        )
    return read_page(answer.body, answer.content_type, answer.url)


def commentary_of(page: Page, url: str, said: Mapping[str, Any]) -> NewCommentary:
    """Return a commentary with what its page says of it; what an editor says (`said`) wins.

    Raises:
        InvalidInputError: if nobody says who said it, or when.
    """
    proposed = {
        "text": page.text,
        "pundit": page.author[:LONGEST_LINE],
        "said_on": page.said_on,
        "publication": page.publication,
        "title": page.title,
        "url": url[:LONGEST_LINE],
    }
    fields = proposed | {name: value for name, value in said.items() if value is not None}
    for name, what in OPTIONS.items():
        if not fields[name]:
            raise InvalidInputError(f"the page does not name {what}; say it with {name!r}")
    return form_from(NewCommentary, fields)
