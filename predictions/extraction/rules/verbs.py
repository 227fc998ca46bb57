"""Verbs of forecasting with what they forecast: expects, predicts, doubts that."""

from predictions.extraction.rules.rule import Fires, rule

NOUNISH = (
    r"(?!to )(?:a|an|the|more|further|no|another|only|about|around|at least|that|growth"
    r"|[$£€]?\d[\w.,]*|inflation|losses|prices|rates|sales"
    r"|(?:\w+ )?(?:cuts?|rises?|falls?|gains?|growth|increases?|declines?|wins?))"
)

FUTURATE = (
    r"(?:wins?|loses|beats|falls|passes|survives|stays|prevails|collapses|holds on|comes back"
    r"|goes down|gets (?:in|through|there|it done)|makes (?:it|that up)|pulls it off|finishes)"
)
"""Verbs that speak of what is to come even in the present tense."""

VERBS = (
    rule(
        "verb.imperative",
        "expect look watch",
        r"(?<=[.!?] )expect|(?<=[.!?]\")expect|look for(?= (?:[^\s,;:]+ ){1,6}?to \w+)"
        r"|you can expect|we can expect|can expect",
        frame="object",
        phrase="expect",
        fires=(Fires("We can expect more of this.", "expect"),),
        silent=("They can look for their keys.",),
    ),
    rule(
        "verb.expect_to",
        "expect expects expecting anticipate anticipates predict predicts forecast forecasts",
        r"(?P<phrase>expects?|anticipates?|predicts?|forecasts?|expecting)"
        r"(?= (?!to\b)(?:[\w'’$£€%.-]+ ){1,8}?to (?:be|have|\w{2,})\b)",
        frame="object",
        fires=(
            Fires("Analysts expect the firm to cut its dividend in May.", "expect"),
            Fires("The bank forecasts output to shrink by a tenth.", "forecasts"),
        ),
        silent=("You would not expect him to apologise.",),
    ),
    rule(
        "verb.predict",
        "predicts predict predicting projecting projects forecasts forecasting expects expecting "
        "anticipates expect forecast anticipate project foresee foresees foreseeing",
        r"(?P<phrase>predicts|(?:am|are|is|'re|'m) (?:predicting|projecting|forecasting|expecting|"
        r"anticipating)|(?:forecasts|projects)(?! that\b)|expects?|anticipates?|predict|foresees?"
        rf"|(?<=s )forecast|(?<=s )project)(?= {NOUNISH}\b)"
        r"|(?:is|are|'re|'m|am) (?P<more>predicting|forecasting)(?= \w+s\b)",
        frame="object",
        fires=(
            Fires("The agency is predicting a shortage of diesel.", "predicting"),
            Fires("Most economists expect a cut in the spring.", "expect"),
        ),
        silent=("He is good at predicting the past.", "They were expecting a parcel."),
    ),
    rule(
        "verb.pencilled",
        "penciled pencilled pencil banking betting braced bracing",
        r"(?:have|has|are|is|had)?(?: \w+)? ?(?P<phrase>pencill?ed in|banking on|betting on"
        r"|bracing for|braced for)(?= \w)",
        frame="object",
        phrase="expect",
        fires=(Fires("Most banks have pencilled in a cut for the spring.", "expect"),),
        silent=("The date was pencilled in by hand.",),
    ),
    rule(
        "verb.futurate",
        "think believe bet predict suspect reckon guess say",
        r"(?:i|we)(?: still| really)? "
        r"(?P<phrase>think|believe|bet|predict|suspect|reckon|guess|say)"
        r"(?= (?:that )?(?:[^\s,;:.]+ ){1,4}?"
        rf"{FUTURATE}\b)",
        frame="that",
        fires=(Fires("I think the reform wins the day.", "think"),),
        silent=("I think the reform won the day.",),
    ),
    rule(
        "verb.see_falling",
        "see sees",
        r"(?<!i )(?<!you )(?<!we )(?<!to )(?<!can )(?P<phrase>sees?)"
        r"(?= (?!to\b|how\b|that\b|a lot\b)(?:[\w'’$£€%.-]+ ){1,5}?(?:rising|falling|dropping"
        r"|climbing|growing|shrinking|slowing|slipping|reaching|hitting|topping|losing|winning"
        r"|recovering|rebounding|sliding|easing|expanding|contracting)\b)",
        frame="gerund",
        phrase="expect",
        fires=(Fires("The bank sees output falling by a tenth next year.", "expect"),),
        silent=("He could see the water rising.",),
    ),
    rule(
        "verb.see_at",
        "see sees",
        r"(?<!i )(?<!you )(?<!we )(?<!to )(?P<phrase>sees?)"
        r"(?= (?:[\w'’&.-]+ ){1,5}?at [$£€]?\d)",
        frame="object",
        phrase="expect",
        fires=(Fires("The bank sees the index at 3,250 by the end of next year.", "expect"),),
        silent=("He saw the index at 3,250 and sold.",),
    ),
    rule(
        "verb.expected",
        "expected",
        r"(?:is|are|'s|'re) (?:now |widely |also |still |not )?(?P<phrase>expected)"
        r"(?= (?:in|on|by|next|this|later|within|before|early|soon|tomorrow|after|at|sometime)\b)",
        frame="whole",
        phrase="expected",
        claim="{subject} will come{rest}",
        fires=(Fires("A verdict is expected next week.", "expected"),),
        silent=("A verdict was expected last week.",),
    ),
    rule(
        "verb.doubt",
        "doubt doubts",
        r"doubts?(?= (?:that |whether |if )?(?:[^\s,;:]+ ){1,6}?(?:will|would|can|could|is going)\b"
        r"| (?:that |whether |if )?(?:he|she|it|they|we|i|you)'ll\b)",
        frame="that",
        phrase="doubt",
        fires=(Fires("I doubt that the council will agree.", "doubt"),),
        silent=("I doubt his word.",),
    ),
    rule(
        "verb.do_not_think",
        "don't doesn't not few nobody one hardly",
        r"(?:(?:don't|do not|doesn't|does not)(?: really| actually)?"
        r"|(?:few|nobody|no one|hardly anyone|hardly anybody)(?: [a-z]+){0,2}?)"
        r" (?P<phrase>thinks?|believes?|expects?)"
        r"(?= (?:that )?(?:[^\s,;:]+ ){1,8}?(?:will|'ll|would|is going|are going|can|could|to)\b"
        rf"| (?:that )?(?:[^\s,;:]+ ){{1,4}}?{FUTURATE}\b"
        r"| (?:he|she|it|they|we|i|you)'ll\b)",
        frame="that",
        phrase="don't think",
        fires=(
            Fires("I don't think the council will agree.", "don't think"),
            Fires("Few bankers believe the council will agree.", "don't think"),
        ),
        silent=("I don't think the council was wrong.",),
    ),
    rule(
        "verb.threatens",
        "threatens threaten threatening promises stands",
        r"(?P<phrase>threatens? to|promises to(?= be\b| bring\b| become\b| make\b)|stands to)",
        frame="verb",
        fires=(Fires("The dispute threatens to halt the ferries.", "threatens to"),),
        silent=("He threatened to leave.",),
    ),
)
