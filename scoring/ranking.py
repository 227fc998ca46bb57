"""Who calls it well: standings from the tallies, or from the scores that a reader selects."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scoring.against import against_others
from scoring.counting import counted, held, names, one_by_one
from scoring.forms import EVERYTHING, Selection
from scoring.kept import kept, left_behind
from scoring.standings import Beside, apart_of, standings_of
from scoring.views import Apart, Standings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which standings, as they are kept."""

    selection: Selection
    against: bool


def standings(
    session: Session, selection: Selection = EVERYTHING, *, against: bool = False
) -> Standings:
    """Return the standing of everybody with a scored prediction in the selection.

    With `against`, each row says how the pundit did against the others on the same events; that
    goes through every score, where the rest is read from the tallies.
    """
    if not selection.in_tallies:
        return _worked_out(session, selection, against=against)
    return _kept_as(session, Wanted(selection, against))


def work_ahead(session: Session) -> int:
    """Work out anew the standings that were read before scores changed; return how many.

    So the next reader need not wait for those of a large record. What nobody has read since the
    last change is left until somebody does.
    """
    wanted = [what for what in left_behind(session) if isinstance(what, Wanted)]
    for each in wanted:
        _kept_as(session, each, ahead=True)
    return len(wanted)


def beside_standing(session: Session, pundit_id: int) -> tuple[int, Apart | None]:
    """Return what of a pundit is held, and what of the rest was said on a condition."""
    _, conditional = counted(session, EVERYTHING, pundit_id)
    apart = apart_of(conditional, EVERYTHING.reading) if conditional else {}
    return held(session, EVERYTHING, pundit_id).get(pundit_id, 0), apart.get(pundit_id)


def _kept_as(session: Session, wanted: Wanted, *, ahead: bool = False) -> Standings:
    def work_out() -> Standings:
        return _worked_out(session, wanted.selection, against=wanted.against)

    return kept(session, wanted, work_out, ahead=ahead)


def _worked_out(session: Session, selection: Selection, *, against: bool) -> Standings:
    # Everything is read before anything is worked out: a database that waits gives up on us.
    everything, conditional = counted(session, selection)
    pundits, waiting = names(session), held(session, selection)
    said = one_by_one(session, selection) if against else None
    beside = Beside(pundits, waiting, against_others(said) if said else {})
    return standings_of(everything, conditional, beside, selection.reading)
