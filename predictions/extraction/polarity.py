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
SURPRISES = frozenset({"idiom.not_surprising", "idiom.surprised_if"})
LINKING = w.words_of("be going to")
BEHIND = 8
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
    return [_turned(_of_complement(finding)) for finding in findings]


def _of_complement(finding: Finding) -> Finding:
    """No doubt that he will not: what the head is said of is itself denied."""
    behind = finding.sentence.words(finding.cue_last, finding.last)
    headed = finding.rule.frame == "that" or finding.rule.name in SURPRISES
    headed = headed or (finding.rule.frame == "chance" and behind[:1] == ["that"])
    if not headed or finding.likelihood is None or not _denied_clause(behind):
        return finding
    return finding.learned(
        "polarity",
        "denied complement",
        likelihood=finding.likelihood.negated(),
        negated=not finding.negated,
        turned=True,
    )


def _denied_clause(words: list[str]) -> bool:
    """Whether the first verb of a clause is denied, or its predicate negative, and not both."""
    clause = words[1:] if words[:1] in (["that"], ["if"], ["whether"]) else words
    place = next((n for n, word in enumerate(clause) if w.is_auxiliary(word)), None)
    if place is None:
        return False
    behind = [word for word in clause[place + 1 : place + BEHIND] if word not in LINKING]
    denied = clause[place] == "cannot" or denies([clause[place], *behind[:1]], clause[:1])
    predicate = [word for word in behind if word not in w.NEGATIONS and not w.is_adverb(word)]
    return denied != _negative(predicate)


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
