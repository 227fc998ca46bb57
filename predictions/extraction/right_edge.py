"""Where the clause of a cue ends."""

from collections.abc import Sequence

from predictions.extraction.words import words_of
from predictions.extraction import words as w
from predictions.extraction.sentences import Token

AFTER_COMMA = words_of(
    """
    but yet so which who whose where when while although though because since as whereas even
    up down unless not rather said says according with despite thanks given especially
    particularly perhaps probably possibly if making giving whatever now then one such like including
    """
)
DETERMINERS = words_of(
    """
    the a an his her their its our my this that these those some
    """
)
LOOKAHEAD = 9


def right_edge(tokens: Sequence[Token], place: int) -> int:
    """One past the last token of the clause whose cue ends before ``place``."""
    while place < len(tokens):
        if place == len(tokens) - 1 and tokens[place].word in ".!?…":
            return place
        step = _step(tokens, place)
        if step == 0:
            return place
        place += step
    return place


def _step(tokens: Sequence[Token], place: int) -> int:
    """How many tokens to go on by; 0 where the clause ends."""
    word = tokens[place].word
    if word in ";:?!":
        return 0
    if word in "—(":
        return _over(tokens, place, "—" if word == "—" else ")")
    if place + 1 >= len(tokens):
        return 1
    following = tokens[place + 1].word
    if word == ",":
        return _aside(tokens, place) or (0 if _comma_ends(tokens, place + 1) else 1)
    if word in {"but", "although", "though", "whereas"}:
        return 0
    if word in {"and", "or"}:
        return 0 if _new_clause(tokens, place + 1) else 1
    if word == '"':
        return 0 if following in w.REPORTING or following in w.SUBJECT_PRONOUNS else 1
    return 1


def _over(tokens: Sequence[Token], place: int, closing: str) -> int:
    """Over a parenthesis, if the clause goes on behind it."""
    for later in range(place + 1, min(place + 16, len(tokens) - 1)):
        if tokens[later].word == closing:
            following = tokens[later + 1].word
            goes_on = following.isalnum() and following not in w.COORDINATORS
            return later - place + 1 if goes_on else 0
    return 0


def _aside(tokens: Sequence[Token], place: int) -> int:
    """Over a short aside between commas that a verb follows: ", especially him, would"."""
    if tokens[place + 1].word.endswith("ing"):
        return 0
    for later in range(place + 2, min(place + 8, len(tokens) - 1)):
        if tokens[later].word == ",":
            following = tokens[later + 1].word
            back = w.is_auxiliary(following) and not w.has_clitic(following)
            return later - place + 1 if back else 0
        if w.is_finite(tokens[later].word):
            return 0
    return 0


def _comma_ends(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].word
    if word in AFTER_COMMA or word in w.SUBJECT_PRONOUNS or w.has_clitic(word):
        return True
    if word in {"and", "or", "nor"}:
        return _new_clause(tokens, place + 1)
    if word.endswith("ing") and word not in w.NOUN_LIKE_ING:
        return True
    ahead = _segment(tokens, place)
    if any(other in w.REPORTING for other in ahead):
        return True
    return word in DETERMINERS and not {"and", "or"} & set(_far(tokens, place))


def _segment(tokens: Sequence[Token], place: int) -> list[str]:
    words = []
    for token in tokens[place : place + LOOKAHEAD]:
        if token.word in ',;:—"':
            break
        words.append(token.word)
    return words


def _far(tokens: Sequence[Token], place: int) -> list[str]:
    return [token.word for token in tokens[place : place + 3 * LOOKAHEAD]]


def _new_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause with its own subject begins at ``place``."""
    ahead = _segment(tokens, place)
    for number, word in enumerate(ahead):
        if word in {"that", "who", "which", "to"}:
            ahead = ahead[:number]
            break
    if not ahead:
        return False
    if w.has_clitic(ahead[0]):
        return True
    if ahead[0] in w.SUBJECT_PRONOUNS - {"that", "those", "these", "this"}:
        return True
    return not w.is_auxiliary(ahead[0]) and any(
        w.is_auxiliary(word) and not (number == 1 and w.is_adverb(ahead[0]))
        for number, word in enumerate(ahead[1:], start=1)
    )
