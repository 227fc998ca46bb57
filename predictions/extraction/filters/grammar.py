"""Filters by the form of the clause: questions, antecedents, attributes, homographs."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding

INDIRECT = w.words_of("whether how why what who when where")
SUPPOSING = w.words_of("if unless provided assuming lest whenever")
PURPOSES = (["so", "that"], ["in", "case"], ["order", "that"])
WEAK_MODALS = w.words_of("modal.could modal.can modal.would modal.may modal.might")
BEFORE_DEMONSTRATIVE = frozenset({",", ".", "and", "but", '"', ":", ";", "—"})
LONGEST_RELATIVE_END = 2
"""Words behind the modal of an object relative, whose object stands before it."""

THAT_NOUNS = w.words_of(
    "chances odds signs fears hopes risks concerns worries doubts indications this"
)
POINTING = w.words_of("even and all only but so perhaps maybe")
"""Before "that" they make it a pronoun: "even that may slip"."""

NAMES = frozenset({"May", "Will"})
BEFORE_NOUN = w.words_of(
    """
    the his her their its my free good political whose own a of at your our military economic
    popular national
    """
)


def question(_document: Document, finding: Finding) -> str | None:
    """A question asserts nothing."""
    marks = (t.word for t in finding.sentence.tokens[finding.cue_last :] if t.word in "?.;")
    return "question" if next(marks, "") == "?" else None


def indirect_question(_document: Document, finding: Finding) -> str | None:
    """Whether it will, how they would: no lean."""
    opener, subject = finding.left.opener, finding.subject()
    asks = subject[-1:] in (["what"], ["who"]) and opener != "restrictive"
    believed = len(subject) > 2 and subject[-3] == "what" and subject[-1] in w.REPORTING  # noqa: PLR2004 - what I believe
    before = finding.sentence.words(finding.cue_first - 2, finding.cue_first)
    either = bool(before[:1]) and before[0] in w.MODALS and before[-1] in {"and", "or"}
    asked = opener in INDIRECT or asks or believed or (either and "what" in subject)
    return "indirect question" if asked else None


def attribute(_document: Document, finding: Finding) -> str | None:
    """Missiles that could reach: an attribute of the thing, not a forecast."""
    subject, left = finding.subject(), finding.left
    if subject[:1] and subject[0] in POINTING and subject[1:] == ["that"]:
        return None
    of_that = len(subject) > 1 and subject[-1] == "that"
    if finding.rule.name == "modal.will" and (left.opener == "restrictive" or of_that):
        return "attribute"
    if finding.rule.name not in WEAK_MODALS:
        return None
    inside = left.first > 0 and left.opener not in BEFORE_DEMONSTRATIVE
    relative = subject[-1:] == ["that"] and (len(subject) > 1 or inside)
    if left.opener == "restrictive" or relative or _object_relative(finding):
        return "attribute"
    return None


def _object_relative(finding: Finding) -> bool:
    """Activities that the state may oppose."""
    if finding.left.opener != "that" or finding.left.first < 2:  # noqa: PLR2004 - noun and "that"
        return False
    if finding.last - finding.cue_last > LONGEST_RELATIVE_END:
        return False
    before = finding.sentence.tokens[finding.left.first - 2].word
    heads = before in w.REPORTING or before in w.BE or before in THAT_NOUNS or "'" in before
    return before.endswith("s") and not heads


def antecedent(_document: Document, finding: Finding) -> str | None:
    """What stands behind "if" is supposed, not asserted."""
    before = finding.sentence.words(finding.left.first - 2, finding.left.first)
    if finding.left.opener in SUPPOSING and before != ["as", "if"]:
        return f"antecedent of {finding.left.opener}"
    return "purpose" if before in PURPOSES else None


def homograph(document: Document, finding: Finding) -> str | None:
    """The month or Mrs May, a last will, the might of an army."""
    word = document.text[slice(*finding.cue)]
    before = finding.sentence.words(finding.cue_first - 1, finding.cue_first) or [""]
    after = finding.after(1)
    if word.lower() == "may" and not finding.subject() and finding.group() == ["may"]:
        return "a wish"
    inside = finding.cue_first and before[0] not in {'"', ":", "—", "(", "."}
    if word in NAMES and inside and not finding.sentence.headline:
        return f"{word} is a name"
    if word.lower() == "may" and (not after or after[0].isdigit() or before[0] in {"in", "last"}):
        return "May is a month"
    owned = before[0].endswith("'s") and not w.has_clitic(before[0])
    owned = owned or after == ["of"]
    if word.lower() in {"will", "might"} and (before[0] in BEFORE_NOUN or owned):
        return "a noun"
    return None


def headline(document: Document, finding: Finding) -> str | None:
    """A headline's infinitive forecasts where it is its only verb, and names a time."""
    if not finding.rule.headline:
        return None
    before = finding.sentence.words(0, finding.cue_first)
    timed = document.deadlines_between(finding.sentence.start, finding.sentence.end)
    verb = any(w.is_finite(word) or word in w.SUBJECT_PRONOUNS for word in before)
    return None if timed and before and not verb else "not an infinitive headline"


def attributive(_document: Document, finding: Finding) -> str | None:
    """The people most likely to suffer: an attribute of the noun, not a judgement."""
    if finding.rule.name != "adjective.likely" or finding.sentence.headline:
        return None
    group, before = finding.group(), finding.subject()[-1:]
    judged = any(w.is_auxiliary(word) or word in LINKING for word in [*group, *before])
    return None if judged or not before or before == [","] else "attribute"


LINKING = w.words_of(
    """
    seem seems seemed look looks looked appear appears appeared remain remains become becomes
    considered thought deemed seen judged think thinks consider considers
    """
)


def bare_adjective(_document: Document, finding: Finding) -> str | None:
    """At the end of a clause, "likely" judges something only behind a verb."""
    if finding.rule.name != "adjective.likely_anaphor":
        return None
    judged = any(w.is_auxiliary(word) or word in JUDGING for word in finding.group())
    return None if judged else "no verb"


JUDGING = w.words_of("seem seems look looks appear appears remain remains")


def quoted_law(_document: Document, finding: Finding) -> str | None:
    """The language of statutes: "shall"."""
    cue = finding.sentence.words(finding.cue_first, finding.cue_last)
    return "law" if cue == ["shall"] else None


GRAMMAR = (
    question,
    indirect_question,
    attribute,
    antecedent,
    homograph,
    headline,
    attributive,
    bare_adjective,
    quoted_law,
)
