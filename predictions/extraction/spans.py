"""The stretch of text a draft quotes."""

from predictions.extraction.finding import Document, Finding
from predictions.extraction.quotations import quotation_at

OWN = ("i think", "i believe", "i guess", "i suspect", "i expect", "we think", "i'm sure")
LOOKS = (
    "it looks as if",
    "it looks like",
    "it looks as though",
    "it seems as if",
    "it seems that",
    "it seems",
    "it appears that",
    "it appears",
    "looks as if",
    "my guess is",
    "chances are",
    "odds are",
)
EDGES = ' ,;:—-("'


LONGEST_CONDITION = 2.0
"""Times the clause it governs. The span is the shortest stretch that holds the proposition, so a
condition that outweighs its consequent is named apart and not quoted."""


def set_spans(document: Document, findings: list[Finding]) -> list[Finding]:
    """Stretch spans over the author's own hedge and a leading condition, and trim them."""
    stretched = (_over_condition(document, _over_hedge(document, f)) for f in findings)
    return [_trimmed(document, _over_time(document, f)) for f in stretched]


def _over_time(document: Document, finding: Finding) -> Finding:
    """Over "By 2030," at the head of the clause, which belongs to what is forecast."""
    start = finding.span[0]
    window = document.deadlines_between(max(start - 60, finding.sentence.start), start)
    if not window or document.plain[window[0].end : start].strip(" ") != ",":
        return finding
    return finding.learned("span", "with its time", span=(window[0].start, finding.span[1]))


def _over_hedge(document: Document, finding: Finding) -> Finding:
    start = finding.span[0]
    ahead = document.plain[max(start - 24, finding.sentence.start) : start].rstrip(" ")
    ahead = ahead.removesuffix(" that")
    for hedge in LOOKS + OWN:
        if ahead.endswith(hedge):
            place = document.plain.rfind(hedge, max(start - 30, 0), start)
            return finding.learned("span", f"with {hedge!r}", span=(place, finding.span[1]))
    return finding


def _over_condition(document: Document, finding: Finding) -> Finding:
    if finding.condition is None:
        return finding
    place = document.text.find(finding.condition, finding.sentence.start, finding.span[0])
    start, end = finding.span
    if place < 0 or start - place > LONGEST_CONDITION * (end - start):
        return finding
    if quotation_at(document.quotations, place) != quotation_at(
        document.quotations, finding.cue[0]
    ):
        return finding
    return finding.learned("span", "with its condition", span=(place, finding.span[1]))


def _trimmed(document: Document, finding: Finding) -> Finding:
    start, end = finding.span
    while start < end and (document.plain[start] in EDGES):
        start += 1
    while end > start and document.plain[end - 1] in EDGES:
        end -= 1
    if (start, end) == finding.span:
        return finding
    return finding.learned("span", "trimmed", span=(start, end))
