"""Pieces of a sentence turned into pieces of a claim."""

import re

from predictions.extraction.gerunds import base_form, is_gerund
from predictions.extraction.patterns import lazily

POSITIVE = {
    "nobody": "somebody",
    "nothing": "something",
    "none": "some",
    "no": "any",
    "neither": "either",
    "few": "many",
    "little": "much",
    "nowhere": "somewhere",
}
HEDGES = lazily(
    r"^(?:(?:and|but|so|yet|then|if|well|nor|whether|how|i think|i believe|i guess|perhaps|"
    r"maybe|probably|surely|likely|possibly|most likely|before|until|to|of)\b,?\s*)+",
    re.IGNORECASE,
)
FUTURE = lazily(
    r"(?:\bwon['’]t|(?:['’](?:s|re)|\b(?:is|are)) going to|['’]ll"
    r"|\b(?:will|would|could|may|might|can))\b"
    r"(?: (?:not|never|likely|probably)\b)*",
    re.IGNORECASE,
)
DENIED = lazily(r"\b(did|does|do|is|are|has|have)(?:n['’]t| not)\b", re.IGNORECASE)
THAT = lazily(r"^\s*that\s+(?=\S+\s+\S)", re.IGNORECASE)
SPACES = re.compile(r"\s+")
TO = lazily(r"^(?P<subject>.{2,80}?)\s+to\s+(?P<rest>\w.*)$", re.DOTALL)


def without_hedges(text: str) -> str:
    """The words without the conjunctions and hedges that they open with."""
    return HEDGES().sub("", text.strip() + " ").strip()


def complement(text: str) -> str:
    """The clause behind "it is likely that", in the future."""
    clause = without_hedges(THAT().sub("", text))
    return SPACES.sub(" ", FUTURE().sub(" will", clause, count=1))


def gerund_clause(text: str) -> str:
    """From "prices falling soon" to "prices will fall soon"."""
    clause = without_hedges(THAT().sub("", text))
    words = clause.split()
    for place, word in enumerate(words[1:], start=1):
        if is_gerund(word.lower()):
            subject = " ".join(words[:place])
            return f"{subject} will {' '.join([base_form(word), *words[place + 1 :]])}"
    return complement(text)


def event_behind(text: str, owner: str) -> str:
    """What stands behind "a chance" or "expects", as an event."""
    event = without_hedges(THAT().sub("", text))
    words = event.split()
    if not words:
        return ""
    if is_gerund(words[0].lower()):
        predicate = " ".join([base_form(words[0]), *words[1:]])
        return f"{owner or 'It'} will {predicate}"
    if owner:
        verb = text.strip().startswith("to ")
        return f"{owner} will {event}" if verb else f"{owner} will get {event}"
    if FUTURE().search(event):
        return complement(event)
    if match := TO().match(event):
        return f"{match['subject']} will {match['rest']}"
    return f"There will be {event}"


def positive_subject(subject: str) -> str:
    """Nobody -> somebody, no vote -> any vote: the claim is that it happens."""
    head, _, rest = subject.partition(" ")
    if head.lower() == "no" and rest.startswith("one"):
        return "some" + rest
    replacement = POSITIVE.get(head.lower())
    return f"{replacement} {rest}".strip() if replacement else subject


def positive_clause(clause: str) -> str:
    """Nobody will notice -> somebody will notice; he will fail to win -> he will win."""
    subject, will, predicate = clause.partition(" will ")
    if not will:
        return DENIED().sub(r"\1", clause, count=1)
    return f"{positive_subject(subject)} will {positive_predicate(predicate)}"


def positive_predicate(predicate: str) -> str:
    """Fail to win -> win, have no effect -> have some effect."""
    words = predicate.split()
    if words[:1] == ["fail"]:
        return " ".join(words[2:] if words[1:2] == ["to"] else ["succeed", *words[1:]])
    swaps = {"no": "some", "little": "some", "nothing": "something", "unable": "able"}
    for place, word in enumerate(words[:4]):
        if word in swaps:
            return " ".join([*words[:place], swaps[word], *words[place + 1 :]])
    return predicate
