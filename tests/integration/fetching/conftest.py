"""A web server for everything that is fetched."""

from collections.abc import Iterator

import pytest
from support.web import Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running
