"""How all of this is done."""

from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.words import words_page
from predictions.extraction.likelihood import LEXICON_VERSION, lexicon
from scoring.measures import MINIMUM_TO_RANK


@blueprint.get("/method")
@kept_page
def method() -> str:
    """How is this done?"""
    return show("method", "method", lambda _session, _now: MINIMUM_TO_RANK)


@blueprint.get("/method/words")
@kept_page
def words() -> str:
    """How are words of chance read?"""
    return show("words", "method", lambda _session, _now: words_page(LEXICON_VERSION, lexicon()))
