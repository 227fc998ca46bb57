"""Every rule fires on its own examples with the stated reading, and is silent on the others."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.rules import RULES, Fires, Rule

SAID_ON = date(2025, 3, 3)

POSITIVE = [pytest.param(r, e, id=f"{r.name}: {e.text}") for r in RULES for e in r.fires]
NEGATIVE = [pytest.param(text, id=f"{r.name}: {text}") for r in RULES for text in r.silent]


@pytest.mark.parametrize(("rule", "example"), POSITIVE)
def test_fires_with_the_stated_reading(rule: Rule, example: Fires) -> None:
    drafts = {draft.rule: draft for draft in extract(example.text, SAID_ON)}
    assert rule.name in drafts
    draft = drafts[rule.name]
    assert draft.phrase == example.phrase
    assert draft.polarity == ("negated" if example.negated else "affirmed")


@pytest.mark.parametrize("text", NEGATIVE)
def test_is_silent_where_nothing_is_forecast(text: str) -> None:
    assert extract(text, SAID_ON) == []


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert [rule.name for rule in RULES if not (rule.fires and rule.silent)] == []
