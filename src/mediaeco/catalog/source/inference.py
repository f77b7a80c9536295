"""Sources of times that are not all seen, and of groups that differ."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    # Times until something happens.
    Citation(
        key="kaplan1958",
        text="Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete "
        "observations. Journal of the American Statistical Association 53(282), 457-481.",
    ),
    Citation(
        key="greenwood1926",
        text="Greenwood, M. (1926). The natural duration of cancer. Reports on Public Health and "
        "Medical Subjects 33. Her Majesty's Stationery Office.",
    ),
    Citation(
        key="brookmeyer1982",
        text="Brookmeyer, R., & Crowley, J. (1982). A confidence interval for the median survival "
        "time. Biometrics 38(1), 29-41.",
    ),
    Citation(
        key="aalen1978",
        text="Aalen, O. O., & Johansen, S. (1978). An empirical transition matrix for "
        "non-homogeneous Markov chains based on censored observations. Scandinavian Journal of "
        "Statistics 5(3), 141-150.",
    ),
    # Intervals.
    Citation(
        key="andrews2000",
        text="Andrews, D. W. K. (2000). Inconsistency of the bootstrap when a parameter is on the "
        "boundary of the parameter space. Econometrica 68(2), 399-405.",
    ),
    Citation(
        key="hesterberg2015",
        text="Hesterberg, T. C. (2015). What teachers should know about the bootstrap: resampling "
        "in the undergraduate statistics curriculum. The American Statistician 69(4), 371-386.",
    ),
    # Two groups.
    Citation(
        key="hedges1981",
        text="Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and "
        "related estimators. Journal of Educational Statistics 6(2), 107-128.",
    ),
    Citation(
        key="cliff1993",
        text="Cliff, N. (1993). Dominance statistics: ordinal analyses to answer ordinal "
        "questions. Psychological Bulletin 114(3), 494-509.",
    ),
    Citation(
        key="vargha2000",
        text="Vargha, A., & Delaney, H. D. (2000). A critique and improvement of the CL common "
        "language effect size statistics of McGraw and Wong. Journal of Educational and "
        "Behavioral Statistics 25(2), 101-132.",
    ),
)
