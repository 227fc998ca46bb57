"""Who speaks between quotation marks: the verb of saying right behind or before them."""

from predictions.extraction.finding import Document, Finding
from predictions.extraction.patterns import lazily
from predictions.extraction.quotations import Quotation, quotation_at

WINDOW = 160
"""Characters on either side of a quotation in which its speaker is looked for."""

UNNAMED = "unnamed speaker"
SAYING = (
    r"(?:said|says|say|told|tells|added|adds|argued|argues|wrote|writes|warned|warns|predicted|"
    r"predicts|explained|explains|noted|notes|claimed|claims|insisted|insists|believes|thinks|"
    r"concluded|concludes|promised|promises|promising|declared|stated|states|suggested|suggests|"
    r"reported|reports|continued|asked|quipped|replied|observed|observes|contends|acknowledged|"
    r"admitted|tweeted|announced|cautioned|vowed|recalled|joked|saying|warning|adding|arguing)"
)
NAME = (
    r"(?:[A-Z][\w.'’-]*|of|de|von|van|bin|al)"
    r"(?:\s+(?:[A-Z][\w.'’-]*|of|de|von|van|bin|al|the|and)){0,6}"
)
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|who)"
NOUNS = r"(?:[\w'’-]+\s+){0,5}?[\w'’-]+"
BEHIND = lazily(
    rf"[,.?!]?[\"”'’]?[\s—–-]{{0,3}}(?:{SAYING}\s+(?P<after>{NAME}|{NOUNS})"
    rf"|(?P<before>{NAME}|{PRONOUN}|{NOUNS})\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{SAYING}\b)"
)
AHEAD = lazily(rf"(?P<who>{NAME}|{PRONOUN}|{NOUNS})\s*,?\s+{SAYING}\b[^.\"“”]{{0,60}}$")


def quoted_speaker(document: Document, finding: Finding) -> str | None:
    """The speaker of the quotation the cue stands in; None outside quotations."""
    quotation = quotation_at(document.quotations, finding.cue[0])
    if quotation is None:
        return None
    return _behind(document, quotation) or _ahead(document, quotation) or UNNAMED


def _behind(document: Document, quotation: Quotation) -> str | None:
    match = BEHIND().match(document.text[quotation.end : quotation.end + WINDOW])
    return (match["after"] or match["before"]) if match else None


def _ahead(document: Document, quotation: Quotation) -> str | None:
    mark = quotation.start - 1
    match = AHEAD().search(document.text[max(mark - WINDOW, 0) : max(mark, 0)])
    return match["who"] if match else None
