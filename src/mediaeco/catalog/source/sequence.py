"""Sources of transitions and sequences."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    # Measures of sequences, and encodings for neighbours.
    Citation(
        key="gabadinho2011",
        text="Gabadinho, A., Ritschard, G., Müller, N. S., & Studer, M. (2011). Analyzing and "
        "visualizing state sequences in R with TraMineR. Journal of Statistical Software 40(4), "
        "1-37.",
        locator="doi:10.18637/jss.v040.i04",
    ),
    Citation(
        key="elzinga2007",
        text="Elzinga, C. H., & Liefbroer, A. C. (2007). De-standardization of family-life "
        "trajectories of young adults: a cross-national comparison using sequence analysis. "
        "European Journal of Population 23, 225-250.",
    ),
    Citation(
        key="abbott2000",
        text="Abbott, A., & Tsay, A. (2000). Sequence analysis and optimal matching methods in "
        "sociology: review and prospect. Sociological Methods & Research 29(1), 3-33.",
    ),
    Citation(
        key="shannon1948",
        text="Shannon, C. E. (1948). A mathematical theory of communication. Bell System "
        "Technical Journal 27, 379-423, 623-656.",
    ),
    Citation(
        key="shaffer2016",
        text="Shaffer, D. W., Collier, W., & Ruis, A. R. (2016). A tutorial on epistemic network "
        "analysis: analyzing the structure of connections in cognitive, social, and interaction "
        "data. Journal of Learning Analytics 3(3), 9-45.",
    ),
    Citation(
        key="butts2008",
        text="Butts, C. T. (2008). A relational event framework for social action. Sociological "
        "Methodology 38(1), 155-200.",
    ),
    Citation(
        key="xes2016",
        text="IEEE Standard for eXtensible Event Stream (XES) for achieving interoperability in "
        "event logs and event streams. IEEE Std 1849-2016.",
    ),
)
