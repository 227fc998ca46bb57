"""Where the clause of a cue ends, read off the words and punctuation behind it."""

from collections.abc import Callable, Sequence

from predictions.extraction import words as w
from predictions.extraction.sentences import Token

FINAL = frozenset(".!?…")
AFTER_COMMA = w.words_of(
    """
    but yet so which who whose where when while although though because since as whereas even
    up down unless not rather said says according with despite thanks given especially
    particularly perhaps probably possibly if making giving whatever now then one such like
    including
    """
)
DETERMINERS = w.words_of("the a an his her their its our my this that these those some")
POINTERS = w.words_of("that those these this")
LOOKAHEAD = 9
FAR = 3 * LOOKAHEAD
LONGEST_PARENTHESIS = 16
LONGEST_ASIDE = 8


def right_edge(tokens: Sequence[Token], place: int) -> int:
    """One past the last token of the clause whose cue ends before ``place``."""
    final = len(tokens) - (tokens[-1].word in FINAL)
    while place < final:
        step = _step(tokens, place)
        if step == 0:
            break
        place += step
    return min(place, len(tokens))


def _step(tokens: Sequence[Token], place: int) -> int:
    """How many tokens to go on by; 0 where the clause ends."""
    measure = STEPS.get(tokens[place].word)
    if measure is None or place + 1 >= len(tokens):
        return 1
    return measure(tokens, place)


def _end(_tokens: Sequence[Token], _place: int) -> int:
    return 0


def _parenthesis(tokens: Sequence[Token], place: int) -> int:
    """Over a parenthesis, if the clause goes on behind it."""
    closing = "—" if tokens[place].word == "—" else ")"
    for later in range(place + 1, min(place + LONGEST_PARENTHESIS, len(tokens) - 1)):
        if tokens[later].word == closing:
            following = tokens[later + 1].word
            goes_on = following.isalnum() and following not in w.COORDINATORS
            return later - place + 1 if goes_on else 0
    return 0


def _comma(tokens: Sequence[Token], place: int) -> int:
    return _aside(tokens, place) or int(not _comma_ends(tokens, place + 1))


def _joined(tokens: Sequence[Token], place: int) -> int:
    return int(not _new_clause(tokens, place + 1))


def _closing_quote(tokens: Sequence[Token], place: int) -> int:
    following = tokens[place + 1].word
    return int(following not in w.REPORTING and following not in w.SUBJECT_PRONOUNS)


STEPS: dict[str, Callable[[Sequence[Token], int], int]] = {
    **dict.fromkeys((*";:?!", "but", "although", "though", "whereas"), _end),
    **dict.fromkeys(("—", "("), _parenthesis),
    **dict.fromkeys(("and", "or"), _joined),
    ",": _comma,
    '"': _closing_quote,
}


def _aside(tokens: Sequence[Token], place: int) -> int:
    """Over a short aside between commas that a verb follows: ", especially him, would"."""
    if tokens[place + 1].word.endswith("ing"):
        return 0
    for later in range(place + 2, min(place + LONGEST_ASIDE, len(tokens) - 1)):
        if tokens[later].word == ",":
            following = tokens[later + 1].word
            back = w.is_auxiliary(following) and not w.has_clitic(following)
            return later - place + 1 if back else 0
        if w.is_finite(tokens[later].word):
            return 0
    return 0


def _comma_ends(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause ends at the comma before ``place``."""
    word = tokens[place].word
    if word in AFTER_COMMA or word in w.SUBJECT_PRONOUNS or w.has_clitic(word):
        return True
    if word in {"and", "or", "nor"}:
        behind = _segment(tokens, place + 1)
        if tokens[place + 1].word in {"that", "by", "then", "meanwhile"}:
            return True
        return _new_clause(tokens, place + 1) or any(
            w.is_third_person(other) for other in behind[1:4]
        )
    participle = word.endswith("ing") and word not in w.NOUN_LIKE_ING
    reported = any(other in w.REPORTING for other in _segment(tokens, place))
    listed = {"and", "or"} & {token.word for token in tokens[place : place + FAR]}
    return participle or reported or (word in DETERMINERS and not listed)


def _segment(tokens: Sequence[Token], place: int) -> list[str]:
    words: list[str] = []
    for token in tokens[place : place + LOOKAHEAD]:
        if token.word in ',;:—"':
            break
        words.append(token.word)
    return words


def _new_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause with its own subject begins at ``place``."""
    ahead = _segment(tokens, place)
    relative = (n for n, word in enumerate(ahead) if word in {"that", "who", "which", "to"})
    ahead = ahead[: next(relative, len(ahead))]
    if not ahead or w.is_auxiliary(ahead[0]):
        return bool(ahead) and w.has_clitic(ahead[0])
    if ahead[0] in w.SUBJECT_PRONOUNS - POINTERS:
        return True
    subject = 2 if w.is_adverb(ahead[0]) else 1
    return any(w.is_auxiliary(word) for word in ahead[subject:])
