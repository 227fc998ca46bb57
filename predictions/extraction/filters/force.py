"""Filters by what the speaker does with the words: duty, option, promise, wish."""

from predictions.extraction import words as w
from predictions.extraction.finding import Document, Finding
from predictions.extraction.quotations import quotation_at

PEOPLE = w.words_of("we you i they he she one who people")
IMPERSONAL = w.words_of("this that these those it")
CHANGE = w.words_of(
    """
    accelerate rise fall ease improve recover continue emerge arrive happen prevail win overwhelm
    boost drop decline remain reach hit grow shrink slow double climb slip exceed outpace outperform
    narrow widen strengthen weaken benefit peak stabilise stabilize rebound beat result handle
    cruise advance qualify
    """
)
IN_A_STATE = w.words_of(
    "fit ready available back able enough fine safe over clear easier cheaper higher lower better"
)
EFFECT = w.words_of(
    """
    help lead bring produce provide keep make give mean cut push reduce increase raise lower yield
    generate return start end come take allow put be
    """
)
ABILITY_VERBS = w.words_of(
    """
    hear see feel tell afford imagine use think understand believe say read remember care swim
    """
)
ANYBODY = w.words_of("you i one anyone anybody nobody")
CHOICES = w.words_of(
    """
    pick choose ponder consider opt avoid use lay indict attack call ask appoint name
    target seek propose argue point cite invoke adopt deduct claim apply enroll insure register
    plead wait
    """
)
MOVES = w.words_of("go run look try focus start begin visit offer help move turn push")
"""Options of a person; of a thing they say what happens to it ("the cost could run to a million").
"""

LEVERS = w.words_of("let squeeze impose retaliate block veto sell buy use ban target")
"""Options of a state or a firm that is called "it"."""

OUTCOMES = w.words_of(
    """
    be see get have win lose end suffer face survive live pay find run fail become die beat hit
    reach miss score recover regret struggle qualify finish need remain
    """
)
TELLING_NOW = w.words_of(
    """
    discuss explain return see look examine consider save leave show focus update talk start begin
    go turn come continue stick post publish learn know note assume call use keep try let get hear
    """
)
DUTY = (
    "have to",
    "not have to",
    "need",
    "depend",
    "determine",
    "decide",
    "tell",
    "remain to be seen",
    "matter",
    "be decisive",
    "require",
    "be interesting",
    "be up",
)
WISHING = w.words_of(
    """
    hope hopes hoped hoping wish wishes wished ask asks asked asking wonder wonders wondered
    wondering ensure ensures ensuring assume assumes assumed imagine pretend wanted demand demands
    demanded propose proposes proposed prefer pray prays trust
    trusting trusted
    """
)
TO_ONESELF = w.words_of("themselves himself herself ourselves yourself myself")


def deontic(_document: Document, finding: Finding) -> str | None:
    """A duty, except of things that change by themselves: "should"."""
    if finding.rule.name != "modal.should":
        return None
    subject = finding.subject()
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    if not subject or not after or set(subject) & PEOPLE:
        return "deontic"
    if after[0] == "be" and after[1:2] and w.is_participle(after[1]):
        return "deontic"
    known = CHANGE | EFFECT if subject[0] in IMPERSONAL else CHANGE
    found = after[0] in known or (after[0] == "be" and bool(IN_A_STATE & set(after[1:2])))
    return None if found else "deontic"


def ability(document: Document, finding: Finding) -> str | None:
    """What somebody is free or able to do is no forecast that he does it."""
    if finding.rule.name not in {"modal.could", "modal.can"}:
        return None
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    before = finding.sentence.words(finding.left.verb - 1, finding.left.verb)
    anybody = set(finding.subject()[-1:]) & ANYBODY and not finding.subject()[2:]
    denied = finding.rule.name == "modal.could" and (
        "not" in finding.after(1) or finding.group()[-1] == "couldn't"
    )
    if not after or before == ["as"] or anybody or denied or after[:2] == ["be", "forgiven"]:
        return "ability"
    turned = {"still", "yet", "well", "easily", "soon"} & set(finding.after(2))
    if after[0] in ABILITY_VERBS and not turned:
        return "ability"
    moved = after[0] in MOVES and w.is_person(finding.subject()[-1:])
    moved = moved or (after[0] in LEVERS and finding.subject()[-1:] == ["it"])
    instead = "instead" in finding.sentence.words(finding.cue_last, finding.last)
    optional = after[0] in CHOICES and not document.deadlines_between(*finding.span)
    optional = optional or instead
    return "an option" if (optional or moved) and not turned else None


