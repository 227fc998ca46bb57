"""Who speaks in reported clauses: "X expects that", "analysts say", "according to X"."""

from collections.abc import Sequence

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.patterns import lazily
from predictions.extraction.sentences import Token

SAYING = (
    w.REPORTING | w.words_of("arguing warning betting figures quipped contended")
) - w.words_of(
    """
    know knows knew knowing show shows showed see sees mean means reveal revealed reveals implies
    imply implied agree agrees agreed recall assume assumes assumed bets
    """
)
SPOKEN_NOUNS = w.words_of("reports speculation rumours rumors predictions warnings forecasts talk")
SELF = w.words_of("i we i'm i'd i've me my you one us")
IMPERSONAL = w.words_of("it that there which this what nothing")
WITNESSES = w.words_of(
    """
    history evidence experience logic precedent arithmetic math maths sense past record facts
    everything nature instinct geography
    """
)
"""What an author calls upon speaks for himself: "history suggests"."""

EDGES = frozenset({",", ";", ":", "—", "(", ")", '"', "and", "but", "as", "while", "that", "so"})
AFTER_SAYING = w.words_of("that , in by on at over during after before for if when")
BEFORE_NOUNS = w.words_of("who which to of the a an in on for their his her its no some any")
GOES_ON = w.words_of("goes went on to continues continued")
ASIDE_OPENERS = w.words_of(
    "which who but and that as if when while to in on at by for after before"
)
ASIDE = 8
REACH = 12
BETWEEN = 5
LONGEST_SUBJECT = 9
LONGEST_APPOSITION = 16
ACCORDING = lazily(r"\b[Aa]ccording to (?P<who>[^,.;:—–()\"“”]{2,60})")
GIVING = w.words_of(
    """
    puts put gives give sees see gave estimates peg pegs price prices finds found shows implies
    imply
    """
)
GIVING_STOPS = frozenset({".", ";", ":", "—", '"', ",", "and", "but", "that", "which"})


def reported_speaker(document: Document, finding: Finding) -> str | None:
    """The speaker that the sentence itself names, if any."""
    found = (source(document, finding) for source in SOURCES)
    return next((speaker for speaker in found if speaker), None)


def _governing(document: Document, finding: Finding) -> str | None:
    """The subject of the verb of saying that governs the clause."""
    tokens, place = finding.sentence.tokens, finding.left.first - 1
    while place >= 0 and tokens[place].word in {"that", ",", '"', ":"}:
        place -= 1
    if place < 0 or finding.left.first == 0 or _compares(finding, place):
        return None
    if finding.left.opener == "that":
        place = _over_time(document, finding, place)
    if tokens[place].word not in SPOKEN_NOUNS and not _says(document, tokens[place]):
        return None
    speaker = _subject(document, finding, place)
    return speaker or (tokens[place].word if tokens[place].word in SPOKEN_NOUNS else None)


def _compares(finding: Finding, verb: int) -> bool:
    """As quickly as some believe, it will: a measure, not who speaks."""
    behind = finding.sentence.tokens[verb + 1].word if verb + 1 < finding.left.first else ""
    before = finding.sentence.words(verb - BETWEEN, verb)
    return behind == "," and bool({"as", "than"} & set(before[:-1]))


def _over_time(document: Document, finding: Finding, place: int) -> int:
    """Over what may stand between the verb and its "that": "reported early on Monday that"."""
    tokens = finding.sentence.tokens
    for earlier in range(place, max(place - BETWEEN, -1), -1):
        if tokens[earlier].word in SPOKEN_NOUNS or _says(document, tokens[earlier]):
            return earlier
        if not tokens[earlier].word.isalnum():
            break
    return place


