"""Who speaks: the author, or somebody quoted or reported."""

import re

from predictions.extraction.words import words_of
from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.quotations import Quotation, quotation_at

ASSERTING = (
    r"said|says|say|told|tells|added|adds|argued|argues|argue|wrote|writes|warned|warns|warn|"
    r"predicted|predicts|predict|predicting|explained|explains|noted|notes|claimed|claims|claim|insisted|insists|"
    r"believes|believe|believed|thinks|think|expects|expect|concluded|concludes|forecast|forecasts|promised|"
    r"promises|declared|stated|states|suggested|suggests|suggest|reported|reports|estimates|"
    r"estimated|projects|projected|projecting|continued|asked|quipped|replied|observed|observes|contends|"
    r"reckons|reckon|fears|fear|acknowledged|admitted|tweeted|maintains|anticipates|anticipate|"
    r"announced|cautioned|cautions|vowed|hinted|figures|figure|contended|recalled|joked|signaled|signalled"
)
NAME = r"(?:[A-Z][\w.'’-]*|of|de|von|van|bin|al)(?:\s+(?:[A-Z][\w.'’-]*|of|de|von|van|bin|al|the|and)){0,6}"
PRONOUN = r"(?:he|she|they|it|who|He|She|They|It)"
NOUNS = r"(?:(?:the|a|an|many|some|most|several|one|other|few|his|her|their|its|The|A|An|Many|Some|Most|Several|One|Other|His|Her|Their|Its)\s+)?(?:[\w'’-]+\s+){0,4}?[\w'’-]+"
AFTER = re.compile(
    rf"[,.?!]?[\"”'’]?[\s—–-]{{0,3}}(?:(?P<verb>{ASSERTING})\s+(?P<who>{NAME}|{NOUNS})"
    rf"|(?P<before>{NAME}|{PRONOUN}|{NOUNS})\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?(?:{ASSERTING})\b)"
)
BEFORE = re.compile(rf"(?P<who>{NAME}|{PRONOUN}|{NOUNS})\s+(?:{ASSERTING})\b[^.\"“”]{{0,60}}$")
ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;:—–()\"“”]{2,60})")
SELF = words_of(
    """
    i we i'm i'd me my you one
    """
)
PASSIVE_HEADS = words_of(
    """
    it that there which this what nothing
    """
)
WINDOW = 160


def attribute(document: Document, findings: list[Finding]) -> list[Finding]:
    """Name the speaker of what somebody else says."""
    return [_attributed(document, finding) for finding in findings]


def _attributed(document: Document, finding: Finding) -> Finding:
    speaker = next((name for source in SOURCES if (name := source(document, finding))), None)
    if speaker is None or _is_author(document.author, speaker):
        return finding
    return finding.learned("speaker", speaker, speaker=speaker)


def _is_author(author: str | None, speaker: str) -> bool:
    """Whether a quotation is the author's own: the surname is enough."""
    return author is not None and speaker.split()[-1] in author.split()


def _quoted(document: Document, finding: Finding) -> str | None:
    quotation = quotation_at(document.quotations, finding.cue[0])
    if quotation is None:
        return None
    return _who_said(document, quotation) or "unnamed speaker"


def _who_said(document: Document, quotation: Quotation) -> str | None:
    behind = document.text[quotation.end : quotation.end + WINDOW]
    match = AFTER.match(behind)
    if match:
        return _clean(match["who"] or match["before"])
    ahead = document.text[max(quotation.start - WINDOW, 0) : quotation.start]
    match = BEFORE.search(ahead)
    return _clean(match["who"]) if match else None


def _reported(document: Document, finding: Finding) -> str | None:
    """The subject of the verb of saying that governs the clause."""
    tokens = finding.sentence.tokens
    place = finding.left.first - 1
    while place >= 0 and tokens[place].word in {"that", ",", '"', ":"}:
        place -= 1
    if place < 1 or finding.left.first == 0 or tokens[place].word not in _SAYING:
        return None
    return _subject_before(document, finding, place)


