"""The same forecast in other words is the same forecast; its denial is its opposite.

Every base sentence goes through every frame: nothing here may depend on what is forecast.
"""

from datetime import date
from itertools import product

import pytest

from predictions.extraction import Draft, extract

SAID_ON = date(2025, 3, 3)

EVENTS = (
    ("the council", "approve the new tram line"),
    ("house prices", "fall in the north"),
    ("Norland", "leave the customs union"),
    ("a second wave", "reach the islands"),
    ("the Rovers", "beat Ashford on Sunday"),
    ("his own party", "turn against him"),
)
PLURAL = frozenset({"house prices", "the Rovers"})

AFFIRMING = (
    "{S} will {V}.",
    "{S} {be} going to {V}.",
    "{S} {be} likely to {V}.",
    "{S} {be} expected to {V}.",
    "{S} {be} bound to {V}.",
    "{S} {be} set to {V}.",
    "{S} will almost certainly {V}.",
    "I think {s} will {V}.",
    "It is likely that {s} will {V}.",
    "There is no doubt that {s} will {V}.",
    "Chances are {s} will {V}.",
    "My guess is that {s} will {V}.",
    "I expect {s} to {V}.",
    "There is a 70 percent chance that {s} will {V}.",
    "It is only a matter of time before {s} will {V}.",
    "It is unlikely that {s} will fail to {V}.",
    "I doubt that {s} will fail to {V}.",
)
DENYING = (
    "{S} won't {V}.",
    "{S} will not {V}.",
    "{S} will never {V}.",
    "{S} {be} not going to {V}.",
    "{S} {be} unlikely to {V}.",
    "{S} {be} not expected to {V}.",
    "{S} {be} likely to fail to {V}.",
    "I don't think {s} will {V}.",
    "I doubt {s} will {V}.",
    "It is likely that {s} won't {V}.",
    "There is no doubt that {s} will not {V}.",
    "There is little chance that {s} will {V}.",
    "There is no way {s} will {V}.",
    "Don't expect {s} to {V}.",
    "I'd be surprised if {s} were to {V}.",
    "There is a 70 percent chance that {s} won't {V}.",
    "My guess is that {s} won't {V}.",
)
UNCERTAIN = ("{S} may {V}.", "{S} might {V}.", "{S} could {V}.", "Perhaps {s} will {V}.")


def written(frame: str, subject: str, verb: str) -> str:
    return frame.format(
        S=subject[0].upper() + subject[1:],
        s=subject,
        V=verb,
        be="are" if subject in PLURAL else "is",
    )


def only(text: str) -> Draft:
    drafts = extract(text, SAID_ON)
    assert len(drafts) == 1, (text, [(draft.rule, draft.quote) for draft in drafts])
    return drafts[0]


@pytest.mark.parametrize(("frame", "event"), [*product(AFFIRMING, EVENTS)])
def test_what_is_affirmed_is_likely(frame: str, event: tuple[str, str]) -> None:
    draft = only(written(frame, *event))
    assert draft.probability > 0.6
    assert event[1].split()[0] in draft.claim


@pytest.mark.parametrize(("frame", "event"), [*product(DENYING, EVENTS)])
def test_what_is_denied_is_unlikely(frame: str, event: tuple[str, str]) -> None:
    draft = only(written(frame, *event))
    assert draft.probability < 0.4
    assert "not" not in draft.claim.split(), draft.claim


@pytest.mark.parametrize(("frame", "event"), [*product(UNCERTAIN, EVENTS)])
def test_what_is_possible_is_about_even(frame: str, event: tuple[str, str]) -> None:
    assert 0.3 < only(written(frame, *event)).probability < 0.7


CONDITIONS = (
    "If the talks fail, {x}.",
    "{X} if the talks fail.",
    "Unless the talks fail, {x}.",
    "{X} unless the talks fail.",
    "Even if the talks fail, {x}.",
    "{X}, even if the talks fail.",
    "Should the talks fail, {x}.",
    "Once the talks fail, {x}.",
    "Whatever the talks bring, {x}.",
    "As long as the talks go on, {x}.",
    "Provided the talks fail, {x}.",
)


@pytest.mark.parametrize(("frame", "event"), [*product(CONDITIONS, EVENTS)])
def test_a_condition_on_either_side_is_seen(frame: str, event: tuple[str, str]) -> None:
    clause = f"{event[0]} will {event[1]}"
    draft = only(frame.format(x=clause, X=clause[0].upper() + clause[1:]))
    assert draft.conditional
    assert draft.probability > 0.6


@pytest.mark.parametrize("event", EVENTS)
def test_without_a_condition_none_is_seen(event: tuple[str, str]) -> None:
    assert not only(written("{S} will {V}.", *event)).conditional


FRAMES = (
    '"{X}," said Ada Marsh.',
    '"{X}," Ada Marsh said.',
    '"{X}," says Ada Marsh, who runs the ferry.',
    'Ada Marsh said: "{X}."',
    'Ada Marsh told the paper, "{X}."',
    "Ada Marsh says {x}.",
    "Ada Marsh predicts that {x}.",
    "According to Ada Marsh, {x}.",
    "{X}, according to Ada Marsh.",
    "{X}, Ada Marsh said on Monday.",
    "{X}, says Ada Marsh.",
    "Ada Marsh, who runs the ferry, believes that {x}.",
    "Ada Marsh of the ferry board has warned that {x}.",
)


@pytest.mark.parametrize(("frame", "event"), [*product(FRAMES, EVENTS)])
def test_the_speaker_is_found_in_any_frame(frame: str, event: tuple[str, str]) -> None:
    clause = f"{event[0]} will {event[1]}"
    drafts = extract(frame.format(x=clause, X=clause[0].upper() + clause[1:]), SAID_ON)
    assert [draft.speaker is not None and "Marsh" in draft.speaker for draft in drafts] == [True]


NO_FORECASTS = (
    "Will {s} {V}?",
    "Nobody knows whether {s} will {V}.",
    "It remains to be seen whether {s} will {V}.",
    "{S} should {V}.",
    "{S} must {V}.",
    "{S} may have had to {V}.",
    "If {s} had been asked to {V}, nobody would have been surprised.",
    "I hope {s} will {V}.",
    "They asked how {s} could {V}.",
)


CHANGES = frozenset({"fall", "reach", "beat"})
"""What things do by themselves, so that "should" expects it."""


@pytest.mark.parametrize(
    ("frame", "event"),
    [
        (frame, event)
        for frame, event in product(NO_FORECASTS, EVENTS)
        if "should" not in frame or event[1].split()[0] not in CHANGES
    ],
)
def test_what_is_asked_wished_or_past_is_none(frame: str, event: tuple[str, str]) -> None:
    assert extract(written(frame, *event), SAID_ON) == []
