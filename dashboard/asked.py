"""What the address of a page asks for."""

from typing import Annotated

from pydantic import Field

from core.api import query_as
from core.forms import Form

MOST_PAGES = 1_000_000


class PageNumber(Form):
    """Which page of a long list, counted from 1."""

    # An address holds text only.
    page: Annotated[int, Field(ge=1, le=MOST_PAGES, strict=False)] = 1


def page_asked() -> int:
    """Return the number of the page that is asked for.

    Raises:
        InvalidInputError: if it is no number, or the address asks for something else.
    """
    return query_as(PageNumber).page