def own_intention(document: Document, finding: Finding) -> str | None:
    """What a speaker says he himself will do."""
    actor = _actor(finding)
    if actor in {"i", "you"} and finding.rule.name in {"modal.may", "modal.might"}:
        return "granted"
    if finding.rule.name not in {"modal.will", "modal.going_to"}:
        return None
    after = [word for word in finding.after(5) if not w.is_adverb(word)]
    verb = after[0] if after else ""
    if actor == "i" or (actor == "you" and verb not in OUTCOMES):
        return "own intention" if actor == "i" else "addressed to the reader"
    if actor != "we":
        return None
    denied = finding.group()[-1].endswith("n't") or "not" in (*finding.group(), verb)
    quoted = quotation_at(document.quotations, finding.cue[0]) is not None
    announced = verb in TELLING_NOW if denied and not quoted else verb not in OUTCOMES
    return "own intention" if announced else None


def unfit(_document: Document, finding: Finding) -> str | None:
    """That won't do: it is not good enough."""
    after = [word for word in finding.after(4) if word not in {"not", "just", "simply"}]
    pointing = finding.subject() in (["it"], ["that"], ["this"])
    idiom = pointing and after[:1] == ["do"] and not after[1:2]
    return "not good enough" if idiom and finding.rule.name == "modal.will" else None


def _actor(finding: Finding) -> str:
    subject, after = finding.subject(), finding.after(1)
    if after and after[0] in {"i", "we", "you"}:
        return after[0]  # nor will I
    word = subject[-1] if subject else finding.group()[0]
    return word.partition("'")[0]


def duty(_document: Document, finding: Finding) -> str | None:
    """Will have to, will depend on, will tell: duty, or that a thing matters."""
    if not finding.rule.name.startswith("modal."):
        return None
    if finding.group()[-1].endswith("n't") or "not" in finding.group():
        return None
    ahead = " ".join(word for word in finding.after(6) if not w.is_adverb(word)) + " "
    relevant = any(ahead.startswith(start + " ") for start in DUTY)
    return "duty or mere relevance" if relevant else None


def wished(_document: Document, finding: Finding) -> str | None:
    """Under verbs of wishing, asking and supposing nothing is asserted."""
    first = finding.left.first
    before = finding.sentence.words(first - 2, first)
    if before == ["and", "that"]:
        before = finding.sentence.words(0, first)
    return "wished or supposed" if (WISHING | TO_ONESELF) & set(before) else None


def demanded(_document: Document, finding: Finding) -> str | None:
    """They expect us to help: a demand, not a forecast."""
    if finding.rule.name != "verb.expect_to":
        return None
    whom, emphatic = finding.after(1), {"do", "does"} & set(finding.group())
    if finding.subject()[-1:] == ["you"] or emphatic:
        return "demanded"
    return "demanded" if whom and whom[0] in {"us", "them", "you", "me", "everyone"} else None


def addressed(_document: Document, finding: Finding) -> str | None:
    """They don't expect: only the imperative and the speaker himself forecast."""
    subject = finding.subject()[-1:]
    imperative = not subject or subject[0] in w.COORDINATORS | {"i", "we"}
    if finding.rule.name == "idiom.do_not_count_on" and not imperative:
        return "not an imperative"
    return None


FORCE = (
    deontic,
    ability,
    own_intention,
    unfit,
    duty,
    wished,
    demanded,
    addressed,
)
