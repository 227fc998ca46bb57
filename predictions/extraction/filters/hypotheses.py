"""Filters of hypotheses, comparisons and concessions."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding

UNREAL = w.words_of("had were was")
UNREAL_IF = w.words_of(
    """
    could did would paid made took got gave came went won lost fell rose became began left kept held
    found said told knew thought brought bought built ran met sent spent stood
    """
)
SEEMING = w.words_of("seem appear like love prefer argue say rather")
IF_WINDOW = 6
FORETELLING = w.words_of(
    """
    suggest suggests warn warns warned predict predicts predicted forecast forecasts estimate
    estimates estimated expect expects fear fears believe believes reckon reckons project projects
    projected said say says told thought think thinks argued argues believed insisted insists
    claimed claims added adds cautioned concluded
    """
)
DEGREES = w.words_of("more less most least likelier")
NOT_ASSERTED = w.words_of("would wouldn't you'd one'd might could should did didn't had to never")
POSSIBLE = w.words_of("could may might possible possibility likely")
TOLD_BEFORE = 6
CONCEDING = w.words_of("while although though")
STATES = w.words_of("be reflect seem appear have look sound mean")


def would(_document: Document, finding: Finding) -> str | None:
    """A hypothesis, unless its condition is live or its speaker leans."""
    if finding.rule.name != "modal.would":
        return None
    words = finding.sentence.words(0, len(finding.sentence.tokens))
    if finding.left.opener in {"which", "who"} or SEEMING & set(finding.after(1)):
        return "hypothetical"
    if {"probably", "likely"} & set(finding.after(2) + finding.group()) or _assured(finding):
        return None
    if "if" not in words:
        live = _foretold(finding) or _happening(finding) or _of_the_possible(finding)
        return None if live else "hypothetical"
    return "hypothetical" if UNREAL & set(words) or _past_after_if(words) else None


def _assured(finding: Finding) -> bool:
    """Would surely survive: a reading of how strong it is, of something that happens."""
    after = [word for word in finding.after(4) if not w.is_adverb(word)]
    said = w.CHANCE_ADVERBS & set(finding.after(2) + finding.group())
    return bool(said) and bool(after) and after[0] not in STATES | {"not"}


def _happening(finding: Finding) -> bool:
    """A default would: what need not happen is the condition, and its end is asserted."""
    subject = finding.subject()
    head = next((word for word in subject if word in w.HAPPENINGS), "")
    repeated = subject[:2] == ["the", "same"]
    plain = subject[:1] and (subject[0] == head or subject[0] in {"a", "an", "another"})
    return (repeated or (bool(head) and bool(plain))) and not STATES & set(finding.after(1))


def _of_the_possible(finding: Finding) -> bool:
    """It would, said of what the same sentence has called possible."""
    subject = finding.subject() or [finding.group()[0].partition("'")[0]]
    before = finding.sentence.words(0, finding.left.first)
    anaphor = len(subject) == 1 and subject[0] in {"it", "that", "this", "they"}
    return anaphor and bool(POSSIBLE & set(before))


def imagined_act(_document: Document, finding: Finding) -> str | None:
    """Closing the schools could save lives: weighed up, and by nobody foretold."""
    opening = finding.sentence.words(finding.left.first, finding.left.first + 2)
    if finding.rule.name not in {"modal.could", "modal.might"} or len(opening) < 2:  # noqa: PLR2004 - a gerund and its object
        return None
    acting = opening[0].endswith("ing") and opening[0] not in w.NOUN_LIKE_ING
    named = acting and opening[1] in ACTED_UPON
    return "hypothetical" if named else None


ACTED_UPON = w.words_of(
    "the a an his her its their our your them it him this that these those more up down to"
)


def unreal(_document: Document, finding: Finding) -> str | None:
    """If the court were to agree, couples could marry: thought through, not foretold."""
    if finding.rule.name not in {"modal.could", "modal.might"}:
        return None
    words = finding.sentence.words(0, finding.left.verb)
    if "if" not in words:
        return None
    ahead = words[words.index("if") : words.index("if") + IF_WINDOW]
    return "hypothetical" if {"were", "had"} & set(ahead) else None


def _foretold(finding: Finding) -> bool:
    """Whether somebody is reported as foretelling it, of something other than himself."""
    subject, first = finding.subject(), finding.left.first
    before = finding.sentence.words(first - TOLD_BEFORE, first)
    if before[-1:] != ["that"]:
        before = before[-2:]
    itself = subject[:1] != [] and (subject[0] in w.SUBJECT_PRONOUNS or "which" in subject)
    foretold = FORETELLING & {*before, *subject}
    return bool(foretold) and bool(subject) and not itself


def _past_after_if(words: list[str]) -> bool:
    place = words.index("if")
    ahead = words[place : place + IF_WINDOW]
    return any(word.endswith("ed") or word in UNREAL_IF for word in ahead)


def comparison(_document: Document, finding: Finding) -> str | None:
    """More likely to smoke: groups are compared."""
    cue = finding.sentence.words(finding.cue_first, finding.cue_last)
    if finding.rule.name == "number.stated" and {"more", "less"} & set(cue) and "likely" in cue:
        return "comparison"
    group = finding.group()
    if finding.rule.name != "adjective.likely" or not DEGREES & set(group[-3:]):
        return None
    behind = finding.sentence.words(finding.cue_last, len(finding.sentence.tokens))
    counted = {"percent", "%", "times"} & set(
        finding.sentence.words(finding.cue_first - 3, finding.cue_first)
    )
    plural = counted or {"are", "were", "may"} & set(finding.subject() + group)
    group_of = behind[1:2] in (["be"], ["have"]) and finding.subject()[:1] != ["the"]
    if "than" in behind or group_of or plural:
        return "comparison"
    return None


def hypothetical_verb(_document: Document, finding: Finding) -> str | None:
    """You would expect: nobody does."""
    if not finding.rule.name.startswith("verb."):
        return None
    barred = NOT_ASSERTED - {"to"} if finding.rule.frame == "verb" else NOT_ASSERTED
    return "hypothetical" if barred & set(finding.group()) else None


def generic(document: Document, finding: Finding) -> str | None:
    """If you leave gaps, lambs will find them: what always happens, and no event."""
    if finding.rule.name != "modal.will":
        return None
    before = " ".join(finding.sentence.words(0, finding.left.verb))
    always = any(f" {opener} " in f" {before} " for opener in ALWAYS)
    always = always or bool(HABITS & set(finding.after(2)))
    timed = document.deadlines_between(finding.sentence.start, finding.sentence.end)
    return "generic" if always and not timed else None


HABITS = w.words_of("always often sometimes usually typically")
ALWAYS = (
    "if you",
    "when you",
    "whenever you",
    "whenever",
    "anyone who",
    "anybody who",
    "every time",
)


def concession(_document: Document, finding: Finding) -> str | None:
    """It may not be pretty, but: granted, not forecast."""
    if finding.rule.name not in {"modal.may", "modal.might"}:
        return None
    if finding.after(2) in (["or", "may"], ["or", "might"]) or _second_half(finding):
        return "no lean"
    if finding.left.opener in CONCEDING:
        return "concession"
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    rest = finding.sentence.words(finding.last, finding.last + 2)
    return "concession" if after and after[0] in STATES and "but" in rest else None


def _second_half(finding: Finding) -> bool:
    """The "may not" of "may or may not"."""
    before = finding.sentence.words(finding.cue_first - 2, finding.cue_first)
    return before in (["may", "or"], ["might", "or"])


HYPOTHESES = (would, imagined_act, unreal, comparison, hypothetical_verb, generic, concession)
