"""Lines that say why a draft is what it is."""

from datetime import date

from predictions.explaining import explained, interval
from predictions.extraction import extract

TEXT = "The union will probably\nsettle by 30 June 2020."


def test_shows_the_draft_and_each_step_with_its_words() -> None:
    (draft,) = extract(TEXT, date(2020, 6, 1))
    head, quote, claim, *steps = explained(TEXT, draft, "Ada Lund")
    assert head.startswith(f"{draft.start}-{draft.end}  {100 * draft.probability:g}%")
    assert head.endswith("by 2020-06-30, says Ada Lund")
    assert quote == "  quote  " + draft.quote.replace("\n", " ")
    assert claim == f"  claim  {draft.claim}"
    assert len(steps) == len(draft.trace)
    assert any(draft.rule in step and f"«{draft.cue}»" in step for step in steps)
    assert all(step.startswith("    ") and "\n" not in step for step in steps)


def test_a_stated_number_has_no_range() -> None:
    assert interval(0.6, 0.6, 0.6) == "60%"
    assert interval(0.75, 0.67, 0.8) == "75% [67%-80%]"
