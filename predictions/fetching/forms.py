"""What editors hand in about an address."""

from core.forms import Day, FilledLine, Form, Line, Url


class FetchedCommentary(Form):
    """An address, and what is to be said of its text instead of what the page says."""

    url: Url
    pundit: FilledLine | None = None
    said_on: Day | None = None
    publication: Line | None = None
    title: Line | None = None
    source: FilledLine | None = None
