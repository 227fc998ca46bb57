"""What spares work changes no reading: dumps set aside, patterns run near their triggers only."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.extraction import extract
from predictions.extraction.characters import plain
from predictions.extraction.deadlines.finder import REACH
from predictions.extraction.deadlines.finder import RULES as TIME_RULES
from predictions.extraction.number_rules import RULES as NUMBER_RULES
from predictions.extraction.patterns import windows
from predictions.extraction.prose import STRETCH, prose
from predictions.extraction.sentences import LONGEST, split

LENGTH = 20_000
DUMPS = {
    "nested brackets": "(" * (LENGTH // 2) + ")" * (LENGTH // 2),
    "digits": "7" * LENGTH,
    "quotation marks": '"' * LENGTH,
    "curly quotation marks": "“" * LENGTH,
    "commas": ", " * (LENGTH // 2),
    "one letter": "a" * LENGTH,
    "one word": "word " * (LENGTH // 5),
    "will": "will " * (LENGTH // 5),
    "by": "by " * (LENGTH // 3),
    "if": "if " * (LENGTH // 3),
    "quoted will": '"will" ' * (LENGTH // 7),
    "one sentence": "It will rain. " * (LENGTH // 14),
    "one paragraph": "It will rain.\n\n" * (LENGTH // 15),
    "years": " ".join(str(1900 + n % 300) for n in range(LENGTH // 5)),
    "long words": ("x" * 99 + " ") * (LENGTH // 100),
}
COLUMN = """\
The port will be full by next summer, and nobody in the council seems to have a plan for it. A year
ago the mayor promised two new cranes; one of them stands in a yard in Gdansk, waiting for a permit
that may not come before the end of 2031. "We will manage," she told reporters on Monday, and then
she left for the coast. Perhaps she is right. Freight rates are likely to fall once the canal opens,
and there is a 60 percent chance that the ferry line moves its ships elsewhere.
"""
WORDS = """
by in on the next this week weekend month year's year end of a two 5 15 months from now May March
Monday spring fall 2030 2030s 2024-25 Q3 first half quarter century today tomorrow morning midterms
Christmas will take within rest over out chance odds percent % 60 0.7 one five ten times 2-to-1 3/1
50-50 fifty-fifty favorite against cents shares puts it at about is likely risk that proposition
third two-thirds ,
"""
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=30).map(" ".join)


@pytest.mark.parametrize("text", DUMPS.values(), ids=DUMPS.keys())
def test_dumps_leave_next_to_nothing_to_read(text: str) -> None:
    left = prose(text)
    assert len(left) == len(text)
    assert len(left.strip()) < STRETCH
    assert len(split(left, plain(left))) <= STRETCH


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS.keys())
def test_a_column_before_a_dump_is_read_as_it_stands(dump: str) -> None:
    alone = extract(COLUMN, date(2030, 5, 6))
    beside = extract(COLUMN + "\n" * STRETCH + dump, date(2030, 5, 6))
    assert len(alone) == 3
    assert [draft for draft in beside if draft.end <= len(COLUMN)] == alone


def test_a_column_is_prose() -> None:
    assert prose(COLUMN * 3) == COLUMN * 3


@given(st.text(max_size=2000))
def test_prose_moves_nothing(text: str) -> None:
    left = prose(text)
    assert len(left) == len(text)
    assert all(new in {old, "\n"} for new, old in zip(left, text, strict=True))


@given(TEXTS, st.integers(0, 60))
def test_windows_are_ordered_and_hold_every_trigger(text: str, reach: int) -> None:
    found = list(windows(text, ("in", "2030"), reach, reach + 4))
    ends = [edge for window in found for edge in window]
    assert ends == sorted(ends)
    for match in re.finditer("in|2030", text):
        assert any(start <= match.start() and match.end() <= end for start, end in found)


@settings(deadline=None)  # runs every rule twice over each text, and says nothing of speed
@given(TEXTS)
def test_near_its_triggers_a_rule_matches_what_it_matches_in_the_whole(text: str) -> None:
    lowered = plain(text)
    reaches = [(rule, rule.triggers, rule.reach) for rule in NUMBER_RULES]
    reaches += [(rule, rule.triggers(), REACH) for rule in TIME_RULES]  # type: ignore[misc]
    for rule, triggers, reach in reaches:
        near = [
            match.span()
            for window in windows(lowered, triggers, reach, reach)
            for match in rule.pattern.finditer(text, *window)
        ]
        assert near == [match.span() for match in rule.pattern.finditer(text)], rule.name


def test_no_sentence_is_longer_than_the_bound() -> None:
    words = (f"w{number:x}" for number in range(5_000))
    text = " ".join(word.translate(str.maketrans("0123456789", "ghijklmnop")) for word in words)
    sentences = split(prose(text), plain(text))
    assert sum(sentence.end - sentence.start for sentence in sentences) > len(text) * 0.9
    assert max(sentence.end - sentence.start for sentence in sentences) <= LONGEST
