"""Closed classes of English words: what a clause is recognised by, without a parser."""

from functools import lru_cache


def words_of(text: str) -> frozenset[str]:
    """A word list as it is written: the words of a text."""
    return frozenset(text.split())


MODALS = words_of(
    """
    will would shall should can could may might must cannot won't wouldn't shan't shouldn't
    can't couldn't mayn't mightn't mustn't gonna ought
    """
)
BE = words_of(
    """
    am is are was were be been being isn't aren't wasn't weren't ain't
    """
)
HAVE_DO = words_of(
    """
    has have had do does did hasn't haven't hadn't doesn't don't didn't
    """
)
AUXILIARIES = MODALS | BE | HAVE_DO
PAST_AUXILIARIES = words_of(
    """
    was were wasn't weren't had hadn't did didn't
    """
)
CLITICS = ("'ll", "'re", "'ve", "'m", "'d")
SUBJECT_PRONOUNS = words_of(
    """
    i he she it they we you there this that these those
    """
)
PERSONAL_PRONOUNS = words_of(
    """
    i he she it they we you there
    """
)
CLITIC_HOSTS = SUBJECT_PRONOUNS | frozenset(["who", "what", "here", "where", "how"])

NEGATIONS = words_of(
    """
    not never hardly scarcely barely neither nor n't no-longer rarely seldom cannot
    """
)
NEGATIVE_SUBJECTS = words_of(
    """
    no nobody nothing none neither few little nowhere
    """
)

ADVERBS = words_of(
    """
    not never now still also just only even soon then thus therefore too again already always
    almost nearly very quite so more most less least much far pretty rather really simply
    ever yet perhaps maybe hardly scarcely barely rarely seldom often sometimes instead indeed
    however likewise once eventually longer well somehow ultimately finally
    """
)
ADVERB_EXCEPTIONS = words_of(
    """
    family supply ally rally reply italy july only early daily weekly monthly likely unlikely
    assembly monopoly anomaly bully jelly belly lily fly apply multiply rely imply comply ugly
    friendly elderly deadly costly lovely lonely holy
    """
)

CHANCE_ADVERBS = words_of(
    """
    probably likely perhaps maybe possibly surely certainly definitely undoubtedly inevitably
    presumably conceivably potentially
    """
)
SUBORDINATORS = words_of(
    """
    because if unless when whenever while although though whereas whether once whatever
    whoever whichever however wherever lest provided assuming
    """
)
WH_WORDS = words_of(
    """
    what how where why who whom whose which when whether
    """
)
COORDINATORS = frozenset(["and", "or", "but", "yet", "nor", "so"])

REPORTING = words_of(
    """
    say says said saying argue argues argued arguing think thinks thought believe believes
    believed believing claim claims claimed warn warns warned warning predict predicts
    predicted predicting forecast forecasts expect expects expected expecting estimate
    estimates estimated suggest suggests suggested suggesting suspect suspects suspected
    reckon reckons reckoned insist insists insisted maintain maintains contend contends
    contended conclude concludes concluded note notes noted noting add adds added write writes
    wrote tell tells told report reports reported announce announces announced declare
    declares declared assert asserts asserted promise promises promised vow vows vowed pledge
    pledges pledged project projects projected projecting anticipate anticipates anticipated
    fear fears feared hope hopes hoped hoping worry worries worried assume assumes assumed
    doubt doubts doubted explain explains explained show shows showed indicate indicates
    indicated know knows knew knowing bet bets betting feel feels felt guess imagine mean
    means signal signals signaled signalled hint hints hinted acknowledge acknowledges
    acknowledged admit admits admitted concede concedes conceded recall recalls recalled agree
    agrees agreed caution cautions cautioned see sees wager speculate speculates speculated
    state states stated stating implies imply implied reveal reveals revealed
    """
)
FINITE_VERBS = REPORTING | words_of(
    """
    go goes went come comes came make makes made take takes took get gets got give gives gave
    seem seems seemed look looks looked appear appears appeared want wants wanted need needs
    needed keep keeps kept become becomes became remain remains remained continue continues
    continued begin begins began find finds found lead leads led leave leaves left bring
    brings brought win wins won lose loses lost stand stands stood run runs ran put puts let
    lets rise rises rose fall falls fell call calls called meet meets met send sends sent grow
    grows grew hold holds held pay pays paid spend spends spent turn turns turned happen
    happens happened face faces faced offer offers offered threaten threatens threatened
    require requires required help helps helped allow allows allowed use uses used depend
    depends depended matter matters mattered hits hit sets set
    """
)

