"""Modal verbs: will, may, might, could, should, would."""

from predictions.extraction.rules.rule import Fires, rule

MODALS = (
    rule(
        "modal.will",
        "will won't wont gonna shall i'll you'll he'll she'll it'll we'll they'll there'll that'll "
        "who'll this'll what'll",
        r"will|won't|shall|(?:s?he|it|we|they|there|that|who|this|you|i|what)'ll",
        frame="verb",
        phrase="will",
        fires=(
            Fires("The bridge will reopen before Christmas.", "will"),
            Fires("They'll lose the by-election in Kent.", "will"),
            Fires("The strike won't end this month.", "will not", negated=True),
            Fires("Nothing will come of the inquiry.", "will not", negated=True),
            Fires("The tax will have no effect on rents.", "will", negated=True),
        ),
        silent=(
            "He left the house to her in his will.",
            "Will the bridge reopen before Christmas?",
            "Ministers have not said whether the bridge will reopen.",
            "I'll come back to that point in a moment.",
            "Any savings will depend on the price of steel.",
            "The ministry will have to find the money.",
            "You will notice that the roof is new.",
        ),
    ),
    rule(
        "modal.going_to",
        "going gonna",
        r"(?:going to|gonna)(?= (?!the |a |an |his |her |their |our |my "
        r"|church|school|work (?:at|by|every|each|on foot)\b|bed )\w)",
        frame="verb",
        phrase="going to",
        fires=(
            Fires("The harvest is going to disappoint the millers.", "going to"),
            Fires("Voters aren't going to forgive them.", "not going to", negated=True),
        ),
        silent=(
            "She was going to resign last spring.",
            "They are going to the coast.",
        ),
    ),
    rule(
        "modal.may",
        "may",
        r"may",
        frame="verb",
        phrase="may",
        fires=(
            Fires("The bank may cut its rate in March.", "may"),
            Fires("The coalition may not survive the winter.", "may not", negated=True),
            Fires("Farmers may well lose a third of the crop.", "may well"),
        ),
        silent=(
            "Mrs May spoke for an hour.",
            "The vote took place in May.",
            "The fire may have started in the kitchen.",
            "The house may look shabby, but it is sound.",
        ),
    ),
    rule(
        "modal.might",
        "might mightn't",
        r"might|mightn't",
        frame="verb",
        phrase="might",
        fires=(
            Fires("The club might sell its goalkeeper in January.", "might"),
            Fires("The ferry might not sail again.", "might not", negated=True),
        ),
        silent=(
            "He might have won in a fairer fight.",
            "The army paraded its might through the capital.",
        ),
    ),
    rule(
        "modal.could",
        "could couldn't",
        r"could",
        frame="verb",
        phrase="could",
        fires=(
            Fires("A long drought could ruin the vineyards.", "could"),
            Fires("The dispute could well spread to the docks.", "could well"),
        ),
        silent=(
            "As a boy he could swim across the bay.",
            "The talks could have ended in a brawl.",
            "They ran as fast as they could.",
        ),
    ),
    rule(
        "modal.should",
        "should",
        r"should",
        frame="verb",
        phrase="should",
        fires=(
            Fires("Prices should fall as the new mines open.", "should"),
            Fires("Output should recover next year.", "should"),
        ),
        silent=(
            "The minister should resign.",
            "We should be told the truth.",
            "The law should be repealed next year.",
        ),
    ),
    rule(
        "modal.would",
        "would wouldn't he'd she'd it'd they'd we'd",
        r"would|wouldn't|(?:s?he|it|they|we)'d(?= \w+)",
        frame="verb",
        phrase="would",
        fires=(
            Fires("If the vote fails, the union would probably strike.", "probably"),
            Fires("If she wins on Sunday, the party would lose its last seat.", "would"),
        ),
        silent=(
            "If he had asked, they would have helped.",
            "That would be madness.",
            "She said that she would like a rest.",
        ),
    ),
    rule(
        "modal.can",
        "can can't cannot",
        r"(?:probably |surely )can(?:'t|not)?|can(?:'t|not)? (?:probably|surely|yet)"
        r"|can expect",
        frame="verb",
        phrase="can",
        fires=(Fires("The old harbour probably can't be saved.", "probably", negated=True),),
        silent=("Anybody can read the register.",),
    ),
)
