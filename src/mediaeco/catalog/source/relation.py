"""Sources of the therapeutic relationship and its ratings."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="bordin1979",
        text="Bordin, E. S. (1979). The generalizability of the psychoanalytic concept of the "
        "working alliance. Psychotherapy: Theory, Research & Practice 16(3), 252-260.",
        locator="doi:10.1037/h0085885",
    ),
    Citation(
        key="horvath1989",
        text="Horvath, A. O., & Greenberg, L. S. (1989). Development and validation of the "
        "Working Alliance Inventory. Journal of Counseling Psychology 36(2), 223-233.",
        locator="doi:10.1037/0022-0167.36.2.223",
    ),
    # Two public scoring guides give the key that ships; the form itself was not at hand.
    Citation(
        key="hatcher2006",
        text="Hatcher, R. L., & Gillaspy, J. A. (2006). Development and validation of a revised "
        "short version of the Working Alliance Inventory. Psychotherapy Research 16(1), 12-25.",
        locator="doi:10.1080/10503300500352500",
    ),
    Citation(
        key="mallinckrodt2016",
        text="Mallinckrodt, B., & Tekie, Y. T. (2016). Item response theory analysis of Working "
        "Alliance Inventory, revised response format, and new Brief Alliance Inventory. "
        "Psychotherapy Research 26(6), 694-718.",
    ),
    Citation(
        key="herrero2020",
        text="Herrero, R., Vara, M. D., Miragall, M., et al. (2020). Working Alliance Inventory "
        "for Online Interventions-Short Form (WAI-TECH-SF): the role of the therapeutic alliance "
        "between patient and online program in therapeutic outcomes. International Journal of "
        "Environmental Research and Public Health 17(17), 6169.",
    ),
    Citation(
        key="friedlander2006",
        text="Friedlander, M. L., Escudero, V., Horvath, A. O., et al. (2006). System for "
        "Observing Family Therapy Alliances: a tool for research and practice. Journal of "
        "Counseling Psychology 53(2), 214-225.",
    ),
    Citation(
        key="duncan2003",
        text="Duncan, B. L., Miller, S. D., Sparks, J. A., et al. (2003). The Session Rating "
        "Scale: preliminary psychometric properties of a 'working' alliance measure. Journal of "
        "Brief Therapy 3(1), 3-12.",
    ),
    Citation(
        key="miller2003",
        text="Miller, S. D., Duncan, B. L., Brown, J., Sparks, J. A., & Claud, D. A. (2003). The "
        "Outcome Rating Scale: a preliminary study of the reliability, validity, and feasibility "
        "of a brief visual analog measure. Journal of Brief Therapy 2(2), 91-100.",
    ),
    Citation(
        key="gelso1985",
        text="Gelso, C. J., & Carter, J. A. (1985). The relationship in counseling and "
        "psychotherapy: components, consequences, and theoretical antecedents. The Counseling "
        "Psychologist 13(2), 155-243.",
    ),
    Citation(
        key="rogers1975",
        text="Rogers, L. E., & Farace, R. V. (1975). Analysis of relational communication in "
        "dyads: new measurement procedures. Human Communication Research 1(3), 222-239.",
    ),
    Citation(
        key="rogersmillar1979",
        text="Rogers-Millar, L. E., & Millar, F. E. (1979). Domineeringness and dominance: a "
        "transactional view. Human Communication Research 5(3), 238-246.",
    ),
    Citation(
        key="vonfoerster1981",
        text="von Foerster, H. (1981). Observing Systems. Intersystems Publications.",
    ),
    Citation(
        key="jacobson1991",
        text="Jacobson, N. S., & Truax, P. (1991). Clinical significance: a statistical approach "
        "to defining meaningful change in psychotherapy research. Journal of Consulting and "
        "Clinical Psychology 59(1), 12-19.",
        locator="doi:10.1037/0022-006X.59.1.12",
    ),
    # The counts that its software prints for its own data come out the same; the article itself
    # was not at hand.
    Citation(
        key="claus2024",
        text="Claus, B. B., Wager, J., & Bonnet, U. (2024). clinicalsignificance: clinical "
        "significance analyses of intervention studies in R. Journal of Statistical Software "
        "111(1), 1-39.",
        locator="doi:10.18637/jss.v111.i01",
    ),
)
