"""What editors hand in about feeds."""

from core.forms import Line, Url
from predictions.sources.forms import NewSource


class NewFeed(NewSource):
    """A source that is a feed. `pundit` is whose it is; empty where each item names its author."""

    feed: Url
    pundit: Line = ""
