"""Nouns of chance: chance of, odds that, prospect of, no guarantee that."""

from predictions.extraction.rules.rule import Fires, rule

MUCH = (
    r"(?:every|no|little|some|any|not much|almost no|virtually no|next to no|little to no|zero|a|an"
    r"|the)"
)
DEGREE = r"(?:very|pretty|fairly|reasonably|quite|extremely|increasingly|rather)"
SIZE = (
    r"(?:good|great|strong|excellent|decent|fair|reasonable|real|realistic|serious|significant|"
    r"solid|high|low|slim|slight|slender|small|remote|faint|poor|outside|fighting|even|better|"
    r"distinct|growing|better than even|low)"
)
NOUN = r"(?:chances?|possibility|prospects?|likelihood|probability|shot|hope)"

NOUNS = (
    rule(
        "noun.chance",
        "chance chances possibility prospect prospects likelihood probability shot hope",
        rf"(?P<phrase>(?:{MUCH} )?(?:{DEGREE} )?{SIZE} {NOUN}|(?:every|no|little|some|not much) "
        r"(?:chance|hope|prospect|likelihood|possibility))(?= (?:of|that|to|for|at)\b)",
        frame="chance",
        fires=(
            Fires("Labour stands a good chance of taking Grimsby.", "good chance"),
            Fires("There is little chance that the ban survives.", "little chance"),
            Fires("The oarsmen have every chance of gold in Oslo.", "every chance"),
            Fires("There is a real possibility that the pound falls.", "real possibility"),
        ),
        silent=("He had a good chance of winning but lost.",),
    ),
    rule(
        "noun.has_chance",
        "chance chances shot prospects",
        r"(?:has|have|stands?|'ve got|'s got) "
        rf"(?P<phrase>(?:{MUCH} )?(?:{DEGREE} )?{SIZE} (?:chances?|shot|prospects))"
        r"(?= ?(?:[.,:;!?—]|$))",
        frame="whole",
        claim="{subject} will succeed",
        fires=(Fires("Their lawyers have a decent chance.", "decent chance"),),
        silent=("Their lawyers had a decent chance.",),
    ),
    rule(
        "noun.risk",
        "risk danger possibility chance likelihood prospect probability threat",
        r"there(?:'s| is| are| remains)(?: (?:now|still|also|always))? (?P<phrase>(?:a|an|the) "
        r"(?:\w+ )?(?:risk|danger|possibility|chance|likelihood|prospect|probability|threat))"
        r"(?= (?:of|that)\b)",
        frame="chance",
        fires=(Fires("There is a danger that the fire spreads.", "danger"),),
        silent=("There was a risk that the dam would burst.",),
    ),
    rule(
        "noun.chances_are",
        "chances odds prospects likelihood probability prospect hopes chance",
        r"(?:chances?|odds|prospects?|likelihood|probability|hopes) (?:of|that|for) "
        r"[^,;:]{3,80}? (?:is|are|look|looks|seem|seems|remain|remains|appear|appears) "
        r"(?P<phrase>(?:(?:very|pretty|quite|still|rather|increasingly|now|extremely) )?"
        r"(?:slim|slight|slender|good|high|low|remote|poor|dim|bleak|strong|small|bright|"
        r"excellent|nil|zero|negligible|faint))",
        frame="chance",
        fires=(Fires("The chances of a deal this year are slim.", "slim"),),
        silent=("The odds of survival were slim.",),
    ),
    rule(
        "noun.prospects_look",
        "chances odds prospects prospect outlook future hopes opportunities scope room",
        r"(?:chances|odds|prospects?|outlook|future|hopes|opportunities|scope|room)"
        r"(?: (?:for|of|to) [^,;:]{3,50}?)? "
        r"(?:is|are|looks?|seems?|remains?|appears?) "
        r"(?P<phrase>(?:(?:very|pretty|quite|still|rather|increasingly|now|extremely) )?"
        r"(?:slim|slight|slender|remote|poor|dim|bleak|bright|faint|limited))",
        frame="whole",
        fires=(Fires("His prospects look bleak.", "bleak"),),
        silent=("The outlook was bleak in those days.",),
    ),
    rule(
        "noun.odds_are",
        "odds chances bet money guess",
        r"(?<!his )(?<!her )(?<!its )(?<!our )(?<!my )(?<!their )"
        r"(?P<phrase>(?:the )?(?:odds|chances) are(?: (?:good|slim|even))?|my guess is"
        r"|(?:i'd|i would|i will|i'll|i) (?:bet|wager)(?! (?:my|a|the|on)\b))(?: that)?"
        r"(?= (?!on\b|against\b|in\b|stacked\b|long\b|high\b|low\b|slim\b|good\b)\w)",
        frame="that",
        fires=(
            Fires("Chances are the strike will be over by June.", "chances are"),
            Fires("The odds are that he stays.", "the odds are"),
            Fires("My guess is that they settle.", "my guess is"),
        ),
        silent=("His chances are nobody's business.",),
    ),
    rule(
        "noun.prediction",
        "prediction forecast guess hunch expectation bet suspicion",
        r"(?:my|our)(?: \w+){0,2}? (?P<phrase>prediction|forecast|guess|hunch|expectation|bet"
        r"|suspicion)(?: for [^,;:.]{3,40}?)?(?: is that| remains that| is|:)"
        r"(?= ?(?!to\b|on\b)[\w\"])",
        frame="that",
        fires=(
            Fires("My prediction: the line opens in May.", "prediction"),
            Fires("Our own forecast is that rents fall next year.", "forecast"),
        ),
        silent=("Her prediction was proved right.", "My guess was that he had left."),
    ),
    rule(
        "noun.guarantee",
        "guarantee certainty",
        r"(?:there's|there is|it's|it is|that's|that is) (?P<phrase>no (?:guarantee|certainty))"
        r"(?= that\b| \w+)",
        frame="that",
        phrase="no guarantee",
        fires=(Fires("There is no guarantee that the dam holds.", "no guarantee"),),
        silent=("The toaster came with no guarantee.",),
    ),
    rule(
        "noun.doubt",
        "doubt question",
        r"(?:i have|i've|we have|there is|there's|there can be|i have absolutely|make) "
        r"(?P<phrase>(?:no|little) doubt)(?: (?:that|in my mind that|in my mind))?(?= \w+)",
        frame="that",
        fires=(Fires("There is no doubt that the club will be sold.", "no doubt"),),
        silent=("There is no doubt that the club was sold.", "There was no doubt about it."),
    ),
    rule(
        "noun.sign",
        "sign signs indication indications reason",
        r"there(?:'s| is| are) (?:no|few|little) "
        r"(?:signs?|indications?|reasons? to (?:think|believe|expect))"
        r"(?= (?:that|of) (?:[^\s,;:]+ ){1,8}?(?:will|would|could|can|is going|are going)\b"
        r"| (?:that )?(?:[^\s,;:]+ ){1,8}?will\b)",
        frame="that",
        phrase="no sign that",
        fires=(Fires("There are few signs that the rains will come.", "no sign that"),),
        silent=("There were no signs that he knew.",),
    ),
    rule(
        "noun.outcome",
        "outcome scenario result",
        r"(?:the )?(?P<phrase>most likely (?:outcome|scenario|result))(?: now)?"
        r"(?= (?:is|being|remains|looks|would be)\b)",
        frame="object",
        phrase="most likely outcome",
        fires=(Fires("The most likely outcome is a hung council.", "most likely outcome"),),
        silent=("The most likely outcome was a hung council.",),
    ),
)
