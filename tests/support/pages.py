"""The pages of the bundled sample record, one of each kind."""

PAGES = (
    "/",
    "/pundits",
    "/pundits/vera-quill-invented",
    "/?topic=politics&reading=high&from=2020-01-01",
    "/compare",
    "/search?q=election",
    "/compare?a=vera-quill-invented&b=ines-halloway-invented",
    "/events",
    "/events/1",
    "/commentaries",
    "/commentaries/1",
    "/candidates/1",
    "/due",
    "/corrections",
    "/method",
    "/method/words",
)
