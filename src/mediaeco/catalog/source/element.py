"""Sources of the elements of the relationship, and of the arithmetic of effects.

``verified`` is true where each result taken from a source was compared with its abstract or its
first page; the comparisons in `mediaeco.catalog.COMPARISONS` say in their notes with what. Nothing
is claimed of the rest of a paper.
"""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="norcross2018",
        text="Norcross, J. C., & Lambert, M. J. (2018). Psychotherapy relationships that work "
        "III. Psychotherapy 55(4), 303-315.",
        locator="doi:10.1037/pst0000193",
    ),
    Citation(
        key="karver2018",
        text="Karver, M. S., De Nadai, A. S., Monahan, M., & Shirk, S. R. (2018). Meta- "
        "analysis of the prospective relation between alliance and outcome in child and "
        "adolescent psychotherapy. Psychotherapy 55(4), 341-355.",
        locator="doi:10.1037/pst0000176",
        verified=True,
    ),
    Citation(
        key="friedlander2018",
        text="Friedlander, M. L., Escudero, V., Welmers-van de Poll, M. J., & Heatherington, "
        "L. (2018). Meta-analysis of the alliance-outcome relation in couple and family "
        "therapy. Psychotherapy 55(4), 356-371.",
        locator="doi:10.1037/pst0000161",
        verified=True,
    ),
    Citation(
        key="tryon2018",
        text="Tryon, G. S., Birch, S. E., & Verkuilen, J. (2018). Meta-analyses of the "
        "relation of goal consensus and collaboration to psychotherapy outcome. "
        "Psychotherapy 55(4), 372-383.",
        verified=True,
    ),
    Citation(
        key="burlingame2018",
        text="Burlingame, G. M., McClendon, D. T., & Yang, C. (2018). Cohesion in group "
        "therapy: a meta-analysis. Psychotherapy 55(4), 384-398.",
        verified=True,
    ),
    Citation(
        key="elliott2018",
        text="Elliott, R., Bohart, A. C., Watson, J. C., & Murphy, D. (2018). Therapist "
        "empathy and client outcome: an updated meta-analysis. Psychotherapy 55(4), "
        "399-410.",
        locator="doi:10.1037/pst0000175",
        verified=True,
    ),
    Citation(
        key="farber2018",
        text="Farber, B. A., Suzuki, J. Y., & Lynch, D. A. (2018). Positive regard and "
        "psychotherapy outcome: a meta-analytic review. Psychotherapy 55(4), 411-423.",
        locator="doi:10.1037/pst0000171",
        verified=True,
    ),
    Citation(
        key="kolden2018",
        text="Kolden, G. G., Wang, C.-C., Austin, S. B., Chang, Y., & Klein, M. H. (2018). "
        "Congruence/genuineness: a meta-analysis. Psychotherapy 55(4), 424-433.",
        verified=True,
    ),
    Citation(
        key="gelso2018",
        text="Gelso, C. J., Kivlighan, D. M., Jr., & Markin, R. D. (2018). The real "
        "relationship and its role in psychotherapy outcome: a meta-analysis. "
        "Psychotherapy 55(4), 434-444.",
        locator="doi:10.1037/pst0000183",
        verified=True,
    ),
    Citation(
        key="peluso2018",
        text="Peluso, P. R., & Freund, R. R. (2018). Therapist and client emotional expression "
        "and psychotherapy outcomes: a meta-analysis. Psychotherapy 55(4), 461-472.",
        verified=True,
    ),
    Citation(
        key="constantino2018",
        text="Constantino, M. J., Vîslă, A., Coyne, A. E., & Boswell, J. F. (2018). A meta- "
        "analysis of the association between patients' early treatment outcome "
        "expectation and their posttreatment outcomes. Psychotherapy 55(4), 473-485.",
        verified=True,
    ),
    Citation(
        key="constantino2018b",
        text="Constantino, M. J., Coyne, A. E., Boswell, J. F., Iles, B. R., & Vîslă, A. "
        "(2018). A meta-analysis of the association between patients' early perception of "
        "treatment credibility and their posttreatment outcomes. Psychotherapy 55(4), "
        "486-495.",
        verified=True,
    ),
    Citation(
        key="hayes2018",
        text="Hayes, J. A., Gelso, C. J., Goldberg, S., & Kivlighan, D. M. (2018). "
        "Countertransference management and effective psychotherapy: meta-analytic "
        "findings. Psychotherapy 55(4), 496-507.",
        locator="doi:10.1037/pst0000189",
        verified=True,
    ),
    Citation(
        key="lambert2018",
        text="Lambert, M. J., Whipple, J. L., & Kleinstäuber, M. (2018). Collecting and "
        "delivering progress feedback: a meta-analysis of routine outcome monitoring. "
        "Psychotherapy 55(4), 520-537.",
        verified=True,
    ),
    Citation(
        key="borenstein2009",
        text="Borenstein, M., Hedges, L. V., Higgins, J. P. T., & Rothstein, H. R. (2009). "
        "Introduction to Meta-Analysis. Wiley.",
    ),
    Citation(
        key="rosenthal1991",
        text="Rosenthal, R. (1991). Meta-Analytic Procedures for Social Research. Sage.",
    ),
    Citation(
        key="fisher1921",
        text="Fisher, R. A. (1921). On the probable error of a coefficient of correlation "
        "deduced from a small sample. Metron 1, 3-32.",
    ),
    Citation(
        key="dersimonian1986",
        text="DerSimonian, R., & Laird, N. (1986). Meta-analysis in clinical trials. "
        "Controlled Clinical Trials 7(3), 177-188.",
    ),
    Citation(
        key="higgins2002",
        text="Higgins, J. P. T., & Thompson, S. G. (2002). Quantifying heterogeneity in a "
        "meta-analysis. Statistics in Medicine 21(11), 1539-1558.",
        locator="doi:10.1002/sim.1186",
    ),
    Citation(
        key="higgins2009",
        text="Higgins, J. P. T., Thompson, S. G., & Spiegelhalter, D. J. (2009). A re- "
        "evaluation of random-effects meta-analysis. Journal of the Royal Statistical "
        "Society A 172(1), 137-159.",
    ),
    Citation(
        key="sawilowsky2009",
        text="Sawilowsky, S. S. (2009). New effect size rules of thumb. Journal of Modern "
        "Applied Statistical Methods 8(2), 597-599.",
    ),
)
