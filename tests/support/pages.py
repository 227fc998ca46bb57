"""Every page there is to look at, by the record that has it; and every address that is no page.

`tests/unit/repository/test_pages.py` fails on a route that stands in neither.
"""

# Of the bundled sample record.
PAGES = (
    "/",
    "/pundits",
    "/pundits/vera-quill-invented",
    "/?topic=politics&reading=high&from=2020-01-01",
    "/?topic=no+such+topic",
    "/compare",
    "/search?q=election",
    "/compare?a=vera-quill-invented&b=ines-halloway-invented",
    "/events",
    "/events/1",
    "/events?stage=decided",
    "/commentaries",
    "/commentaries/1",
    "/candidates/1",
    "/due",
    "/corrections",
    "/method",
    "/method/words",
    "/sign-in",
    "/join",
    "/subscribe",
)
# Of the record of `support.rich_record`, in which everything has happened.
RICH = (
    "/",
    "/pundits/ada-lund",
    "/events/1",
    "/events/2",
    "/events/3",
    "/events/4",
    "/events/5",
    "/events/6",
    "/events/7",
    "/commentaries/46",
    "/corrections",
    "/disputes",
    "/raters",
    "/reports",
    "/reports/1",
)
# Cards in frames on other pages, without anything around them.
CARDS = ("/embed/events/2", "/embed/pundits/ada-lund")
# The same, for Ann Lee, who edits.
FOR_EDITORS = (
    "/account",
    "/events/7/dispute",
    "/disputes/1/answer",
    "/predictions/1/reply",
    "/desk",
    "/desk/add",
    "/desk/review/54",
    "/desk/review/55",
    "/desk/due",
    "/desk/events/2",
    "/desk/events/4",
    "/desk/events/10",
    "/desk/feeds",
    "/desk/health",
)
# Addresses that hold a secret word, by its name in `support.rich_record.secrets_of`.
SECRET = {
    "/enter/{entry}",
    "/subscribe/{wish}",
    "/subscriptions/{preferences}",
    "/unsubscribe/{subscription}",
    "/reports/mine/{issue}",
}
EMPTY = ("/", "/events", "/commentaries", "/due", "/corrections", "/pundits", "/search")

# What a browser gets from these is no page, so there is nothing to look at.
NO_PAGE = {
    "/api/": "data for programs",
    ".csv": "a file for spreadsheets",
    ".atom": "a feed for readers of feeds",
    ".png": "a picture, which pages describe in words",
    "/healthz": "data for who watches the service",
    "/static/": "style, script and icon, which every page brings along",
}
