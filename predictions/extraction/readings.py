"""A cue and the words around it -> how likely the author holds the claim."""

from predictions.extraction.words import words_of
from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.likelihood import Likelihood, lookup
from predictions.extraction.rules import Rule

EPISTEMIC = words_of(
    """
    probably likely perhaps maybe possibly surely certainly definitely undoubtedly inevitably
    presumably conceivably potentially most almost very well easily yet still never not only
    just apparently
    """
)
CHANCE_ADVERBS = words_of(
    """
    probably likely perhaps maybe possibly surely certainly definitely undoubtedly inevitably
    presumably conceivably potentially
    """
)
DEGREES = words_of(
    """
    most almost very quite highly nearly virtually
    """
)
OWN_HEDGES = ("i think", "i believe", "i guess", "i suspect", "we think", "we believe")
FAILING = frozenset(["fail", "fails", "unable"])
EMPTY_OBJECTS = words_of(
    """
    no little nothing none few scant nobody
    """
)
ARTICLES = words_of(
    """
    a an the am are is 're 'm
    """
)
DENYING = words_of(
    """
    not no cannot never unlikely rule
    """
)
LIGHT_VERBS = words_of(
    """
    have make do be bring offer get see find give show provide take mean produce
    """
)


def read_likelihoods(_document: Document, findings: list[Finding]) -> list[Finding]:
    """Give every finding its likelihood, its polarity already applied."""
    read = (_read(finding) for finding in findings)
    return [finding for finding in read if finding is not None]


def _read(finding: Finding) -> Finding | None:
    if finding.likelihood is None:
        likelihood, negated = (
            _modal(finding) if finding.rule.name.startswith("modal.") else _phrase(finding)
        )
        if likelihood is None:
            return None
        finding = finding.learned(
            "reading", likelihood.phrase, likelihood=likelihood, negated=negated
        )
    return _flipped(finding)


def _negated_modal(finding: Finding) -> bool:
    """Whether the verb group or the subject denies the clause of a modal."""
    behind = finding.after(2)
    around = finding.subject()[-2:]
    if "only" in behind or behind == ["not", "just"] or around == ["not", "only"]:
        return False
    nor = ["not"] if finding.left.opener == "nor" else []
    return _denies(nor + finding.group() + behind[:1], finding.subject())


def _denies(group: list[str], subject: list[str]) -> bool:
    denied = any(word.endswith("n't") or word in w.NEGATIONS for word in group)
    opens_negative = bool(subject) and subject[0] in w.NEGATIVE_SUBJECTS
    return denied != (opens_negative and subject[:2] != ["no", "doubt"])


def _before_phrase(finding: Finding, own: list[str]) -> list[str]:
    """The words of the verb group that stand before the phrase itself."""
    group = finding.group()
    inside = finding.cue_first - finding.left.verb
    start = group.index(own[0], inside) if own[0] in group[inside:] else inside
    return group[:start]


def _adverbs(finding: Finding) -> list[str]:
    """Adverbs of chance around the cue, in order, with the degree before each."""
    behind = []
    for word in finding.after(4):
        if not (w.is_adverb(word) or word in EPISTEMIC):
            break
        behind.append(word)
    around = finding.subject()[:3] + finding.group()[:-1] + behind
    return [
        f"{around[place - 1]} {word}" if place and around[place - 1] in DEGREES else word
        for place, word in enumerate(around)
        if word in CHANCE_ADVERBS
    ]


LEADING = (
    "in all likelihood",
    "in all probability",
    "most likely",
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


def _leading(finding: Finding) -> list[str]:
    """An adverbial of chance before the clause: "In all likelihood, ..."."""
    words = finding.sentence.words(finding.left.first - 5, finding.left.first)
    before = " ".join(word for word in words if word != ",")
    return [phrase for phrase in LEADING if before.endswith(phrase)][:1]


def _hedges(finding: Finding) -> tuple[str, ...]:
    """The author's own "I think" before the clause."""
    before = " ".join(finding.sentence.words(finding.left.first - 3, finding.left.first))
    inside = " ".join(finding.sentence.words(finding.left.first, finding.left.first + 2))
    return tuple(h for h in OWN_HEDGES if before.removesuffix(" that").endswith(h) or inside == h)


def _modal(finding: Finding) -> tuple[Likelihood | None, bool]:
    modal = finding.phrase
    denied = _negated_modal(finding)
    behind = []
    for word in finding.after(4):
        if word not in EPISTEMIC:
            break
        behind.append(word)
    hedges = _hedges(finding)
    kept = [word for word in behind if word not in {"not", "never", "still", "only", "just"}]
    for phrase in (" ".join([modal, *kept]), *_adverbs(finding), *_leading(finding)):
        if phrase != modal and (found := lookup(phrase, hedges)) is not None:
            return (found.negated() if denied else found), denied
    if modal == "can":
        return lookup("cannot" if denied else "can", hedges), denied
    if denied and (found := lookup(f"{modal} not", hedges) or lookup("not " + modal, hedges)):
        return found, True
    found = lookup(modal, hedges)
    return (found.negated() if found and denied else found), denied


def _phrase(finding: Finding) -> tuple[Likelihood | None, bool]:
    own = finding.phrase.split()
    before = _before_phrase(finding, own)
    denied = _denies(before, finding.subject()) and not (set(own) & DENYING or "n't" in own[0])
    degrees = [word for word in before if w.is_adverb(word) and word not in w.NEGATIONS]
    modifiers = (["not"] if denied else []) + degrees
    for phrase in _variants(finding.rule, finding.phrase):
        if (found := lookup(phrase, modifiers)) is not None:
            return found, denied
    return None, denied


def _variants(rule: Rule, phrase: str) -> list[str]:
    """The spellings under which the lexicon may hold a phrase, the fullest first."""
    words = phrase.split()
    bare = [word for word in words if word not in ARTICLES]
    tails = [" ".join(half[start:]) for half in (words, bare) for start in range(len(half))]
    to = [f"{phrase} to"] if rule.name in {"adjective.sure", "adjective.set"} else []
    return [*to, *(form for tail in tails for form in (tail, tail.removesuffix("s")))]


def _flipped(finding: Finding) -> Finding:
    """Failing, having no effect: the claim is that it succeeds, that there is one."""
    ahead = [word for word in finding.after(7) if not w.is_adverb(word) and word != "to"]
    if not ahead or finding.rule.frame not in {"verb"}:
        return finding
    fails = ahead[0] in FAILING or ahead[:2] == ["be", "unable"]
    empty = len(ahead) > 1 and ahead[0] in LIGHT_VERBS and ahead[1] in EMPTY_OBJECTS
    empty = empty and ahead[1:3] != ["no", "doubt"] and ahead[1:3] != ["little", "more"]
    if not (fails or empty) or finding.likelihood is None:
        return finding
    return finding.learned(
        "polarity",
        f"negative predicate: {' '.join(ahead[:2])}",
        likelihood=finding.likelihood.negated(),
        negated=not finding.negated,
        flipped=True,
    )