def _reported_before_adverbial(document: Document, finding: Finding) -> str | None:
    """ "He said that in the short term, prices would fall": an adverbial between."""
    tokens = finding.sentence.tokens
    for place in range(finding.left.first - 1, max(finding.left.first - 12, 0), -1):
        word = tokens[place].word
        if word in _SAYING:
            near = tokens[place + 1].word in AFTER_SAYING
            return _subject_before(document, finding, place) if near else None
        if word in w.SUBORDINATORS or word in ";:—." or w.is_finite(word):
            return None
    return None


_SAYING = (frozenset(ASSERTING.split("|")) | w.REPORTING | {"arguing", "warning"}) - frozenset(
    "know knows knew knowing show shows showed see sees mean means reveal revealed reveals implies "
    "imply implied agree agrees agreed recall assume assumes assumed".split()
)


def _subject_before(document: Document, finding: Finding, verb: int) -> str | None:
    tokens = finding.sentence.tokens
    first = verb
    while first > 0 and verb - first < 9 and not _edge(tokens[first - 1].word):
        first -= 1
    words = [t.word for t in tokens[first:verb]]
    while words and (w.is_auxiliary(words[-1]) or w.is_adverb(words[-1])):
        words.pop()
    if not words or words[-1] in BEFORE_NOUNS or words[0] in SELF or words[-1] in SELF or words[0] in PASSIVE_HEADS:
        return None
    return _clean(document.text[tokens[first].start : tokens[first + len(words) - 1].end])


def inherit(_document: Document, findings: list[Finding]) -> list[Finding]:
    """A second clause under one verb of saying has the speaker of the first."""
    result: list[Finding] = []
    for finding in findings:
        before = result[-1] if result else None
        joined = finding.borrowed or finding.left.opener == "and"
        if before and joined and before.number == finding.number and before.speaker:
            finding = finding.learned("speaker", "as before", speaker=before.speaker)
        result.append(finding)
    return result


def _edge(word: str) -> bool:
    return word in {",", ";", ":", "—", "(", ")", '"', "and", "but", "as", "while", "that", "so"}


def _parenthetic(document: Document, finding: Finding) -> str | None:
    """ "..., analysts say, ..." inside or right behind the clause."""
    tokens = finding.sentence.tokens
    for place in range(1, min(finding.last + 6, len(tokens) - 1)):
        if tokens[place - 1].word == "," and (spans := _aside(finding.sentence.words(place, place + 8))):
            first, last = spans
            return _clean(document.text[tokens[place + first].start : tokens[place + last].end])
    return None


def _aside(words: list[str]) -> tuple[int, int] | None:
    """First and last word of the speaker in "analysts say," or "says Smith,"."""
    end = next((number for number, word in enumerate(words) if word in {",", ".", ";", '"'}), None)
    if end is None or end < 2 or words[0] in SELF | ASIDE_OPENERS:
        return None
    if words[end - 1] in _SAYING:
        return 0, end - 2
    if words[0] in _SAYING and not w.is_finite(words[1]):
        return 1, end - 1
    return None


AFTER_SAYING = frozenset("that , in by on at over during after before for if when".split())
BEFORE_NOUNS = frozenset("to of the a an in on for their his her its no some any".split())
ASIDE_OPENERS = frozenset("which who but and that as if when while to".split())


def _credited(document: Document, finding: Finding) -> str | None:
    """ "According to X": of the sentence, or of the model that gives the number."""
    sentence = document.text[finding.sentence.start : finding.sentence.end]
    match = ACCORDING.search(sentence)
    if match:
        return _clean(match["who"])
    subject = finding.subject()
    voiced = finding.rule.name.startswith("verb.") and finding.rule.frame in {"object", "that"}
    group = set(finding.group()) & {"puts", "put", "gives", "give", "sees", "see", "gave", "estimates"}
    passive = set(finding.group()) & {"is", "are", "be"} and finding.phrase == "expected to"
    if (voiced or (finding.rule.name == "number.stated" and group)) and subject and not passive and not (
        set(subject[:1]) & SELF or set(subject) & PASSIVE_HEADS
    ):
        tokens = finding.sentence.tokens
        return document.text[tokens[finding.left.first].start : tokens[finding.left.verb - 1].end]
    return None


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" ,.'\"“”’")


SOURCES = (_quoted, _reported, _reported_before_adverbial, _parenthetic, _credited)
