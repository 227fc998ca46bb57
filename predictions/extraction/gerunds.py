"""winning -> win: the base form of an -ing word, by spelling."""

import re

from predictions.extraction.patterns import lazily

IRREGULAR = {
    "being": "be",
    "having": "have",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "seeing": "see",
    "agreeing": "agree",
    "fleeing": "flee",
    "using": "use",
    "losing": "lose",
    "leaving": "leave",
    "becoming": "become",
    "coming": "come",
    "changing": "change",
    "creating": "create",
    "entering": "enter",
    "offering": "offer",
    "suffering": "suffer",
    "triggering": "trigger",
    "visiting": "visit",
    "opening": "open",
    "happening": "happen",
    "developing": "develop",
}
SHORTEST_GERUND = 6
DOUBLED = lazily(r"([bdfgkmnprtv])\1$")
SILENT_E = lazily(
    r"(?:[cuvz]|dg|rg|ng(?<=ang)|at|uc|ibl|abl|ttl|ggl|ndl|mbl|clin|fin|bin|mis|ris|los|clos|eas|"
    r"aus|ens|urs|ir|ur|id|ak|ik|ok|uk|ap|ip|op(?<!oop)|am|im|om|ar(?<!ear)|or(?<!oor)|iz|yz|"
    r"ag|eg|tin(?<!ttin)|in(?<=[dlmpw]in))$"
)
SHORT = lazily(r"^[^aeiou]*[aeiou][bcdfgklmnprstvz]$")


def is_gerund(word: str) -> bool:
    """Whether the word may be the -ing form of a verb."""
    return word in IRREGULAR or (len(word) >= SHORTEST_GERUND and word.endswith("ing"))


def base_form(word: str) -> str:
    """The infinitive of an -ing word, as far as spelling tells."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.endswith("ing"):
        return word
    stem = word.removesuffix("ing")
    if DOUBLED().search(stem):
        return stem[:-1]
    if SHORT().match(stem) or (SILENT_E().search(stem) and not _vowel_pair(stem)):
        return stem + "e"
    return stem


def _vowel_pair(stem: str) -> bool:
    """Two vowels before the last consonant carry no silent e: lean, treat, look."""
    return bool(re.search(r"[aeiou]{2}[bdfgklmnprtw]$", stem))
