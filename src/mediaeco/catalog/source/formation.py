"""Sources of the founding study, of appropriation, frame and rupture."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="valenciarey",
        text="Valencia-Rey & Escobar Arango. Formation of the therapeutic "
        "relationship in online psychotherapy from the therapist's perspective. Informes "
        "Psicológicos (UPB).",
        locator="https://revistas.upb.edu.co/index.php/informespsicologicos/article/view/8528",
    ),
    Citation(
        key="crovi2008",
        text="Crovi Druetta, D. (2008). Access, use and appropriation of information "
        "technologies: levels of a cultural process.",
    ),
    Citation(
        key="carroll2002",
        text="Carroll, J., Howard, S., Vetere, F., Peck, J., & Murphy, J. (2002). Just what do "
        "the youth of today want? Technology appropriation by young people. HICSS 35.",
    ),
    Citation(
        key="desanctis1994",
        text="DeSanctis, G., & Poole, M. S. (1994). Capturing the complexity in advanced "
        "technology use: adaptive structuration theory. Organization Science 5(2), 121-147.",
        locator="doi:10.1287/orsc.5.2.121",
    ),
    Citation(
        key="bleger1967",
        text="Bleger, J. (1967). Psycho-analysis of the psycho-analytic frame. International "
        "Journal of Psycho-Analysis 48, 511-519.",
    ),
    Citation(
        key="gutheil1993",
        text="Gutheil, T. G., & Gabbard, G. O. (1993). The concept of boundaries in clinical "
        "practice. American Journal of Psychiatry 150(2), 188-196.",
    ),
    Citation(
        key="cipolletta2017",
        text="Cipolletta, S., Frassoni, E., & Faccio, E. (2017). Construing a therapeutic "
        "relationship online: an analysis of videoconference sessions. Clinical Psychologist.",
        locator="https://research.unipd.it/handle/11577/3228007",
    ),
    Citation(
        key="orlinsky2004",
        text="Orlinsky, D. E., Rønnestad, M. H., & Willutzki, U. (2004). Fifty years of "
        "psychotherapy process-outcome research: continuity and change. In M. J. Lambert "
        "(Ed.), Bergin and Garfield's Handbook of Psychotherapy and Behavior Change (5th ed.).",
    ),
    Citation(
        key="eubanks2018",
        text="Eubanks, C. F., Muran, J. C., & Safran, J. D. (2018). Alliance rupture repair: a "
        "meta-analysis. Psychotherapy 55(4), 508-519.",
    ),
    Citation(
        key="watzlawick1967",
        text="Watzlawick, P., Beavin, J. H., & Jackson, D. D. (1967). Pragmatics of Human "
        "Communication. Norton.",
    ),
    Citation(
        key="hill1973",
        text="Hill, M. O. (1973). Diversity and evenness: a unifying notation and its "
        "consequences. Ecology 54(2), 427-432.",
    ),
)
