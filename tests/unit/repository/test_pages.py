"""Every address that can be opened is a page that the browser's tests look at, or says why not."""

import pytest
from support.pages import CARDS, EMPTY, FOR_EDITORS, NO_PAGE, PAGES, RICH, SECRET

from app import create_app

MAP = create_app({"database_url": "sqlite://"}).url_map
LISTED = (*PAGES, *RICH, *CARDS, *FOR_EDITORS, *SECRET, *EMPTY)
READ = {rule.endpoint: rule.rule for rule in MAP.iter_rules() if "GET" in (rule.methods or ())}


def endpoint_of(path: str) -> str:
    endpoint, _ = MAP.bind("").match(path.partition("?")[0], method="GET")
    return str(endpoint)


def is_no_page(rule: str) -> bool:
    return any(
        rule.startswith(part) if part.startswith("/") else rule.endswith(part) for part in NO_PAGE
    )


def test_every_page_is_looked_at_in_a_browser() -> None:
    looked_at = {endpoint_of(path) for path in LISTED}
    missing = {rule for name, rule in READ.items() if name not in looked_at} - {
        rule for rule in READ.values() if is_no_page(rule)
    }
    assert missing == set(), "put it into tests/support/pages.py"


def test_no_page_is_called_something_else() -> None:
    assert [path for path in LISTED if is_no_page(path)] == []


@pytest.mark.parametrize("part", NO_PAGE)
def test_what_is_no_page_is_a_route(part: str) -> None:
    assert any(
        rule.startswith(part) if part.startswith("/") else rule.endswith(part)
        for rule in READ.values()
    )
    assert NO_PAGE[part]
