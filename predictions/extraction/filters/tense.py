"""Filters by time: what is past, settled, present, or true by the calendar."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding

SAID = w.words_of(
    """
    said warned predicted argued insisted forecast prediction warning claimed conceded admitted
    believed thought suggested added acknowledged reported feared estimated concluded told
    """
)
TELLING = w.words_of(
    """
    suggested predicted said thought argued warned believed forecast expected wrote claimed assumed
    knew told promised
    """
)
EARLIER = tuple(
    f" {who} {verb} "
    for who in ("i", "we", "had", "previously", "had been", "once", "earlier")
    for verb in sorted(TELLING)
)
STATES = w.words_of(
    """
    be reflect seem appear have mean explain indicate suggest know need want care like think feel
    believe contain include represent signal owe own resemble look sound deserve experience find
    remember say call belie
    """
)
TURNS = w.words_of("soon eventually finally ever within able forced")
TURNED = w.words_of("back to for into elsewhere")
AGENDA = w.words_of(
    """
    announce introduce unveil deliver host attend visit travel speak testify participate appear air
    tour meet headline address discuss convene preside moderate
    """
)
AGENDA_PASSIVE = (
    "be sworn",
    "be held",
    "be participating",
    "be released",
    "be broadcast",
    "be published",
    "be put",
    "be shown",
    "be handed",
    "be announced",
    "be unveiled",
    "be presented",
    "be awarded",
    "be televised",
    "be streamed",
    "kick off",
    "be joined",
    "take place",
    "hold an",
    "hold a",
)
ORDINALS = w.words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th"
)
FUTURE = w.words_of("will won't would wouldn't could can may might going can't cannot likely")
ANSWER_WORDS = 4


def past(_document: Document, finding: Finding) -> str | None:
    """Counterfactuals, guesses about what has happened, forecasts of yesterday."""
    if finding.rule.name.startswith("modal."):
        return _past_modal(finding)
    words = set(finding.group())
    shifted = words & w.PAST_AUXILIARIES and not _backshifted(finding)
    return "in the past tense" if shifted or "been" in words else None


def _past_modal(finding: Finding) -> str | None:
    after = [word for word in finding.after(6) if not w.is_adverb(word)]
    if after[:1] == ["in"]:
        after = after[2:]  # in theory, in principle
    perfect = after[:1] == ["have"] and bool(after[1:2]) and w.is_participle(after[1])
    live = finding.rule.name in {"modal.will", "modal.going_to"}
    return "about the past" if perfect and not live else None


def _backshifted(finding: Finding) -> bool:
    """Whether the past tense is only that of the verb of saying: "he said it was likely"."""
    before = finding.sentence.words(finding.left.first - 2, finding.left.first)
    return bool(SAID & set(before)) and not {"had", "was"} & set(before)


def going_somewhere(_document: Document, finding: Finding) -> str | None:
    """A plan of yesterday ("was going to") or a movement ("arms going to rebels")."""
    if finding.rule.name != "modal.going_to":
        return None
    group = set(finding.group())
    if w.PAST_AUXILIARIES & group:
        return "in the past tense"
    present = group & w.BE or any(w.has_clitic(word) for word in group)
    return None if present else "a movement"


def settled(_document: Document, finding: Finding) -> str | None:
    """Predictions made earlier, of which the author already knows the end."""
    words = finding.sentence.words(0, finding.left.first)
    if TELLING.isdisjoint(words):
        return None
    before = " ".join(words)
    return "made earlier" if any(mark in f" {before} " for mark in EARLIER) else None


def scheduled(_document: Document, finding: Finding) -> str | None:
    """What an agenda announces, and what the calendar makes true."""
    after = [word for word in finding.after(7) if not w.is_adverb(word)]
    denied = finding.group()[-1].endswith("n't") or "not" in finding.after(1)
    if finding.rule.name != "modal.will" or denied or not after:
        return None
    if after[0] in AGENDA or " ".join(after[:2]) in AGENDA_PASSIVE:
        return "announced"
    counted = after[:2] in (["be", "the"], ["mark", "the"]) and set(after[2:3]) & ORDINALS
    return "true by the calendar" if counted else None


def statal(document: Document, finding: Finding) -> str | None:
    """May stem from, might be unknown to: a guess about what is."""
    reasons = finding.after(2) in (["be", "because"], ["be", "due"], ["be", "why"])
    if reasons and finding.rule.name.startswith("modal."):
        return "about the present"
    if finding.rule.name not in {"modal.may", "modal.might"} or "well" in finding.after(1):
        return None
    after = [word for word in finding.after(5) if word not in {"not", "also", "even"}]
    if after[:2] == ["be", "that"]:
        return "about the present"
    if after[:1] == ["look"] and set(after[1:2]) & TURNED:
        return None
    timed = document.deadlines_between(finding.sentence.start, finding.span[1])
    if timed or TURNS & set(finding.after(9)):
        return None
    return "about the present" if not after or after[0] in STATES else None


def present_adverb(document: Document, finding: Finding) -> str | None:
    """An adverb of chance in the present tense says how things are, unless time is named."""
    if not finding.rule.weak:
        return None
    ahead = finding.after(3)
    past_verb = w.PAST_AUXILIARIES & set(ahead) or (ahead and ahead[0].endswith("ed"))
    if document.deadlines_between(*finding.span) and not past_verb:
        return None
    short = len(finding.sentence.tokens) <= ANSWER_WORDS
    if short and finding.number and _asks(document, finding.number - 1):
        return None
    return "about the present"


def _asks(document: Document, number: int) -> bool:
    return document.sentences[number].tokens[-1].word == "?"


def already(_document: Document, finding: Finding) -> str | None:
    """Is likely already priced in, is likely to have been."""
    ahead = finding.after(3)
    perfect = ahead[:2] == ["to", "have"] and bool(ahead[2:]) and w.is_participle(ahead[2])
    return "already so" if "already" in ahead or perfect else None


def settled_complement(_document: Document, finding: Finding) -> str | None:
    """No doubt that he was, likely that she is: known or present, not to come."""
    if finding.rule.frame != "that":
        return None
    words = set(finding.sentence.words(finding.cue_last, finding.last))
    if words & FUTURE or any(word.endswith("'ll") for word in words):
        return None
    present = words & (w.PAST_AUXILIARIES | w.BE | {"has", "have", "it's", "he's"})
    assured = finding.rule.name in {"noun.doubt", "verb.doubt"}
    return "complement not to come" if present or assured else None


TENSE = (
    past,
    going_somewhere,
    settled,
    scheduled,
    statal,
    present_adverb,
    already,
    settled_complement,
)
