"""Idioms of betting and of roads: who is given a chance, and how far there is to go."""

from predictions.extraction.rules.rule import Fires, rule

SOMEBODYS = r"(?:his|her|its|their|your|our|my|(?:the )?\w+'s?)"

CHANCES = (
    rule(
        "idiom.bet_against",
        "bet",
        r"(?:wouldn't|would not|don't|do not|never|nobody should|no one should"
        r"|(?:foolish|unwise|hard|rash|risky|mistake) to) (?:ever )?bet against",
        frame="whole",
        phrase="would not bet against",
        claim="{rest} will succeed",
        fires=(Fires("I wouldn't bet against the home side.", "would not bet against"),),
        silent=("He bet against the pound and won.",),
    ),
    rule(
        "idiom.fancy_chances",
        "fancy like rate chances odds",
        rf"(?<!don't )(?<!not )(?<!wouldn't )(?:fancy|like)(?= {SOMEBODYS} (?:chances|odds)\b)",
        frame="whole",
        phrase="fancy the chances",
        claim="{rest} are good",
        fires=(Fires("I like Kent's chances on Sunday.", "fancy the chances"),),
        silent=("They like long odds and short walks.",),
    ),
    rule(
        "idiom.not_fancy_chances",
        "fancy like rate chances odds",
        r"(?:don't|do not|doesn't|wouldn't|would not) (?:much |really )?"
        rf"(?:fancy|like|rate|give much for)(?= {SOMEBODYS} (?:chances|odds)\b)",
        frame="whole",
        phrase="not fancy the chances",
        claim="{rest} are good",
        fires=(Fires("I don't like Kent's chances on Sunday.", "not fancy the chances"),),
        silent=("He didn't like the odds.",),
    ),
    rule(
        "idiom.no_path",
        "path route road",
        r"(?:there's|there is|has|have|sees?|leaves?|with) (?:him |her |them |us |it )?"
        r"(?:no|little) (?P<phrase>(?:\w+ )?(?:path|route|road))(?= (?:to|forward)\b)",
        frame="whole",
        phrase="no path",
        fires=(Fires("There is no path to a majority for the treaty.", "no path"),),
        silent=("There was no path to the beach.",),
    ),
    rule(
        "idiom.no_mood",
        "mood hurry position shape",
        r"(?:in|under) no (?P<phrase>mood|hurry|rush|position|shape|condition) to",
        frame="whole",
        phrase="in no mood to",
        claim="{subject} will {rest}",
        fires=(Fires("The board is in no mood to spend money.", "in no mood to"),),
        silent=("The board was in no mood to spend money.",),
    ),
    rule(
        "idiom.little_appetite",
        "appetite stomach enthusiasm",
        r"(?:little|no|scant|not much) (?P<phrase>appetite|stomach|enthusiasm)(?= (?:for|to|in)\b)",
        frame="whole",
        phrase="little appetite",
        fires=(Fires("There is little appetite for a second vote.", "little appetite"),),
        silent=("There was little appetite for a second vote.",),
    ),
    rule(
        "idiom.going_nowhere",
        "nowhere",
        r"(?:is|are|'s|'re) (?P<phrase>going nowhere)",
        frame="whole",
        phrase="going nowhere",
        claim="{subject} will succeed",
        fires=(Fires("The bill is going nowhere in the upper house.", "going nowhere"),),
        silent=("He was going nowhere in a hurry.",),
    ),
    rule(
        "idiom.smart_money",
        "money",
        r"(?:smart|safe|my) money (?:is|remains|stays)(?: still| now| firmly)? on",
        frame="object",
        phrase="smart money",
        fires=(Fires("The smart money is on a second round of talks.", "smart money"),),
        silent=("The money is on the table.",),
    ),
    rule(
        "idiom.here_to_stay",
        "stay",
        r"(?:is|are|'s|'re|be|looks?|seems?) (?P<phrase>here to stay)",
        frame="whole",
        phrase="here to stay",
        fires=(Fires("The new coins are here to stay.", "here to stay"),),
        silent=("He came here to stay with his aunt.",),
    ),
    rule(
        "idiom.further_to_go",
        "further farther room",
        r"(?:has|have|'ve)(?: \w+)? (?:further|farther|room) to (?:fall|go|run|rise|climb|drop|grow"
        r"|slide)",
        frame="whole",
        phrase="further to go",
        fires=(Fires("Rents have further to fall.", "further to go"),),
        silent=("They had further to go than we did.",),
    ),
    rule(
        "idiom.unwise_to_count_on",
        "foolish unwise naive rash mistake folly optimistic premature",
        r"(?:it's|it is|it'd be|it would be|it will be|would be|'d be|be) (?:\w+ )?"
        r"(?:foolish|unwise|naive|rash|a mistake|folly|premature) to "
        r"(?:count on|bet on|expect|assume|rely on|bank on|hope for)(?: that)?",
        frame="object",
        phrase="don't count on",
        fires=(Fires("It would be foolish to count on a mild winter.", "don't count on"),),
        silent=("It was foolish to leave the gate open.",),
    ),
    rule(
        "idiom.tossup",
        "tossup toss-up toss grabs coin-flip coin close guess",
        r"(?:is|are|remains?|looks?|looks like|still|'s|'re)(?: \w+){0,2}? "
        r"(?P<phrase>toss-?up|toss up|up for grabs|coin flip|coin toss|too close to call"
        r"|anyone's guess)",
        frame="whole",
        fires=(
            Fires("The race in the north is a toss-up.", "toss-up"),
            Fires("Three seats remain up for grabs.", "up for grabs"),
        ),
        silent=("The prize was up for grabs in 1990.",),
    ),
)