NOUN_LIKE_ING = words_of(
    """
    during morning evening king spring thing anything nothing something everything bring
    string ring sing wing being
    """
)


PARTICIPLES = words_of(
    """
    been had won lost gone made done come become got gotten put let hit cost cut set read kept held
    left led paid said sent sold told thought brought bought built caught found fought felt heard
    met spent stood taught understood begun run grown known shown thrown drawn worn blown flown shut
    sworn torn born borne swung struck stuck hung dug fled bled bred fed sped shot slept swept wept
    lent bent burnt learnt meant dealt dreamt leapt spelt spilt sunk drunk sung rung swum shrunk
    bound wound ground laid sought clung flung sprung stung cast forecast broadcast quit rid spread
    burst hurt split
    """
)
NO_PARTICIPLES = words_of(
    """
    children men women seven ten eleven open even often garden oxygen citizen chicken kitchen
    need speed seed feed indeed bed red hundred
    """
)

NOUNS_TOO = words_of(
    """
    claims forecasts estimates notes reports projects fears hopes worries bets means signals hints
    states needs looks leads runs rises falls calls holds pays turns faces offers helps uses hits
    sets wins bring appears
    """
)
SHORTEST_ADVERB = 5


def is_person(subject: list[str]) -> bool:
    """Whether a subject of one word is a pronoun that stands for people."""
    return subject in PERSONS


PERSONS = tuple([word] for word in ("he", "she", "they", "we", "i", "you", "who"))


HAPPENINGS = words_of(
    """
    approval rejection failure victory defeat withdrawal repeal passage default escalation
    intervention annexation invasion adoption ratification abolition retaliation presidency win
    loss war deal collapse shutdown ban candidacy majority exit coup landslide crackdown strike
    recession attack downturn slowdown delay breach impeachment indictment resignation recount veto
    hike upset draw stalemate boycott walkout sell-off split
    """
)
"""What may or may not happen: as a subject they are conditions ("a default would")."""


@lru_cache(maxsize=4096)
def is_adverb(word: str) -> bool:
    """Whether a word may stand between subject, auxiliary and verb without being either."""
    return word in ADVERBS or (
        word.endswith("ly") and len(word) >= SHORTEST_ADVERB and word not in ADVERB_EXCEPTIONS
    )


def is_participle(word: str) -> bool:
    """Whether the word may follow "have" as a past participle, by list or by spelling."""
    by_spelling = word.endswith(("ed", "en")) and word not in NO_PARTICIPLES
    return word in PARTICIPLES or by_spelling


@lru_cache(maxsize=4096)
def has_clitic(word: str) -> bool:
    """Whether the word carries a verb: they'll, we're, it's."""
    host, mark, ending = word.rpartition("'")
    if not mark:
        return False
    return ("'" + ending) in CLITICS or (ending == "s" and host in CLITIC_HOSTS)


def is_auxiliary(word: str) -> bool:
    """Whether the word is or carries a modal, a form of be, have or do."""
    return word in AUXILIARIES or has_clitic(word)


def is_third_person(word: str) -> bool:
    """Whether the word is a verb that only a third person takes: knows, says, means."""
    return word in FINITE_VERBS and word.endswith("s") and word not in NOUNS_TOO


def is_finite(word: str) -> bool:
    """Whether the word is good evidence of a finite verb."""
    return is_auxiliary(word) or word in FINITE_VERBS
