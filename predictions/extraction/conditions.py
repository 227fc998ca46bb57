"""Which findings hold only under a condition that is still open."""

from predictions.extraction import words as w
from predictions.extraction.cues import same_sentence
from predictions.extraction.finding import Document, Finding

LEADS = (
    "if",
    "even if",
    "only if",
    "unless",
    "unless and until",
    "once",
    "as long as",
    "so long as",
    "provided",
    "assuming",
    "whatever",
    "whoever",
    "whichever",
    "no matter",
    "in case",
    "in the event",
    "without",
    "absent",
    "should",
    "suppose",
    "otherwise",
    "barring",
    "in that case",
    "in either case",
    "in any case",
    "if so",
    "if not",
)
"""Words that open a condition at the head of a clause."""

BEHIND = frozenset(["if", "unless", "provided", "assuming"])
MARKS = frozenset(",;:—(")


def find_conditions(document: Document, findings: list[Finding]) -> list[Finding]:
    """Mark what is conditional, with the words of the condition where they stand."""
    return [
        _conditioned(document, finding) for group in same_sentence(findings) for finding in group
    ]


def inherit_conditions(_document: Document, findings: list[Finding]) -> list[Finding]:
    """What is said of "it", "that", "such a" right behind a conditional hangs on its condition."""
    result: list[Finding] = []
    for finding in findings:
        result.append(_inherited(finding, result[-1]) if result else finding)
    return result


def _inherited(finding: Finding, before: Finding) -> Finding:
    near = 0 <= finding.number - before.number <= 1
    subject = finding.subject() or finding.group()[:1]
    back = bool(subject) and subject[0].partition("'")[0] in ANAPHORS
    if finding.conditional or not before.conditional or not near or not back:
        return finding
    return finding.learned("condition", "as before", conditional=True, condition=before.condition)


ANAPHORS = frozenset(["it", "that", "this", "such", "these", "those", "they"])


def _conditioned(document: Document, finding: Finding) -> Finding:
    found = next((place for check in CHECKS if (place := check(finding))), None)
    if found is None:
        return _supposed_before(document, _under_something_unsaid(finding))
    tokens = finding.sentence.tokens
    words = document.text[tokens[found[0]].start : tokens[found[1] - 1].end]
    return finding.learned("condition", words, conditional=True, condition=words)


def _under_something_unsaid(finding: Finding) -> Finding:
    """A live "would" that is no "will" told in the past hangs on a condition, named or not."""
    told = PAST_TELLING & set(finding.sentence.words(0, len(finding.sentence.tokens)))
    if finding.rule.name != "modal.would" or told:
        return finding
    return finding.learned("condition", "would, under something unsaid", conditional=True)


def _supposed_before(document: Document, finding: Finding) -> Finding:
    """Suppose it passes. And if I am wrong? What follows holds under that sentence."""
    if not finding.number or finding.conditional:
        return finding
    before = document.sentences[finding.number - 1]
    words = [word for word in before.words(0, 5) if word not in BEFORE_SUPPOSING]
    asked = before.tokens[-1].word == "?" and words[:1] in (["if"], ["unless"], ["suppose"])
    asked = asked or (before.tokens[-1].word == "?" and words[:2] == ["what", "if"])
    if not asked and words[:1] not in (["suppose"], ["imagine"], ["assume"]):
        return finding
    condition = document.text[before.start : before.end].strip(" ?.")
    return finding.learned("condition", condition, conditional=True, condition=condition)


BEFORE_SUPPOSING = frozenset({"and", "but", "so", "now", "or", ",", '"', "well"})
PAST_TELLING = w.words_of(
    """
    said told warned predicted argued insisted forecast claimed thought believed expected promised
    estimated projected added wrote announced
    """
)


def _leading(finding: Finding) -> tuple[int, int] | None:
    """A condition before the clause, or at its own head."""
    tokens = finding.sentence.tokens
    starts = [0] + [n + 1 for n, t in enumerate(tokens[: finding.cue_first]) if _may_start(t.word)]
    for start in reversed(starts):
        if _opens_condition(finding, start):
            end = finding.left.first if finding.left.first > start else finding.left.verb
            stop = end
            while stop > start + 1 and tokens[stop - 1].word in {",", "then", "—"}:
                stop -= 1
            if stop > start and not _other_half(finding, start):
                return start, stop
    return None


