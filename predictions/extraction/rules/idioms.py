"""Idioms of forecasting that take a clause or a noun behind them."""

from predictions.extraction.rules.rule import Fires, rule

SEE = r"(?:see|imagine|envision|envisage|picture|foresee)"

IDIOMS = (
    rule(
        "idiom.hard_to_see",
        "hard tough difficult impossible",
        r"(?:it's|it is|it will be|it'll be|it's getting|it remains|i find it|find it|seems)"
        rf"(?: (?!not\b)\w+){{0,2}}? (?:hard|tough|difficult|impossible) to {SEE}(?: how| that)?",
        frame="gerund",
        phrase="hard to see",
        fires=(
            Fires("It's hard to see the board changing its mind.", "hard to see"),
            Fires("It is difficult to imagine that he stays on.", "hard to see"),
        ),
        silent=("It was hard to see the road.", "It is not hard to see why they left."),
    ),
    rule(
        "idiom.do_not_see",
        "don't can't cannot not",
        rf"(?:i|we) (?:don't|do not|can't|cannot|can not|just can't) (?:really )?{SEE}"
        r"(?= (?:how |that )?(?:[^\s,;:]+ ){1,6}?(?:\w+ing|will|could|can|would)\b)",
        frame="gerund",
        phrase="hard to see",
        fires=(Fires("I don't see the council backing down.", "hard to see"),),
        silent=("We can't see the road.",),
    ),
    rule(
        "idiom.not_surprising",
        "surprised surprising surprise shocked shock",
        r"(?:would not|wouldn't|won't|will not|don't|do not|shouldn't|should not)"
        r" (?:be |come as )?(?:too |very |all that |at all |a |much of a |in the least )?"
        r"(?:surprised|surprising|surprise me|surprise anyone|surprise|shocked|shock me)"
        r"(?: if| that| to see| by| to find)?",
        frame="whole",
        phrase="would not be surprised",
        claim="{rest}",
        fires=(
            Fires("I wouldn't be surprised if the mayor stood again.", "would not be surprised"),
            Fires("It would not be surprising if the bank failed.", "would not be surprised"),
        ),
        silent=("Nobody would have been surprised had they lost.",),
    ),
    rule(
        "idiom.surprised_if",
        "surprised surprising surprise shocked",
        r"(?:i'd|i would|we'd|we would|it would|it'd|would) be (?:very |really |quite |pretty )?"
        r"(?:a |a big |a huge )?(?:surprised|surprising|surprise|shocked) if",
        frame="whole",
        phrase="surprised if",
        claim="{rest}",
        fires=(Fires("I'd be surprised if the mayor stood again.", "surprised if"),),
        silent=("I was surprised if anything by his calm.",),
    ),
    rule(
        "idiom.ruled_out",
        "ruled rule",
        r"(?:cannot|can't|can not|could not|couldn't|don't|wouldn't) "
        r"(?:yet |entirely |completely )?be ruled out",
        frame="whole",
        phrase="cannot be ruled out",
        claim="{subject} will happen",
        fires=(Fires("A second default cannot be ruled out.", "cannot be ruled out"),),
        silent=("The judge ruled out a retrial.",),
    ),
    rule(
        "idiom.rule_out",
        "rule",
        r"(?:i|we|you|one|analysts|economists|nobody|no one) "
        r"(?:cannot|can't|can|could not|couldn't|don't|wouldn't|would not) "
        r"(?:yet |entirely |completely )?rule out",
        frame="whole",
        phrase="cannot rule out",
        claim="{rest} will happen",
        fires=(Fires("We cannot rule out a second default.", "cannot rule out"),),
        silent=("The referee can rule out a goal.",),
    ),
    rule(
        "idiom.time",
        "time when",
        r"(?:only|just) a matter of time(?: before| until)?"
        r"|a (?:matter|question) of \"?when,? not if",
        frame="whole",
        phrase="only a matter of time",
        claim="{subject} {rest}",
        fires=(
            Fires("It is only a matter of time before the wall falls.", "only a matter of time"),
            Fires("A rate cut is a matter of when, not if.", "only a matter of time"),
        ),
        silent=("He told her it was time to go.",),
    ),
    rule(
        "idiom.too_late",
        "late",
        r"(?:it's|it is|it may be|now is) (?:now |already |probably )?too late(?: for| to)?",
        frame="whole",
        phrase="too late",
        claim="There is still time: {rest}",
        fires=(Fires("Now it is too late to save the harbour.", "too late"),),
        silent=("He came home too late for dinner.", "It is not too late to save the harbour."),
    ),
    rule(
        "idiom.looks_like",
        "looks looking",
        r"(?:it|this|that|future|ahead) (?:now |still )?(?:looks|is looking) "
        r"(?:very |a lot |increasingly |more and more )?like"
        r"(?= (?:a|an)\b)",
        frame="object",
        phrase="looks like",
        fires=(Fires("It looks like a long winter for the miners.", "looks like"),),
        silent=("The tower looked like a pencil.",),
    ),
    rule(
        "idiom.good_luck",
        "luck",
        r"good luck(?= (?:to \w+ (?:if|with|in|on)|with|getting|finding|trying|persuading)\b)",
        frame="whole",
        phrase="good luck",
        claim="{rest}",
        fires=(Fires("Good luck getting that through the upper house.", "good luck"),),
        silent=("She wished him good luck.",),
    ),
    rule(
        "idiom.do_not_count_on",
        "don't count bet expect hold",
        r"(?:don't|do not|never|wouldn't|would not) (?:count on|bet on|hold your breath)"
        r"|(?:don't|do not) (?:you )?expect",
        frame="object",
        phrase="don't count on",
        fires=(Fires("Don't expect a quick settlement.", "don't count on"),),
        silent=("They never expect thanks.",),
    ),
    rule(
        "idiom.not_sure",
        "sure certain convinced confident",
        r"(?:i'm|i am|we're|we are|am|is|are) (?P<phrase>not (?:so |at all |entirely |too |very )?"
        r"(?:sure|certain|convinced|confident))(?= (?:that |if )?"
        r"(?!how|what|whether|when|who|why)(?:[^\s,;:]+ ){1,6}?"
        r"(?:will|would|can|could|is going)\b| (?:that |if )?(?:he|she|it|they|we|i|you)'ll\b)",
        frame="that",
        phrase="not sure",
        fires=(Fires("I'm not sure the coalition will last.", "not sure"),),
        silent=("I'm not sure the coalition was ever united.",),
    ),
    rule(
        "idiom.does_not_mean",
        "doesn't not don't",
        r"(?:doesn't|does not|don't|do not) (?:necessarily )?(?:mean|follow)(?= (?:that )?"
        r"(?:[^\s,;:]+ ){1,6}?(?:will|would|can|could|is going|are going)\b)",
        frame="that",
        phrase="not necessarily",
        fires=(Fires("That doesn't mean that prices will fall.", "not necessarily"),),
        silent=("That doesn't mean that he was wrong.",),
    ),
    rule(
        "idiom.does_not_look",
        "doesn't not don't",
        r"(?:doesn't|does not|don't|do not) (?:look|seem|appear|sound) "
        r"(?:as if|as though|like|that)"
        r"(?= (?:[^\s,;:]+ ){1,6}?(?:will|would|can|could|is going|are going|'ll)\b)",
        frame="that",
        phrase="looks unlikely",
        fires=(Fires("It doesn't look as if the strike will end.", "looks unlikely"),),
        silent=("It doesn't look as if it was painted.",),
    ),
    rule(
        "idiom.not_happening",
        "happening",
        r"(?:it|that|this)(?:'s| is) (?:just |simply |probably )?not happening|"
        r"(?:it|that|this) (?:just |simply )?(?:isn't|ain't) happening",
        frame="whole",
        phrase="not happening",
        claim="{subject} will happen",
        fires=(Fires("A merger this year? It's not happening.", "not happening"),),
        silent=("He asked what was happening.",),
    ),
    rule(
        "idiom.answer",
        "chance likely unlikely way way doubtful hardly bet",
        r"(?<=[.?!] )(?P<phrase>not a chance|no chance|fat chance|no way|not likely|not very likely"
        r"|highly unlikely|very unlikely|unlikely|doubtful|don't bet on it)(?=[.!;,—])",
        frame="whole",
        fires=(Fires("Will they settle by June? Not a chance.", "not a chance"),),
        silent=("He had no chance.",),
    ),
    rule(
        "idiom.no_way",
        "way chance",
        r"(?:there's|there is) (?P<phrase>no way|no chance|not a chance)(?= (?:that )?\w+)",
        frame="that",
        fires=(Fires("There is no way the treaty will be signed in May.", "no way"),),
        silent=("There was no way across the river.",),
    ),
    rule(
        "idiom.do_not_expect",
        "don't not",
        r"(?:i|we) (?:don't|do not) (?:(?:really )?(?:anticipate|foresee|envisage)"
        r"|see(?= (?:\w+ ){1,2}?(?:recession|crash|collapse|recovery|rebound|deal|breakthrough"
        r"|repeat|return|war|change)\b))(?= (?:a|an|any|much|another|such)\b)",
        frame="object",
        phrase="don't expect",
        fires=(Fires("We do not see a recession next year.", "don't expect"),),
        silent=("I don't see a problem with the lock.",),
    ),
    rule(
        "idiom.more_to_come",
        "come",
        r"(?P<phrase>definitely|certainly|surely|undoubtedly|probably|likely)"
        r"(?: \w+){0,2}? more (?:[^\s,;:]+ ){0,2}?to come",
        frame="whole",
        fires=(Fires("There is certainly more snow to come this week.", "certainly"),),
        silent=("More to come after the break.",),
    ),
)
