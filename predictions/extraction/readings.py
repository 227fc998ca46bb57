"""A cue and the words around it -> how likely the speaker holds the claim."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.likelihood import Likelihood, lookup
from predictions.extraction.polarity import denies, modal_denied

DEGREES = w.words_of("most almost very quite highly nearly virtually")
BEHIND_MODAL = w.CHANCE_ADVERBS | w.words_of(
    "most almost very well easily yet still never not only just apparently"
)
NOT_OF_STRENGTH = w.words_of("not never still only just")
OWN_HEDGES = ("i think", "i believe", "i guess", "i suspect", "we think", "we believe")
LEADING = (
    "in all likelihood",
    "in all probability",
    "most likely",
    "more likely",
    "very likely",
    "quite possibly",
    "almost certainly",
    "no doubt",
    "without a doubt",
    "perhaps",
    "maybe",
    "probably",
    "possibly",
    "surely",
    "undoubtedly",
    "inevitably",
    "presumably",
    "conceivably",
)
ARTICLES = w.words_of("a an the am are is 're 'm")
DENYING = w.words_of("not no cannot never unlikely rule")
WITH_TO = frozenset({"adjective.sure", "adjective.set"})
HEAD, TAIL, LEAD = 3, 4, 5
"""Words looked at from the subject's head, behind the cue, and before the clause."""

Reading = tuple[Likelihood | None, bool]


def read_likelihoods(_document: Document, findings: list[Finding]) -> list[Finding]:
    """Give every finding its likelihood, negation applied; drop what the lexicon lacks."""
    read = (_read(finding) for finding in findings)
    return [finding for finding in read if finding.likelihood is not None]


def _read(finding: Finding) -> Finding:
    if finding.likelihood is not None:
        return finding
    modal = finding.rule.name.startswith("modal.")
    likelihood, negated = _modal(finding) if modal else _phrase(finding)
    detail = likelihood.phrase if likelihood else "not in the lexicon"
    return finding.learned("reading", detail, likelihood=likelihood, negated=negated)


def _modal(finding: Finding) -> Reading:
    """The adverb of chance speaks where there is one, else the modal itself."""
    denied, hedges, modal = modal_denied(finding), _hedges(finding), finding.phrase
    behind = [word for word in _behind(finding) if word not in NOT_OF_STRENGTH]
    combined = [" ".join([modal, *behind])] if behind else []
    for phrase in (*combined, *_adverbs(finding), *_leading(finding)):
        if (found := lookup(phrase, hedges)) is not None:
            return (found.negated() if denied else found), denied
    if not denied:
        return lookup(modal, hedges), denied
    phrases = (f"{modal}not", f"{modal} not", f"not {modal}")
    return next((found for phrase in phrases if (found := lookup(phrase, hedges))), None), denied


def _behind(finding: Finding) -> list[str]:
    """The run of adverbs right behind the modal that bear on its strength."""
    behind = finding.after(TAIL)
    other = (place for place, word in enumerate(behind) if word not in BEHIND_MODAL)
    return behind[: next(other, len(behind))]


def _adverbs(finding: Finding) -> list[str]:
    """Adverbs of chance around the cue, in order, with the degree before each."""
    around = finding.subject()[:HEAD] + finding.group()[:-1] + _behind(finding)
    return [
        f"{around[place - 1]} {word}" if place and around[place - 1] in DEGREES else word
        for place, word in enumerate(around)
        if word in w.CHANCE_ADVERBS
    ]


def _leading(finding: Finding) -> list[str]:
    """An adverbial of chance before the clause: "In all likelihood, ..."."""
    words = finding.sentence.words(finding.left.first - LEAD, finding.left.first)
    before = " ".join(word for word in words if word != ",")
    return [phrase for phrase in LEADING if before.endswith(phrase)][:1]


def _hedges(finding: Finding) -> tuple[str, ...]:
    """The author's own "I think" before the clause or at its head."""
    first = finding.left.first
    before = " ".join(finding.sentence.words(first - 3, first)).removesuffix(" that")
    inside = " ".join(finding.sentence.words(first, first + 2))
    return tuple(hedge for hedge in OWN_HEDGES if before.endswith(hedge) or inside == hedge)


def _phrase(finding: Finding) -> Reading:
    """A phrase of the lexicon, with the adverbs before it as modifiers."""
    own = finding.phrase.split()
    before = _before_phrase(finding, own)
    denied = denies(before, finding.subject()) and not (set(own) & DENYING or "n't" in own[0])
    degrees = [word for word in before if w.is_adverb(word) and word not in w.NEGATIONS]
    modifiers = (["not"] if denied else []) + degrees
    found = (lookup(variant, modifiers) for variant in _variants(finding))
    return next((likelihood for likelihood in found if likelihood), None), denied


def _before_phrase(finding: Finding, own: list[str]) -> list[str]:
    """The words of the verb group that stand before the phrase itself."""
    group = finding.group()
    inside = finding.cue_first - finding.left.verb
    start = group.index(own[0], inside) if own[0] in group[inside:] else inside
    return group[:start]


def _variants(finding: Finding) -> list[str]:
    """The spellings under which the lexicon may hold a phrase, the fullest first."""
    words = finding.phrase.split()
    bare = [word for word in words if word not in ARTICLES]
    tails = [" ".join(half[start:]) for half in (words, bare) for start in range(len(half))]
    to = [f"{finding.phrase} to"] if finding.rule.name in WITH_TO else []
    return [*to, *(form for tail in tails for form in (tail, tail.removesuffix("s")))]
