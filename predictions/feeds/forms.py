"""What editors hand in about feeds."""

from typing import Annotated

from pydantic import AfterValidator

from core.forms import Line, Url
from predictions.fetching.addresses import checked
from predictions.sources.forms import NewSource


class NewFeed(NewSource):
    """A source that is a feed. `pundit` is whose it is; empty where each item names its author."""

    feed: Annotated[Url, AfterValidator(checked)]
    pundit: Line = ""