def _may_start(word: str) -> bool:
    return word in MARKS or word in {"and", "but", "that", "then", "so", '"'}


def _opens_condition(finding: Finding, start: int) -> bool:
    ahead = " ".join(finding.sentence.words(start, start + 3)) + " "
    if not any(ahead.startswith(lead + " ") for lead in LEADS):
        return False
    return not ahead.startswith("should ") or start == 0


def _other_half(finding: Finding, start: int) -> bool:
    """A condition that an adversative separates from the clause governs another one."""
    between = finding.sentence.words(start, finding.left.first)
    return "but" in between or ";" in between


def _trailing(finding: Finding) -> tuple[int, int] | None:
    tokens = finding.sentence.tokens
    for place in range(finding.cue_last, min(finding.last + 3, len(tokens))):
        if tokens[place].word in BEHIND and tokens[place - 1].word not in {"as", "what", "and"}:
            end = place + 1
            while end < len(tokens) and tokens[end].word not in {",", ";", ".", "—", '"'}:
                end += 1
            return place, end
    return None


def _correlative(finding: Finding) -> tuple[int, int] | None:
    """In "the more ..., the more ..." the first half is the condition."""
    words = finding.sentence.words(0, finding.left.verb)
    for place, word in enumerate(words[:-1]):
        if word == "the" and words[place + 1] in {"more", "less", "longer", "better", "higher"}:
            rest = words[place + 2 :]
            if "," in rest and "the" in rest[rest.index(",") : rest.index(",") + 2]:
                return place, place + 2 + rest.index(",")
    return None


def _scenario(finding: Finding) -> tuple[int, int] | None:
    """As in "in either case", "in such a war": the condition was told before."""
    for place in range(finding.left.first, min(finding.last, len(finding.sentence.tokens) - 2)):
        pair = finding.sentence.words(place, place + 2)
        if pair in SCENARIOS:
            return place, min(place + 3, len(finding.sentence.tokens))
    return None


SCENARIOS = (
    ["in", "either"],
    ["in", "that"],
    ["in", "such"],
    ["under", "such"],
    ["under", "those"],
)


OCCURRING = w.words_of("come happen arrive begin start emerge occur follow appear be get win")
"""What is said to occur is no condition of something else."""


def _bare(finding: Finding) -> tuple[int, int] | None:
    """A thing that need not happen as the subject: "a botched response could ..."."""
    words = finding.subject()
    if not words:
        return None
    doing = words[0].endswith("ing") and words[0] not in w.NOUN_LIKE_ING
    if doing and words[1:] and words[1] in {"so", "this", "that", "it"}:
        return finding.left.first, finding.left.verb
    supposed = finding.rule.name in {"modal.could", "modal.would"} or w.HAPPENINGS & set(words)
    occurs = OCCURRING & set(finding.after(1)) or "like" in words
    if words[0] == "such" or (words[0] in {"a", "an", "another"} and supposed and not occurs):
        return finding.left.first, finding.left.verb
    if words[0] in w.HAPPENINGS and finding.left.opener != "that":
        return finding.left.first, finding.left.verb
    if "without" in words:
        return finding.left.first + words.index("without"), finding.left.verb
    return None


ORDERS = w.words_of(
    """
    take cut raise give remove add leave let keep strip pull repeal ban lower elect push drop scrap
    lift close open
    """
)


def _imperative(finding: Finding) -> tuple[int, int] | None:
    """Take the ban away, and firms will flee: an order that nobody is given is a condition."""
    first = finding.sentence.words(0, 1)
    if not set(first) & ORDERS or finding.left.opener not in {"and", "or", ","}:
        return None
    return 0, finding.left.first - 1


CHECKS = (_leading, _trailing, _correlative, _scenario, _bare, _imperative)
