"""Where the clause of a cue begins, read off the words and punctuation before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from predictions.extraction import words as w
from predictions.extraction.openers import MARKS, STOPS, joins_clauses, opener_at
from predictions.extraction.sentences import Token

LONGEST_RELATIVE = 6
SUPPOSING = w.words_of("if unless once")
SHORTEST_ANTECEDENT = 2
STARTS_SUBJECT = w.PERSONAL_PRONOUNS | w.words_of(
    "the a an this that these his her its their our my"
)
BEFORE_SUBJECT = w.words_of(
    """
    of in on at by for with to from over under about into through during after before against
    between among than as and or but all both half not only such even that which who
    """
)
LINKS = w.words_of("seem seems seemed look looks looked appear appears appeared to be going")
NO_ADVERBS = w.words_of("any long so then once well")
COMPARATIVE_REACH = 5
EXISTENTIAL_REACH = 6


@dataclass(frozen=True, slots=True)
class Left:
    """The left edge: first token, first token of the verb group, and what opened the clause.

    ``opener`` is the word or mark right before ``first`` ("" at the start of the sentence), or
    the relative pronoun that is itself the subject; "restrictive" where the subject is the noun
    before a relative pronoun.
    """

    first: int
    verb: int
    opener: str


def left_edge(tokens: Sequence[Token], cue: int) -> Left:
    """Walk left from the cue over its verb group and its subject."""
    if tokens[cue].word in w.PERSONAL_PRONOUNS:
        return Left(cue, cue, _word(tokens, cue - 1))
    verb = _verb_start(tokens, cue)
    if (first := _pronoun_start(tokens, verb)) is not None:
        return Left(first, verb, _word(tokens, first - 1))
    place = verb - 1
    while place >= 0:
        if (step := _before_parenthesis(tokens, place, verb)) is not None:
            place = step
        elif (opener := opener_at(tokens, place, verb)) is not None:
            return _past_antecedent(tokens, Left(place + 1, verb, opener))
        elif place == verb - 1 and tokens[place].word in {"which", "who"}:
            return _relative(tokens, place, verb)
        else:
            place -= 1
    return Left(0, verb, "")


def _past_antecedent(tokens: Sequence[Token], left: Left) -> Left:
    """In "if it holds its course the party will win", where no comma says so, the main clause.

    A noun phrase that follows a noun begins a clause of its own.
    """
    if left.opener not in SUPPOSING:
        return left
    for place in range(left.verb - 1, left.first + SHORTEST_ANTECEDENT - 1, -1):
        before, word = tokens[place - 1].word, tokens[place].word
        if word in STARTS_SUBJECT and before not in BEFORE_SUBJECT and not w.is_auxiliary(before):
            return Left(place, left.verb, "") if before.isalnum() else left
    return left


def _word(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].word if place >= 0 else ""


def _verb_start(tokens: Sequence[Token], cue: int) -> int:
    place = cue
    while place > 0 and _in_verb_group(tokens, place - 1):
        place -= 1
        if w.has_clitic(tokens[place].word):
            break
    return place


def _in_verb_group(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].word
    if word in {"that", "all"}:
        around = (_word(tokens, place - 1), word, tokens[place + 1].word)
        return around[:2] == ("all", "that") or around[1:] == ("all", "that")
    if word == "likely":
        return w.is_auxiliary(tokens[place + 1].word)
    return word not in NO_ADVERBS and (word in LINKS or w.is_auxiliary(word) or w.is_adverb(word))


def _pronoun_start(tokens: Sequence[Token], verb: int) -> int | None:
    """The first token, where the subject is a pronoun: the clause reaches no further left."""
    if w.has_clitic(tokens[verb].word):
        return verb
    if _word(tokens, verb - 1) not in w.PERSONAL_PRONOUNS or _is_object(tokens, verb - 1):
        return None
    if _word(tokens, verb - 1) == "there" and not _existential(tokens, verb):
        return None
    if (first := _comparative_start(tokens, verb - 1)) is not None:
        return first
    before = verb - 2
    if _word(tokens, before) in {"and", "or"} and not _joins(tokens, before):
        return None
    return verb - 1


def _existential(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "there" is the subject, unlike in "approval there will cancel"."""
    ahead = {token.word for token in tokens[verb : verb + EXISTENTIAL_REACH]}
    return bool(ahead & (w.BE | {"come", "remain", "exist", "seem", "seems", "appear"}))


def _is_object(tokens: Sequence[Token], pronoun: int) -> bool:
    """Whether the pronoun belongs to an infinitive: "the chance to mend it will"."""
    if _word(tokens, pronoun - 2) == "to" and _word(tokens, pronoun - 1).isalpha():
        return True
    if _word(tokens, pronoun - 1) in {"of", "with", "for", "against", "from", "among"}:
        return True  # none of it will
    ahead = [token.word for token in tokens[max(pronoun - LONGEST_RELATIVE, 0) : pronoun]]
    relative = [place for place, word in enumerate(ahead) if word == "who"]
    verbs = ahead[relative[-1] + 1 :] if relative else []
    opened = set(verbs) & (MARKS | w.COORDINATORS | w.SUBORDINATORS | w.REPORTING | {"that", ","})
    return bool(verbs) and not opened


def _comparative_start(tokens: Sequence[Token], pronoun: int) -> int | None:
    """Where "the more difficult" begins in ", the more difficult it will become"."""
    for place in range(pronoun - 1, max(pronoun - COMPARATIVE_REACH, 0), -1):
        if tokens[place].word == "the" and tokens[place - 1].word == ",":
            return place
    return None


def _joins(tokens: Sequence[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].word == "," or joins_clauses(tokens, place)


def _relative(tokens: Sequence[Token], place: int, verb: int) -> Left:
    if _word(tokens, place - 1) == ",":
        return Left(place, verb, tokens[place].word)
    return Left(left_edge(tokens, place).first, verb, "restrictive")


def _before_parenthesis(tokens: Sequence[Token], place: int, verb: int) -> int | None:
    """Where to go on after a parenthesis that ends right before the verb group."""
    opening = {")": "(", ",": ",", "—": "—"}.get(tokens[place].word)
    if opening is None or place != verb - 1:
        return None
    for earlier in range(place - 1, -1, -1):
        if tokens[earlier].word == opening:
            return earlier - 1
        if tokens[earlier].word in STOPS:
            return None
    return None
