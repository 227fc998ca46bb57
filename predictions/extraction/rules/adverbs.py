"""Adverbs of chance without a modal: "probably doomed", "definitely more to come"."""

from predictions.extraction.rules.rule import Fires, rule

ADVERBS = (
    rule(
        "adverb.probably",
        "probably likely perhaps maybe possibly surely certainly definitely undoubtedly inevitably "
        "presumably",
        r"(?P<phrase>almost certainly|most likely|very likely|probably|likely|perhaps|maybe"
        r"|possibly"
        r"|surely|certainly|definitely|undoubtedly|inevitably|presumably)",
        frame="whole",
        weak=True,
        fires=(Fires("By next summer the port is probably full.", "probably"),),
        silent=(
            "It was probably the best match of the year.",
            "The wall is probably Roman.",
        ),
    ),
)
