"""PURE. What stages, rulings and bases are called where people read them."""

from predictions.lifecycle import Stage

RULINGS = {
    "occurred": "happened",
    "did_not_occur": "did not happen",
    "ambiguous": "cannot be known",
    "annulled": "annulled: its premise turned out false",
}
STAGES = {
    Stage.OPEN: "open",
    Stage.DUE: "due, waiting for its outcome",
    Stage.DECIDED: "decided",
    Stage.VOID: "not scored",
    Stage.MERGED: "merged into another event",
}
BASES = {
    "stated": "the number stands in the text",
    "worded": "read from the words, by the lexicon",
    "editor": "set by an editor",
}
DEADLINE_BASES = {
    "stated": "stated in the text",
    "inferred": "inferred from the text",
    "editor": "set by an editor",
    "none": "no deadline",
}
FATES = {
    "taken": "taken, and stored as a commentary",
    "sampled_out": "seen, but left out by the random sample of its source",
    "duplicate": "its text is on record already",
    "no_forecast": "no forecast was found in it",
    "unreadable": "it could not be read",
}
