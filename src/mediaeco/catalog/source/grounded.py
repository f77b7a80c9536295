"""Sources of grounded theory and of agreement between coders."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="glaser1967",
        text="Glaser, B. G., & Strauss, A. L. (1967). The Discovery of Grounded Theory: "
        "Strategies for Qualitative Research. Aldine.",
    ),
    Citation(
        key="strauss1990",
        text="Strauss, A., & Corbin, J. (1990). Basics of Qualitative Research: Grounded Theory "
        "Procedures and Techniques. Sage.",
    ),
    Citation(
        key="strauss1998",
        text="Strauss, A., & Corbin, J. (1998). Basics of Qualitative Research: Techniques and "
        "Procedures for Developing Grounded Theory (2nd ed.). Sage.",
    ),
    Citation(
        key="corbin2015",
        text="Corbin, J., & Strauss, A. (2015). Basics of Qualitative Research: Techniques and "
        "Procedures for Developing Grounded Theory (4th ed.). Sage.",
    ),
    Citation(
        key="krippendorff2004",
        text="Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology "
        "(2nd ed.). Sage.",
    ),
    Citation(
        key="hayes2007",
        text="Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard "
        "reliability measure for coding data. Communication Methods and Measures 1(1), 77-89.",
        locator="doi:10.1080/19312450709336664",
    ),
    Citation(
        key="krippendorff2011",
        text="Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Annenberg "
        "School for Communication, University of Pennsylvania.",
        locator="https://repository.upenn.edu/asc_papers/43",
    ),
    Citation(
        key="krippendorff2016",
        text="Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the "
        "reliability of unitizing textual continua: further developments. Quality & Quantity "
        "50(6), 2347-2364.",
    ),
    Citation(
        key="hurlbert1971",
        text="Hurlbert, S. H. (1971). The nonconcept of species diversity: a critique and "
        "alternative parameters. Ecology 52(4), 577-586.",
    ),
    Citation(
        key="refi2019",
        text="REFI (2019). QDA-XML version 1.0: Project.xsd, 18 March 2019. Rotterdam Exchange "
        "Format Initiative.",
        locator="https://www.qdasoftware.org",
        # Elements, attributes and their order were read in the schema itself, and the tests
        # validate written projects by it.
        verified=True,
    ),
    Citation(
        key="refi2019codebook",
        text="REFI (2019). QDA-XML version 1.0: Codebook.xsd. Rotterdam Exchange Format "
        "Initiative.",
        locator="https://www.qdasoftware.org",
    ),
)