def _before_adverbial(document: Document, finding: Finding) -> str | None:
    """He said that in the short term, prices would fall: an adverbial between."""
    tokens, first = finding.sentence.tokens, finding.left.first
    for place in range(first - 1, max(first - REACH, 0), -1):
        word = tokens[place].word
        if _says(document, tokens[place]):
            near = tokens[place + 1].word in AFTER_SAYING
            return _subject(document, finding, place) if near else None
        if word in w.SUBORDINATORS or word in ";:—." or w.is_finite(word):
            return None
    return None


def _main_clause(document: Document, finding: Finding) -> str | None:
    """He says that bonds are dear, because rates will rise: the reason is his as well."""
    if finding.left.opener not in REASONS:
        return None
    tokens = finding.sentence.tokens
    for place in range(1, min(finding.left.first, REACH)):
        if tokens[place].word in STOPS or tokens[place].word in w.SUBORDINATORS:
            return None
        if _says(document, tokens[place]):
            return _subject(document, finding, place)
    return None


REASONS = frozenset({"because", "since", "as"})
STOPS = frozenset({";", ":", "—", '"', "but"})


def _says(document: Document, token: Token) -> bool:
    """Whether it is a verb of saying, unlike the States or the New York Post's Bets."""
    return token.word in SAYING and document.text[token.start].islower()


def _subject(document: Document, finding: Finding, verb: int) -> str | None:
    tokens, verb = finding.sentence.tokens, _before_apposition(finding.sentence.tokens, verb)
    first = verb
    while first > 0 and verb - first < LONGEST_SUBJECT and tokens[first - 1].word not in EDGES:
        first -= 1
    words = [token.word for token in tokens[first:verb]]
    if not words and first > 1 and tokens[first - 1].word == "and":
        return _first_subject(document, finding, first - 1)
    while words and (w.is_auxiliary(words[-1]) or w.is_adverb(words[-1]) or words[-1] in GOES_ON):
        words.pop()
    if words[-1:] == ["who"]:
        return _antecedent(document, finding, first + len(words) - 1)
    skipped = _before_subject(words)
    first, words = first + skipped, words[skipped:]
    if not words or words[-1] in BEFORE_NOUNS | SELF or words[0] in SELF | IMPERSONAL:
        return None
    if words[-1] in WITNESSES:
        return None
    return document.text[tokens[first].start : tokens[first + len(words) - 1].end]


def _antecedent(document: Document, finding: Finding, who: int) -> str | None:
    """The noun before "who": "Barnes, chief economist of the bank, who also says"."""
    tokens = finding.sentence.tokens
    end = who - (tokens[who - 1].word == ",")
    first = end
    while first > 0 and end - first < LONGEST_SUBJECT and tokens[first - 1].word not in EDGES:
        if _says(document, tokens[first - 1]):
            break
        first -= 1
    return document.text[tokens[first].start : tokens[end - 1].end] if first < end else None


def _before_apposition(tokens: Sequence[Token], verb: int) -> int:
    """Where the subject of "Marsh, who runs the ferry, believes" ends; else the verb itself."""
    if verb < 2 or tokens[verb - 1].word != ",":  # noqa: PLR2004 - a subject and its comma
        return verb
    for place in range(verb - 2, max(verb - LONGEST_APPOSITION, 0), -1):
        if tokens[place].word == ",":
            return place
        if tokens[place].word in {";", ":", "—", '"'}:
            return verb
    return verb


def _before_subject(words: list[str]) -> int:
    """How many words to leave out: "it is a firm whose report" has the report for its subject.

    A relative clause stays with its noun: "those who know him".
    """
    if "who" in words:
        return 0
    finite = (n + 1 for n, word in enumerate(words[:-1]) if w.is_finite(word) or word == "whose")
    return max(finite, default=0)


