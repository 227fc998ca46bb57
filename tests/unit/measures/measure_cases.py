"""Golden cases: records, and what other programs or published tables say about them.

Each number was computed elsewhere: Brier, log score, AUC and isotonic parts by scikit-learn 1.9.1,
scores 2.7.0, scoringrules 0.11.0 and R (verification 1.44, SpecsVerification 0.5.3,
s2dverification 2.10.3, reliabilitydiag 0.2.1, pROC 1.18.0, rms 6.5.0), at least two of them
agreeing where two exist; BCa limits by scipy 1.18.1 `stats.bootstrap`, mean of two runs of 9,999
resamples, with 0.12 standard errors as tolerance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.measures import Counts


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    p: Any
    y: Any
    brier: float
    index: float
    log: float
    skill_50: float
    skill_base: float | None
    distinct: tuple[float, float, float]
    decimal: tuple[float, float, float]
    bin_n: tuple[int, ...]
    corp: tuple[float, float, float]
    auc: float | None
    z: float | None
    p_value: float | None
    bias: float
    bca: tuple[float, float, float] | None = None

    @property
    def counts(self) -> Counts:
        return Counts.from_arrays(self.p, self.y)


def _repeated(rows: list[tuple[float, int, int]]) -> tuple[list[float], list[int]]:
    """Rows of (probability, occurred, did not occur) as single forecasts."""
    p = [q for q, yes, no in rows for _ in range(yes + no)]
    y = [one for _, yes, no in rows for one in [1] * yes + [0] * no]
    return p, y


HAND = ([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1])
TIES = _repeated([(0.1, 1, 3), (0.3, 2, 3), (0.8, 5, 1)])
EDGES = (
    [0.0, 0.1, 0.2, 0.1 + 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 7 * 0.1, 0.8, 0.9, 1.0, 0.95, 0.05],
    [0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0],
)
FINLEY = _repeated([(0.0, 23, 2680), (1.0, 28, 72)])
TAMPERE_ROWS = [
    (0.0, 1, 45),
    (0.1, 1, 54),
    (0.2, 5, 54),
    (0.3, 5, 36),
    (0.4, 4, 15),
    (0.5, 8, 14),
    (0.6, 6, 16),
    (0.7, 16, 18),
    (0.8, 16, 8),
    (0.9, 8, 3),
    (1.0, 11, 2),
]
TAMPERE = _repeated(TAMPERE_ROWS)
_NIAMEY_OF_52 = (
    "6 0 1; 7 0 1; 8 0 1; 9 1 0; 10 0 2; 11 0 1; 17 0 1; 19 0 1; 20 0 2; 21 1 0; 23 0 1; 24 1 0;"
    "25 1 0; 27 1 0; 31 1 2; 33 2 0; 34 1 0; 35 0 1; 36 1 3; 38 2 0; 39 0 1; 40 0 2; 41 1 1;"
    "42 1 3; 43 1 0; 44 1 1; 46 3 1; 47 4 0; 48 2 3; 49 5 1; 50 2 1; 51 3 2; 52 18 6"
)
NIAMEY = _repeated(
    [
        (int(members) / 52, int(yes), int(no))
        for members, yes, no in (row.split() for row in _NIAMEY_OF_52.split(";"))
    ]
)


def over_forecasting() -> tuple[Any, Any]:
    """A thousand forecasts, nearly all distinct, by somebody who says events too often."""
    rng = np.random.default_rng(20260101)
    p = np.round(rng.beta(1.2, 1.8, 1000), 4)
    return p, (rng.random(1000) < p**1.3).astype(int)


INFINITE = float("inf")
CASES = (
    Case(
        "hand",
        "squared errors .01 .09 .16 .04 .16",
        *HAND,
        brier=0.092,
        index=69.66849822379379,
        log=0.34136605168855,
        skill_50=0.632,
        skill_base=0.6166666666666666,
        distinct=(0.092, 0.24, 0.24),
        decimal=(0.092, 0.24, 0.24),
        bin_n=(0, 0, 1, 0, 1, 0, 1, 1, 0, 1),
        corp=(0.092, 0.24, 0.24),
        auc=1.0,
        z=-1.1710800875382399,
        p_value=0.24156658696897282,
        bias=-0.04,
    ),
    Case(
        "one",
        "a single forecast",
        [0.7],
        [1],
        brier=0.09,
        index=70.0,
        log=0.35667494393873245,
        skill_50=0.64,
        skill_base=None,
        distinct=(0.09, 0.0, 0.0),
        decimal=(0.09, 0.0, 0.0),
        bin_n=(0, 0, 0, 0, 0, 0, 0, 1, 0, 0),
        corp=(0.09, 0.0, 0.0),
        auc=None,
        z=-0.6546536707079772,
        p_value=0.5126907602619233,
        bias=-0.3,
    ),
    Case(
        "certain",
        "only 0 and 1; a false alarm and a miss",
        [0.0, 1.0, 1.0, 0.0],
        [0, 1, 0, 1],
        brier=0.5,
        index=29.28932188134524,
        log=INFINITE,
        skill_50=-1.0,
        skill_base=-1.0,
        distinct=(0.25, 0.0, 0.25),
        decimal=(0.25, 0.0, 0.25),
        bin_n=(2, 0, 0, 0, 0, 0, 0, 0, 0, 2),
        corp=(0.25, 0.0, 0.25),
        auc=0.5,
        z=None,
        p_value=None,
        bias=0.0,
    ),
    Case(
        "all occurred",
        "no uncertainty in the outcomes",
        [0.2, 0.4, 0.9, 0.9],
        [1, 1, 1, 1],
        brier=0.255,
        index=49.50247530818961,
        log=0.684112418905977,
        skill_50=-0.02,
        skill_base=None,
        distinct=(0.255, 0.0, 0.0),
        decimal=(0.255, 0.0, 0.0),
        bin_n=(0, 0, 1, 0, 1, 0, 0, 0, 0, 2),
        corp=(0.255, 0.0, 0.0),
        auc=None,
        z=1.0302443927398635,
        p_value=0.30289529533644033,
        bias=-0.4,
    ),
    Case(
        "always 50%",
        "the coin",
        [0.5] * 6,
        [1, 0, 0, 1, 0, 0],
        brier=0.25,
        index=50.0,
        log=0.6931471805599453,
        skill_50=0.0,
        skill_base=-0.125,
        distinct=(0.02777777777777778, 0.0, 0.2222222222222222),
        decimal=(0.02777777777777778, 0.0, 0.2222222222222222),
        bin_n=(0, 0, 0, 0, 0, 6, 0, 0, 0, 0),
        corp=(0.02777777777777778, 0.0, 0.2222222222222222),
        auc=0.5,
        z=None,
        p_value=None,
        bias=1 / 6,
    ),
    Case(
        "ties",
        "three distinct probabilities",
        *TIES,
        brier=0.19533333333333333,
        index=55.80346921608741,
        log=0.5881195166293826,
        skill_50=0.21866666666666668,
        skill_base=0.21517857142857144,
        distinct=(0.00977777777777778, 0.06333333333333334, 0.24888888888888888),
        decimal=(0.00977777777777778, 0.06333333333333334, 0.24888888888888888),
        bin_n=(0, 4, 0, 5, 0, 0, 0, 0, 6, 0),
        corp=(0.00977777777777778, 0.06333333333333334, 0.24888888888888888),
        auc=0.7678571428571428,
        z=0.6492344540642357,
        p_value=0.5161868449713254,
        bias=-0.08666666666666667,
        bca=(0.08966666666666667, 0.3608852620905242, 0.0083),
    ),
    Case(
        "bin edges",
        "on decile edges, 0.1 + 0.2 and 7 x 0.1 among them",
        *EDGES,
        brier=0.209,
        index=54.28348219735016,
        log=0.6323059490231818,
        skill_50=0.164,
        skill_base=0.1602678571428573,
        distinct=(0.209, 0.24888888888888885, 0.24888888888888888),
        decimal=(0.13080555555555554, 0.1711111111111111, 0.24888888888888888),
        bin_n=(2, 1, 1, 2, 1, 1, 1, 2, 1, 3),
        corp=(0.0556666666666666, 0.0955555555555556, 0.248888888888889),
        auc=0.75,
        z=1.428712434737537,
        p_value=0.15308690233330996,
        bias=-0.03333333333333333,
        bca=None,  # the resampled upper limit stands on an atom at n = 15
    ),
    Case(
        "over-forecasting",
        "default_rng(20260101): round(beta(1.2, 1.8), 4), occurs below p^1.3",
        *over_forecasting(),
        brier=0.1647378322,
        index=59.41209143106781,
        log=0.49560369415276134,
        skill_50=0.34104867120000004,
        skill_base=0.26794898505128073,
        distinct=(0.1567378322, 0.217036, 0.225036),
        decimal=(0.004428959496238139, 0.06373206764301728, 0.225036),
        bin_n=(127, 132, 138, 115, 131, 127, 92, 78, 47, 13),
        corp=(0.0084050557662699, 0.0687032235662699, 0.225036),
        auc=0.8181446524111697,
        z=-2.753675926512807,
        p_value=0.005893008858286178,
        bias=0.0562882,
        bca=(0.15443705099791527, 0.17607285373437426, 0.00067),
    ),
    Case(
        "Finley",
        "tornado forecasts of 1884: 28 hits, 72 false alarms, 23 misses, 2680 correct negatives",
        *FINLEY,
        brier=0.033892258294684265,
        index=81.59014983909856,
        log=INFINITE,
        skill_50=0.864430966821263,
        skill_base=-0.8972654468764247,
        distinct=(0.018564291285076015, 0.002535773855162676, 0.017863740864770928),
        decimal=(0.018564291285076015, 0.002535773855162676, 0.017863740864770928),
        bin_n=(2703, 0, 0, 0, 0, 0, 0, 0, 0, 100),
        corp=(0.018564291285076, 0.00253577385516268, 0.0178637408647709),
        auc=0.7614284085727314,
        z=None,
        p_value=None,
        bias=0.017481270067784514,
        bca=(0.027827327863003924, 0.04138423118087763, 0.00042),
    ),
    Case(
        "Tampere",
        "chance of rain, 2003; https://www.cawcr.gov.au/projects/verification/POP3/POP3.html",
        *TAMPERE,
        brier=0.14447976878612714,
        index=61.98950555621157,
        log=INFINITE,
        skill_50=0.4220809248554913,
        skill_base=0.19419799673887717,
        distinct=(0.025355254987271716, 0.060174827976679966, 0.17929934177553541),
        decimal=(0.025349115895149946, 0.05993145381712084, 0.17929934177553541),
        bin_n=(46, 55, 59, 41, 19, 22, 22, 34, 24, 24),
        corp=(0.0250915957990357, 0.059911168788444, 0.179299341775535),
        auc=0.8567202422548335,
        z=-0.09437926715226025,
        p_value=0.924807884698019,
        bias=0.1338150289017341,
        bca=(0.12472182656967956, 0.16782150799931972, 0.00132),
    ),
    Case(
        "Niamey",
        "rain, 2016, ensemble of 52; doi:10.1073/pnas.2016191118, figure 1",
        *NIAMEY,
        brier=0.2661676742989452,
        index=48.40855940187896,
        log=INFINITE,
        skill_50=-0.06467069719578089,
        skill_base=-0.0899096251892948,
        distinct=(0.13229086270474227, 0.11033396345305609, 0.24421077504725897),
        decimal=(0.06367871369325133, 0.04389395880768605, 0.24421077504725897),
        bin_n=(0, 6, 1, 4, 4, 4, 8, 7, 11, 47),
        corp=(0.0660722282795861, 0.0441153290278999, 0.244210775047259),
        auc=0.6898887276245766,
        z=9.155071440156185,
        p_value=5.432185483863058e-20,
        bias=0.21070234113712372,
        bca=(0.2009166960459517, 0.34409704646480643, 0.0044),
    ),
)
