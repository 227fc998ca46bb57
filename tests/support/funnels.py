"""What a funnel promises: everything seen is counted once, so that each step adds up."""

from scoring.funnel_views import Funnel


def adds_up(f: Funnel) -> None:
    assert f.seen == f.checkable + f.waiting + f.no_forecast + f.uncheckable
    assert f.checkable == f.on_record + f.rejected
    assert f.on_record == f.due + f.withdrawn + f.restatements + f.endless + f.still_open
    assert f.due == f.decided + f.awaited
    assert f.decided == f.scored + f.unscored + sum(n for _, n in f.not_scored)
    assert f.scored == f.counted + f.updated + f.held
    assert 0 <= f.early <= f.decided
