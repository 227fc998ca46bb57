"""Where the clause of a cue begins and ends, read off its words and punctuation."""

from collections.abc import Sequence
from dataclasses import dataclass

from predictions.extraction.words import words_of
from predictions.extraction import words as w
from predictions.extraction.sentences import Token

LINKS = words_of(
    """
    seem seems seemed look looks looked appear appears appeared to be going
    """
)
STOPS = frozenset(";:?!")
NO_COMPLEMENT = words_of(
    """
    all of in at on by for with than like nothing anything everything something one
    """
)
LIST_BLOCKERS = words_of(
    """
    in on by at after before with as for of from under over during despite given while if when
    then meanwhile however indeed instead still today tomorrow now so well and but
    """
)


@dataclass(frozen=True, slots=True)
class Left:
    """The left edge: first token, first token of the verb group, and what opened the clause.

    ``opener`` is the word or mark right before ``first`` ("" at the start of the sentence), or
    the relative pronoun that is itself the subject.
    """

    first: int
    verb: int
    opener: str


def left_edge(tokens: Sequence[Token], cue: int) -> Left:
    """Walk left from the cue over its verb group and its subject."""
    verb = _verb_start(tokens, cue)
    place = verb - 1
    if (first := _pronoun_start(tokens, verb)) is not None:
        return Left(first, verb, tokens[first - 1].word if first else "")
    while place >= 0:
        if (step := _skip(tokens, place, verb)) is not None:
            place = step
        elif (opener := _opens(tokens, place, verb)) is not None:
            return Left(place + 1, verb, opener)
        elif place == verb - 1 and tokens[place].word in {"which", "who"}:
            return _relative(tokens, place, verb)
        else:
            place -= 1
    return Left(0, verb, "")


def _verb_start(tokens: Sequence[Token], cue: int) -> int:
    place = cue
    while place > 0 and _in_verb_group(tokens, place - 1):
        if w.has_clitic(tokens[place - 1].word):
            return place - 1 if "'" in tokens[place - 1].word else place
        place -= 1
    return place


def _pronoun_start(tokens: Sequence[Token], verb: int) -> int | None:
    """The first token, where the subject is a pronoun: the clause reaches no further left."""
    if w.has_clitic(tokens[verb].word):
        return verb
    alone = verb and tokens[verb - 1].word in w.PERSONAL_PRONOUNS
    if alone and (first := _comparative(tokens, verb - 1)) is not None:
        return first
    if verb > 2 and tokens[verb - 3].word == "to" and tokens[verb - 2].word.isalpha():
        return None  # the object of an infinitive: "ability to handle it will"
    if not alone or (verb > 1 and tokens[verb - 2].word in {"and", "or"} and not _after_mark(tokens, verb - 2)):
        return None
    return verb - 1


def _comparative(tokens: Sequence[Token], pronoun: int) -> int | None:
    """Where "the more difficult" begins in ", the more difficult it will become"."""
    for place in range(pronoun - 1, max(pronoun - 5, 0), -1):
        if tokens[place].word == "the" and tokens[place - 1].word == ",":
            return place
    return None


def _after_mark(tokens: Sequence[Token], place: int) -> bool:
    """Whether an "and" joins clauses, by a comma or a verb before it."""
    return place == 0 or tokens[place - 1].word == "," or _joins_clauses(tokens, place, "it")


def _in_verb_group(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].word
    if word in {"that", "all"}:
        pair = [token.word for token in tokens[max(place - 1, 0) : place + 2]]
        return pair[:2] == ["all", "that"] or pair[-2:] == ["all", "that"]
    if word in {"any", "long", "so", "then", "once", "well"}:
        return False
    if word == "likely":
        return w.is_auxiliary(tokens[place + 1].word)
    return word in LINKS or w.is_auxiliary(word) or w.is_adverb(word)


def _relative(tokens: Sequence[Token], place: int, verb: int) -> Left:
    if place and tokens[place - 1].word == ",":
        return Left(place, verb, tokens[place].word)
    inner = left_edge(tokens, place)
    return Left(inner.first, verb, "restrictive")


def _skip(tokens: Sequence[Token], place: int, verb: int) -> int | None:
    """Where to go on after a parenthesis that ends right before the verb group."""
    word = tokens[place].word
    if place != verb - 1:
        return None
    if word == ")":
        return _previous(tokens, place, "(")
    if word in {",", "—"}:
        return _previous(tokens, place, word)
    return None


def _previous(tokens: Sequence[Token], place: int, mark: str) -> int | None:
    for earlier in range(place - 1, -1, -1):
        if tokens[earlier].word == mark:
            return earlier - 1
        if tokens[earlier].word in STOPS:
            return None
    return None


def _opens(tokens: Sequence[Token], place: int, verb: int) -> str | None:
    """The opener standing at ``place``, or None where the clause goes on to the left."""
    word = tokens[place].word
    if word in STOPS or word in {"—", "(", ")", "[", '"', "…"}:
        return word
    if place == verb - 1:
        return None
    following = tokens[place + 1].word
    if word == ",":
        return None if _inside_list(tokens, place, verb) else word
    if word == "that":
        return word if _complement(tokens, place) else None
    if word == "once":
        return word if place == 0 or tokens[place - 1].word == "," else None
    if word in w.SUBORDINATORS or word in w.WH_WORDS:
        return word
    if word in w.COORDINATORS:
        return word if _joins_clauses(tokens, place, following) else None
    if word in {"after", "before", "since", "until", "as", "than"}:
        return word if following in w.SUBJECT_PRONOUNS - {"this", "that", "these"} else None
    if word in w.REPORTING and _reports(tokens, place):
        return word
    return None


def _reports(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].word if place else ""
    following = tokens[place + 1].word
    return before not in {"the", "a", "of", "his", "their", "its", "no"} and following not in {
        "of", "in", "on", "for", "by", "to", "and", "are", "is"
    }


def _complement(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].word if place else ""
    return before not in NO_COMPLEMENT and before not in w.WH_WORDS


def _joins_clauses(tokens: Sequence[Token], place: int, following: str) -> bool:
    if tokens[place].word in {"but", "yet"} or w.has_clitic(following):
        return True
    if following in w.SUBJECT_PRONOUNS - {"this", "that", "these", "those"}:
        return True
    for earlier in range(place - 1, -1, -1):
        word = tokens[earlier].word
        if word == "," or word in STOPS:
            return tokens[place - 1].word == ","
        if w.is_finite(word):
            return True
    return False


def _inside_list(tokens: Sequence[Token], place: int, verb: int) -> bool:
    right = [token.word for token in tokens[place + 1 : verb]]
    if "and" not in right and "or" not in right:
        return False
    left = []
    for earlier in range(place - 1, -1, -1):
        if tokens[earlier].word in STOPS or tokens[earlier].word == "—":
            break
        left.append(tokens[earlier].word)
    return (
        0 < len(left) <= 9
        and left[-1] not in LIST_BLOCKERS
        and not any(w.is_finite(word) for word in left)
    )
