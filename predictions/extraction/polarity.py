"""What turns a clause round: negation, negative subjects, negative predicates."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding

FAILING = w.words_of("fail fails unable")
EMPTY_OBJECTS = w.words_of("no little nothing none few scant nobody")
LIGHT_VERBS = w.words_of(
    """
    have make do be bring offer get see find give show provide take mean produce
    """
)
NOT_EMPTY = (["no", "doubt"], ["little", "more"], ["no", "longer"], ["no", "more"])


def denies(group: list[str], subject: list[str]) -> bool:
    """Whether the words of a verb group or its subject deny the clause, and not both."""
    denied = any(word.endswith("n't") or word in w.NEGATIONS for word in group)
    negative = bool(subject) and subject[0] in w.NEGATIVE_SUBJECTS
    return denied != (negative and subject[:2] != ["no", "doubt"])


def modal_denied(finding: Finding) -> bool:
    """Whether the clause of a modal is denied; "not only" denies nothing."""
    behind = finding.after(2)
    around = finding.subject()[-2:]
    if "only" in behind or behind == ["not", "just"] or around == ["not", "only"]:
        return False
    nor = ["not"] if finding.left.opener == "nor" else []
    return denies(nor + finding.group() + behind[:1], finding.subject())


def turn_negative_predicates(_document: Document, findings: list[Finding]) -> list[Finding]:
    """Failing, having no effect: the claim is that it succeeds, that there is one."""
    return [_turned(finding) for finding in findings]


def _turned(finding: Finding) -> Finding:
    ahead = [word for word in finding.after(7) if not w.is_adverb(word) and word != "to"]
    if finding.rule.frame != "verb" or finding.likelihood is None or not _negative(ahead):
        return finding
    return finding.learned(
        "polarity",
        f"negative predicate: {' '.join(ahead[:2])}",
        likelihood=finding.likelihood.negated(),
        negated=not finding.negated,
        flipped=True,
    )


def _negative(predicate: list[str]) -> bool:
    if set(predicate[:1]) & FAILING or predicate[:2] == ["be", "unable"]:
        return True
    light = bool(set(predicate[:1]) & LIGHT_VERBS) and predicate[1:3] not in NOT_EMPTY
    return light and bool(set(predicate[1:2]) & EMPTY_OBJECTS)
