"""Arrays and counts in, numbers out: pure, without database, clock or web.

Every measure takes `(probabilities, outcomes)`, or a `Counts` in their place. What is undefined is
None (NaN inside arrays) and says why; what cannot be scored raises a `MeasureError`.
"""

from scoring.measures.bias import bias
from scoring.measures.brier import brier_index, brier_score, index_of
from scoring.measures.calibration import (
    CalibrationCurve,
    CalibrationPoint,
    calibration_curve,
    calibration_points,
)
from scoring.measures.comparison import PairedComparison, adjust_pvalues, compare_paired
from scoring.measures.corp import MINIMUM_FOR_CORP, Corp, corp_decomposition
from scoring.measures.difficulty import Difficulty, adjust_for_difficulty
from scoring.measures.discrimination import Auc, auc
from scoring.measures.errors import MeasureError
from scoring.measures.forecasts import Counts
from scoring.measures.intervals import Interval, brier_interval, mean_interval
from scoring.measures.log_score import LogScore, log_score
from scoring.measures.murphy import Murphy, murphy_decomposition
from scoring.measures.peers import PeerScores, peer_scores
from scoring.measures.shrinkage import Shrinkage, shrink_means
from scoring.measures.skill import ALWAYS_50, BASE_RATE, Skill, skill_score
from scoring.measures.spiegelhalter import CalibrationTest, spiegelhalter_test
from scoring.measures.standing_rows import MINIMUM_TO_RANK, StandingRow
from scoring.measures.standings import standings, standings_from_arrays
from scoring.measures.tallies import Tallies
from scoring.measures.time_weighted import TimeWeighted, time_weighted_brier

__all__ = [
    "ALWAYS_50",
    "BASE_RATE",
    "MINIMUM_FOR_CORP",
    "MINIMUM_TO_RANK",
    "Auc",
    "CalibrationCurve",
    "CalibrationPoint",
    "CalibrationTest",
    "Corp",
    "Counts",
    "Difficulty",
    "Interval",
    "LogScore",
    "MeasureError",
    "Murphy",
    "PairedComparison",
    "PeerScores",
    "Shrinkage",
    "Skill",
    "StandingRow",
    "Tallies",
    "TimeWeighted",
    "adjust_for_difficulty",
    "adjust_pvalues",
    "auc",
    "bias",
    "brier_index",
    "brier_interval",
    "brier_score",
    "calibration_curve",
    "calibration_points",
    "compare_paired",
    "corp_decomposition",
    "index_of",
    "log_score",
    "mean_interval",
    "murphy_decomposition",
    "peer_scores",
    "shrink_means",
    "skill_score",
    "spiegelhalter_test",
    "standings",
    "standings_from_arrays",
    "time_weighted_brier",
]
