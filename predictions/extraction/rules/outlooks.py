"""Predicates that say where a thing is going: inevitable, dead on arrival, an uphill battle."""

from predictions.extraction.rules.rule import Fires, rule

BE = r"(?:is|are|be|'s|'re|looks?|seems?|remains?|appears?|was|were|isn't|aren't|wasn't|weren't)"
BETWEEN = r"(?: (?!will\b|may\b|could\b|that\b)[\w'-]+){0,3}?"

OUTLOOKS = (
    rule(
        "outlook.doomed",
        "doomed",
        rf"{BE}{BETWEEN} doomed(?: to (?:\w+ ){{0,3}}?(?:defeat|fail|failure|collapse|disaster"
        r"|ruin|lose|repeat))?",
        frame="whole",
        phrase="doomed",
        claim="{subject} will succeed",
        fires=(
            Fires("The revolt is probably doomed to defeat.", "probably doomed"),
            Fires("Their campaign is doomed.", "doomed"),
        ),
        silent=("The ship was doomed from the start.", "It was the treatment that doomed him."),
    ),
    rule(
        "outlook.inevitable",
        "inevitable unavoidable imminent certain assured guaranteed impossible",
        rf"{BE}{BETWEEN} (?P<phrase>all but (?:certain|assured|guaranteed|inevitable|impossible)"
        r"|(?:virtually|practically|nearly) impossible|inevitable|unavoidable|imminent)"
        r"(?= ?(?:[.,;:!?—\"]|$|(?:and|but|if|unless|because|in|by|when|as|now|after"
        r"|before|once)\b))"
        r"(?! to\b)",
        frame="whole",
        claim="{subject} will happen",
        fires=(
            Fires("A second round of cuts is inevitable.", "inevitable"),
            Fires("War is not inevitable.", "not inevitable", negated=True),
        ),
        silent=("Freedom of speech is guaranteed by the constitution.",),
    ),
    rule(
        "outlook.dead",
        "dead toast non-starter lost pipe wishful pie question table",
        rf"{BE}{BETWEEN} (?P<phrase>dead on arrival|dead in the water|toast|(?:a )?non-starter"
        r"|a lost cause|lost cause|pipe dream|wishful thinking|pie in the sky|out of the question"
        r"|off the table|in the cards|on the cards)",
        frame="whole",
        claim="{subject} will come about",
        fires=(
            Fires("The budget is dead on arrival in the upper house.", "dead on arrival"),
            Fires("A second term is out of the question.", "out of the question"),
        ),
        silent=("The plan was dead on arrival last year.",),
    ),
    rule(
        "outlook.hard_road",
        "uphill tough tall long shoo-in safe sure done foregone slam",
        rf"(?:{BE}|faces?|has|have|will be|be){BETWEEN} (?P<phrase>uphill (?:battle|struggle|climb)"
        r"|tough road|tall order|long shot|longshot|shoo-in"
        r"|(?:safe|good|sure) bet|sure thing|done deal"
        r"|foregone conclusion|slam dunk)",
        frame="whole",
        fires=(
            Fires("The challenger faces an uphill battle in the suburbs.", "uphill battle"),
            Fires("Her re-election is a foregone conclusion.", "foregone conclusion"),
        ),
        silent=("The race was a long shot when he entered it.",),
    ),
    rule(
        "outlook.lead",
        "advantage edge lead leads hand favorite favorites favourite favourites favored favoured "
        "frontrunner front-runner underdog",
        r"(?:is|are|has|have|holds?|enjoys?|appears? to have|remains?|'s)"
        r"(?: (?!no\b)[\w'-]+){0,3}? (?P<phrase>(?:slight|narrow|clear|heavy|odds-on) "
        r"(?:advantage|edge|leads?|favou?rites?)|the edge|upper hand|favou?rites?(?= to\b)"
        r"|favou?red(?= (?:to|in|over|by)\b)|front-?runner|underdog)",
        frame="whole",
        fires=(
            Fires("Along the coast the Liberals hold a slight advantage.", "slight advantage"),
            Fires("Denmark are clear favourites on Sunday.", "clear favourite"),
        ),
        silent=("At half-time the visitors had a slight advantage.",),
    ),
    rule(
        "outlook.heading",
        "heading headed racing set poised verge brink cusp danger risk line course track",
        r"(?:is|are|'re|'s|looks|look|seems|seem|now|still|be) (?:now |still |already )?"
        r"(?P<phrase>headed for|headed to|heading for|heading towards?|racing toward"
        r"|set for|poised for|on the (?:verge|brink|cusp) of|in danger of|at risk of|in line for"
        r"|on course for"
        r"|on track for)(?= (?!him\b|her\b|them\b))",
        frame="whole",
        fires=(
            Fires("The province is heading for a second lockdown.", "heading for"),
            Fires("The club is in danger of missing the final.", "in danger of"),
        ),
        silent=("She was heading for the door.",),
    ),
    rule(
        "outlook.bodes_ill",
        "bodes bode",
        r"bodes? (?:ill|badly|poorly)|(?:doesn't|does not|don't|do not) bode well",
        frame="whole",
        phrase="bodes ill",
        claim="Things will go well {rest}",
        fires=(Fires("That bodes ill for his reform.", "bodes ill"),),
        silent=("He was ill for a week.",),
    ),
    rule(
        "outlook.bodes",
        "bodes bode",
        r"bodes? (?:well|better)",
        frame="whole",
        phrase="bodes well",
        claim="Things will go well {rest}",
        fires=(Fires("The figures bode well for the new line.", "bodes well"),),
        silent=("The omens were read aloud.",),
    ),
    rule(
        "outlook.running_out",
        "running",
        r"running out of time",
        frame="whole",
        phrase="running out of time",
        fires=(Fires("The negotiators are running out of time.", "running out of time"),),
        silent=("They were running out of the room.",),
    ),
)
