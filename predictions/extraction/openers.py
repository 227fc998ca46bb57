"""Which words and marks open a clause, and in what surroundings."""

from collections.abc import Callable, Sequence

from predictions.extraction import words as w
from predictions.extraction.sentences import Token

STOPS = frozenset(";:?!")
MARKS = STOPS | frozenset({"—", "(", ")", "[", '"', "…"})
POINTERS = w.words_of("this that these those")
NO_COMPLEMENT = (
    w.WH_WORDS
    | w.SUBORDINATORS
    | w.words_of(
        """
    but yet because , " — ;
    all of in at on by for with than like nothing anything everything something one
    """
    )
)
LIST_BLOCKERS = w.words_of(
    """
    in on by at after before with as for of from under over during despite given while if when
    then meanwhile however indeed instead still today tomorrow now so well and but
    """
)
LONGEST_LIST_ITEM = 9
NO_SUBJECT_BEFORE = w.words_of("the a of his their its no")
NO_CLAUSE_BEHIND = w.words_of("of in on for by to and are is")


def opener_at(tokens: Sequence[Token], place: int, verb: int) -> str | None:
    """The opener standing at ``place``, or None where the clause goes on to the left."""
    word = tokens[place].word
    if word in MARKS:
        return word
    if place == verb - 1:
        return None
    opens = next((test for words, test in TESTS if word in words), None)
    return word if opens is not None and opens(tokens, place, verb) else None


def _always(_tokens: Sequence[Token], _place: int, _verb: int) -> bool:
    return True


def _comma(tokens: Sequence[Token], place: int, verb: int) -> bool:
    """Unless it stands inside a list of subjects."""
    right = {token.word for token in tokens[place + 1 : verb]}
    if not right & {"and", "or"}:
        return True
    left: list[str] = []
    for earlier in range(place - 1, -1, -1):
        if tokens[earlier].word in STOPS or tokens[earlier].word == "—":
            break
        left.append(tokens[earlier].word)
    short = 0 < len(left) <= LONGEST_LIST_ITEM
    return not short or left[-1] in LIST_BLOCKERS or any(w.is_finite(word) for word in left)


def _complement(tokens: Sequence[Token], place: int, _verb: int) -> bool:
    """The "that" of a complement, unlike a relative or "all that"."""
    return place > 0 and tokens[place - 1].word not in NO_COMPLEMENT


def _first_of_clause(tokens: Sequence[Token], place: int, _verb: int) -> bool:
    return place == 0 or tokens[place - 1].word == ","


def _open_relative(tokens: Sequence[Token], place: int, verb: int) -> bool:
    """Unless the relative clause has had its verb: "people who backed him will"."""
    between = (token.word for token in tokens[place + 1 : verb])
    return not any(w.is_finite(word) or word.endswith("ed") for word in between)


def _before_pronoun(tokens: Sequence[Token], place: int, _verb: int) -> bool:
    return tokens[place + 1].word in w.SUBJECT_PRONOUNS - POINTERS


def _reports(tokens: Sequence[Token], place: int, _verb: int) -> bool:
    """A verb of saying that a clause follows without "that"."""
    before = tokens[place - 1].word if place else ""
    return before not in NO_SUBJECT_BEFORE and tokens[place + 1].word not in NO_CLAUSE_BEHIND


def _joining(tokens: Sequence[Token], place: int, _verb: int) -> bool:
    return joins_clauses(tokens, place)


def joins_clauses(tokens: Sequence[Token], place: int) -> bool:
    """Whether the "and" at ``place`` joins clauses and not nouns."""
    following = tokens[place + 1].word
    if tokens[place].word in {"but", "yet"} or w.has_clitic(following):
        return True
    if following in w.SUBJECT_PRONOUNS - POINTERS:
        return True
    for earlier in range(place - 1, -1, -1):
        word = tokens[earlier].word
        if word == "," or word in STOPS:
            return tokens[place - 1].word == ","
        if w.is_finite(word):
            return True
    return False


Test = Callable[[Sequence[Token], int, int], bool]

TESTS: tuple[tuple[frozenset[str], Test], ...] = (
    (frozenset({","}), _comma),
    (frozenset({"that"}), _complement),
    (frozenset({"once"}), _first_of_clause),
    (w.words_of("who which what whose"), _open_relative),
    (w.SUBORDINATORS | w.WH_WORDS, _always),
    (w.COORDINATORS, _joining),
    (w.words_of("after before since until as than"), _before_pronoun),
    (w.REPORTING, _reports),
)
"""Words that may open a clause, with the test of whether one does; the first that holds it."""
