"""Sentences that look like forecasts and are none."""

from datetime import date

import pytest

from predictions.extraction import extract

NEGATIVES = {
    "duty": "The council must act, and it should apologise.",
    "duty ahead": "Somebody will have to pay for the bridge.",
    "relevance": "The weather will decide the match.",
    "question": "Will the bridge ever open?",
    "indirect question": "Nobody knows whether the bridge will open.",
    "counterfactual": "If they had listened, the bridge would have opened.",
    "past epistemic": "The pilot may have missed the signal.",
    "present epistemic": "The delay may reflect a lack of steel.",
    "present adverb": "It was probably the wind.",
    "ability": "From here you could hear the sea.",
    "option": "They could choose a cheaper design.",
    "past plan": "She was going to open the bridge herself.",
    "own promise": "I'll come back to this next week.",
    "earlier prediction": "I predicted that the bridge would never open, and I was wrong.",
    "comparison": "Older bridges are more likely to be closed than new ones.",
    "name": "Theresa May crossed the bridge on foot.",
    "month": "The bridge opened in May 2011.",
    "noun": "It was done against the will of the people.",
    "statute": '"Every bridge shall be inspected once a year," the law says.',
    "wish": "They hope that the bridge will open soon.",
    "antecedent": "Tell us if the bridge is likely to close.",
    "announcement": "The minister will visit the bridge on Friday.",
    "calendar": "This will be the third bridge across the river.",
    "purpose": "They raised the deck so that ships could pass.",
    "attribute": "They want a bridge that could carry trains.",
    "hypothesis": "A second bridge would be a luxury.",
    "intention told": "The mayor says she will open the bridge herself.",
    "legal effect": "The bill will give bridges a budget of their own.",
    "what one thinks": "This is what I believe will happen.",
    "both ways": "What a new bridge will and won't do",
    "person's option": "She could start by painting the bridge.",
    "duty of a thing": "Some thought that it should be left to fall.",
    "habit": "If you leave the bridge open, sheep will cross it.",
    "imagined act": "Closing the bridge could save a life or two.",
    "supposed": "They tell themselves that the bridge will hold.",
    "option instead": "The mayor could ask the army instead.",
    "not good enough": "He tried the plank. It will not do.",
    "reason": "It could be because the bridge is old.",
    "refusal": "The mayor won't say which bridge he means.",
    "attribute of people": "The people most likely to cross the bridge live nearby.",
    "name inside": "The bridge was built by Will Greenwood.",
    "movement": "Trucks going to the coast cross it.",
}


@pytest.mark.parametrize("text", NEGATIVES.values(), ids=NEGATIVES.keys())
def test_nothing_is_proposed(text: str) -> None:
    assert [draft.quote for draft in extract(text, date(2025, 3, 3))] == []