def _first_subject(document: Document, finding: Finding, end: int) -> str | None:
    """The subject of the first of two verbs: "Lee denied it and said that"."""
    tokens, first = finding.sentence.tokens, end
    while first > 0 and end - first < LONGEST_SUBJECT and tokens[first - 1].word not in EDGES:
        first -= 1
    words = [token.word for token in tokens[first:end]]
    verbs = (n for n, word in enumerate(words) if w.is_finite(word) or word.endswith("ed"))
    verb = next(verbs, 0)
    if not verb or words[0] in SELF | IMPERSONAL:
        return None
    return document.text[tokens[first].start : tokens[first + verb - 1].end]


def _aside(document: Document, finding: Finding) -> str | None:
    """Between commas or at the end: "analysts say", "says Smith", "CNBC reported on Monday"."""
    tokens = finding.sentence.tokens
    for place in range(1, min(finding.last + ASIDE, len(tokens) - 1)):
        if tokens[place - 1].word not in {",", "—"}:
            continue
        ahead = tokens[place : place + ASIDE]
        if (found := _speaker_in([_as_said(document, token) for token in ahead])) is not None:
            return document.text[tokens[place + found[0]].start : tokens[place + found[1]].end]
    return None


def _as_said(document: Document, token: Token) -> str:
    """The word, or its name where a capital says that it is no verb."""
    return token.word if token.word not in SAYING or _says(document, token) else "name"


def _speaker_in(words: list[str]) -> tuple[int, int] | None:
    """First and last word of the speaker in an aside; None where it is something else."""
    ends = (number for number, word in enumerate(words) if word in {",", ".", ";", '"', "—"})
    end = next(ends, len(words))
    verbs = [number for number, word in enumerate(words[:end]) if word in SAYING]
    if not verbs or words[0] in SELF | ASIDE_OPENERS or end == len(words):
        return None
    verb = verbs[0]
    if verb == 0:
        plain = end > 1 and not any(w.is_finite(word) for word in words[1:end])
        return (1, end - 1) if plain and words[1] not in AFTER_SAYING else None
    stated = any(w.is_auxiliary(word) or word == "that" for word in words[:end])
    return None if stated or words[verb - 1] in BEFORE_NOUNS | SELF else (0, verb - 1)


def _according_to(document: Document, finding: Finding) -> str | None:
    match = ACCORDING().search(document.text, finding.sentence.start, finding.sentence.end)
    return match["who"] if match else None


def _own_subject(document: Document, finding: Finding) -> str | None:
    """The forecaster is the subject of the cue itself: "economists expect growth"."""
    subject, group = finding.subject(), set(finding.group())
    voiced = finding.rule.name.startswith("verb.") and finding.rule.frame in {"object", "that"}
    giving = finding.rule.name == "number.stated" and group & GIVING
    if not subject or not (voiced or giving) or group & w.words_of("is are be been"):
        return _progressive(document, finding) if voiced and subject else None
    if subject[0] in SELF | IMPERSONAL:
        return None
    return _text(document, finding)


def _giving(document: Document, finding: Finding) -> str | None:
    """Who gives a chance: "the model gives them", "traders see"."""
    if finding.rule.frame != "chance" or finding.cue_first == 0:
        return None
    tokens = finding.sentence.tokens
    start = max(finding.cue_first - REACH, 0)
    for place in range(finding.cue_first - 1, start, -1):
        word = tokens[place].word
        if word in GIVING:
            return _subject(document, finding, place)
        if word in GIVING_STOPS or w.is_auxiliary(word):
            return None
    return None


def _progressive(document: Document, finding: Finding) -> str | None:
    """The networks are projecting: the subject speaks, unlike in "is expected"."""
    speaks = finding.cue_last and finding.group()[-1].endswith("ing")
    return _text(document, finding) if speaks and finding.subject()[0] not in SELF else None


def _text(document: Document, finding: Finding) -> str:
    tokens, left = finding.sentence.tokens, finding.left
    return document.text[tokens[left.first].start : tokens[left.verb - 1].end]


SOURCES = (
    _governing,
    _before_adverbial,
    _aside,
    _according_to,
    _own_subject,
    _giving,
    _main_clause,
)
