"""Adjectives and participles before an infinitive: likely to, set to, doomed to."""

from predictions.extraction.rules.rule import Fires, rule

ADJECTIVES = (
    rule(
        "adjective.likely",
        "likely likelier",
        r"(?:likely|likelier)(?= (?:to|not to)\b)",
        frame="verb",
        phrase="likely",
        fires=(
            Fires("The senate is likely to pass the bill.", "likely"),
            Fires("Rents are not likely to fall much.", "not likely", negated=True),
            Fires("The plan is likely to fail.", "likely", negated=True),
        ),
        silent=(
            "Tall men are more likely to be hired than short ones.",
            "The bill was likely to lose.",
        ),
    ),
    rule(
        "adjective.unlikely",
        "unlikely",
        r"unlikely(?= to\b)",
        frame="verb",
        phrase="unlikely",
        fires=(Fires("The merger is unlikely to go through.", "unlikely"),),
        silent=("They were an unlikely couple.",),
    ),
    rule(
        "adjective.likely_that",
        "likely unlikely probable improbable possible certain conceivable impossible",
        r"(?:far |much |even )?more (?P<more>likely)(?:, [^,]{2,40},)? is that"
        r"|(?:it's|it is|it seems|it looks|it appears|it remains|seems|looks|is)"
        r"(?: (?!not )\w+){0,3}? (?P<phrase>likely|unlikely|probable|improbable|possible|certain"
        r"|conceivable)(?: that|(?= (?!how|what|whether|if|when|who|why)"
        r"(?:[^\s,;:]+ ){1,6}?(?:will|could|may|would|might)\b))",
        frame="that",
        fires=(
            Fires("It is likely that the mill closes in June.", "likely"),
            Fires("It's very unlikely that the mill will close.", "very unlikely"),
        ),
        silent=("It was likely that the mill was already closed.",),
    ),
    rule(
        "adjective.likely_anaphor",
        "likely unlikely probable improbable doubtful possible",
        r"(?P<more>(?:far |much |even )?(?:more|less) likely)(?= ?(?:[.;!?—]|, (?:but|and)\b|$))"
        r"|(?<!more )(?<!most )(?<!less )(?P<phrase>likely|unlikely|probable|improbable|doubtful"
        r"|(?<=still )possible|(?<=remains )possible|(?<=very )possible|(?<=quite )possible"
        r"|(?<=entirely )possible)(?= ?(?:[.;,!?—]|$))",
        frame="whole",
        fires=(
            Fires("Perhaps the court sides with them, but that is unlikely.", "unlikely"),
            Fires("A truce may come soon, but it doesn't look likely.", "not likely", negated=True),
            Fires("A cut in March is more likely, but do not bank on it.", "more likely"),
        ),
        silent=("The likely cause was damp.",),
    ),
    rule(
        "adjective.likely_when",
        "likely unlikely probable improbable possible",
        r"(?:is|are|looks?|seems?|remains?|appears?|'s)(?: \w+){0,2}? "
        r"(?P<phrase>(?<!more )(?<!less )(?:very |highly |quite |increasingly )?"
        r"(?:likely|unlikely|probable|improbable))"
        r"(?= (?:before|until|by|in|within|this|next|any ?time|soon|later|over|during|after|for)"
        r"\b)",
        frame="whole",
        claim="{subject} will come {rest}",
        fires=(
            Fires("A new bridge is unlikely before the spring.", "unlikely"),
            Fires("Heavy snow is very likely in the hills this week.", "very likely"),
        ),
        silent=("An accident was likely before the repairs.",),
    ),
    rule(
        "adjective.sure",
        "certain sure bound guaranteed destined fated",
        r"(?P<phrase>(?:all but )?(?:certain|sure|bound|guaranteed|destined|fated))(?= to\b)",
        frame="verb",
        fires=(
            Fires("The scandal is bound to cost him votes.", "bound to"),
            Fires("The court is certain to hear the appeal.", "certain to"),
        ),
        silent=("He was bound to the mast.",),
    ),
    rule(
        "adjective.set",
        "set poised due track course about pace slated scheduled ready line",
        r"(?P<phrase>set|poised|on (?:track|course|pace)|about|slated|in line)(?= to\b)",
        frame="verb",
        fires=(
            Fires("The airline is set to cut four hundred jobs.", "set to"),
            Fires("Exports are on track to double by 2031.", "on track to"),
        ),
        silent=("The table was set to seat twelve.",),
    ),
    rule(
        "headline.to",
        "to",
        r"(?<!want )(?<!wants )(?<!plan )(?<!plans )(?<!how )(?<!what )(?<!need )(?<!due )"
        r"(?<!have )(?<!has )(?<!tries )(?<!vows )(?<!try )(?<!seeks )to"
        r"(?= (?!the |a |an |his |her |their |its |be \w+ing)[a-z]{3,} )",
        frame="verb",
        phrase="set to",
        headline=True,
        fires=(Fires("Car ownership to double by 2035", "set to"),),
        silent=("What to expect from the talks", "He has to pay the money by 2035"),
    ),
    rule(
        "adjective.expected",
        "expected projected forecast predicted tipped anticipated",
        r"(?P<phrase>expected|projected|forecast|predicted|tipped|anticipated)(?= to\b)",
        frame="verb",
        phrase="expected to",
        fires=(
            Fires("The chancellor is expected to raise duties in the autumn.", "expected to"),
            Fires("Sales are not expected to recover.", "not expected to", negated=True),
        ),
        silent=("They were expected to win last year.",),
    ),
)
