"""Filters of what an actor tells of himself, and of what a law lays down."""

from predictions.extraction import words as w
from predictions.extraction.filters.force import OUTCOMES
from predictions.extraction.finding import Document, Finding

PROMISING = w.words_of("vowed vows promised promises pledged pledges promising")
ACTORS = w.words_of("he she they it we")
TELLING = w.words_of(
    """
    says said say announced announces confirmed confirms told insists insisted maintains maintained
    """
)
EXPERTS = w.words_of(
    """
    analysts economists experts forecasters pollsters bookmakers scientists pundits observers
    critics
    """
)
DEEDS = w.words_of(
    """
    announce appeal ask buy close launch offer open order pay publish release report review sell
    send sign spend stop sue support oppose vote work field nominate run introduce increase raise
    cut
    """
)
SAID_BEFORE = 4
LAYING_DOWN = frozenset({"modal.will", "modal.would", "modal.could", "modal.may"})
LAWS = w.words_of(
    """
    bill bills legislation law laws measure measures act amendment amendments proposal proposals
    rule rules regulation regulations ordinance statute clause provision provisions resolution
    directive initiative decree
    """
)
PROVISIONS = w.words_of(
    """
    give allow let permit require create establish ban prohibit bar eliminate extend expand repeal
    provide authorize authorise grant force impose fund cover include apply mandate replace exempt
    set end cut make offer enable abolish limit cap tighten ease protect restrict
    """
)
BEHIND_HEAD = w.words_of("of in on for that which to by from with under at , approved passed")
TELLINGS = w.words_of("say comment disclose discuss confirm divulge elaborate specify")


def refusal(_document: Document, finding: Finding) -> str | None:
    """He won't say: a refusal of today."""
    if finding.rule.name != "modal.will" or not _is_denied(finding):
        return None
    after = [word for word in finding.after(4) if not w.is_adverb(word) and word != "not"]
    return "refusal" if after and after[0] in TELLINGS else None


def _is_denied(finding: Finding) -> bool:
    return finding.group()[-1].endswith("n't") or "not" in (*finding.group(), *finding.after(1))


def promise(_document: Document, finding: Finding) -> str | None:
    """He vowed that he would: the actor's own announcement."""
    before = finding.sentence.words(finding.left.first - 5, finding.left.first)
    subject = finding.subject()[:1]
    own = bool(subject) and subject[0].partition("'")[0] in ACTORS
    return "own promise" if own and PROMISING & set(before) else None


def announced(_document: Document, finding: Finding) -> str | None:
    """The president says he will leave: his own intention, as the actor himself tells it."""
    if finding.rule.name not in {"modal.will", "modal.going_to", "modal.would"}:
        return None
    actor = finding.subject() or [finding.group()[0].partition("'")[0]]
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    doing = after[:1] == ["be"] and bool(after[1:2]) and after[1].endswith("ing")
    happens = not after or (after[0] in OUTCOMES and not doing)
    if len(actor) != 1 or actor[0] not in ACTORS or happens:
        return None
    if actor[0] in {"they", "it"} and after[0] not in DEEDS:
        return None
    before = finding.sentence.words(finding.left.first - SAID_BEFORE, finding.left.first)
    teller = [word for word in before if word not in {"that", ","} and not w.is_adverb(word)]
    told = bool(teller) and teller[-1] in TELLING
    return "own intention" if told and not EXPERTS & set(before) else None


def legal_effect(_document: Document, finding: Finding) -> str | None:
    """What a text of law lays down: "the bill will give states more freedom"."""
    if finding.rule.name not in LAYING_DOWN:
        return None
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    head = _head(finding.subject())
    if after[:1] == ["also"]:
        after = after[1:]
    return "legal effect" if head in LAWS and after and after[0] in PROVISIONS else None


def _head(subject: list[str]) -> str:
    """The noun of a subject: the last word before "of", "in", "that" and the like."""
    ends = (place for place, word in enumerate(subject) if place and word in BEHIND_HEAD)
    words = subject[: next(ends, len(subject))]
    return words[-1] if words else ""


TELLING_FILTERS = (refusal, promise, announced, legal_effect)
