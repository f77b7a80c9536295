"""Sources of the theories of media."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="dennis2008",
        text="Dennis, A. R., Fuller, R. M., & Valacich, J. S. (2008). Media, tasks, and "
        "communication processes: a theory of media synchronicity. MIS Quarterly 32(3), "
        "575-600.",
        locator="doi:10.2307/25148857",
    ),
    Citation(
        key="dennis1999",
        text="Dennis, A. R., & Valacich, J. S. (1999). Rethinking media richness: towards a "
        "theory of media synchronicity. Proceedings of HICSS-32.",
        locator="doi:10.1109/HICSS.1999.772701",
    ),
    Citation(
        key="dennis1998",
        text="Dennis, A. R., & Kinney, S. T. (1998). Testing media richness theory in the new "
        "media: the effects of cues, feedback, and task equivocality. Information Systems "
        "Research 9(3), 256-274.",
    ),
    Citation(
        key="daft1986",
        text="Daft, R. L., & Lengel, R. H. (1986). Organizational information requirements, "
        "media richness and structural design. Management Science 32(5), 554-571.",
        locator="doi:10.1287/mnsc.32.5.554",
    ),
    Citation(
        key="carlson1999",
        text="Carlson, J. R., & Zmud, R. W. (1999). Channel expansion theory and the "
        "experiential nature of media richness perceptions. Academy of Management Journal "
        "42(2), 153-170.",
        locator="doi:10.2307/257090",
    ),
    Citation(
        key="short1976",
        text="Short, J., Williams, E., & Christie, B. (1976). The Social Psychology of "
        "Telecommunications. Wiley.",
    ),
    Citation(
        key="kock2005",
        text="Kock, N. (2005). Media richness or media naturalness? The evolution of our "
        "biological communication apparatus and its influence on our behavior toward "
        "e-communication tools. IEEE Transactions on Professional Communication 48(2), 117-130.",
        locator="doi:10.1109/TPC.2005.849649",
    ),
    Citation(
        key="walther1992",
        text="Walther, J. B. (1992). Interpersonal effects in computer-mediated interaction: a "
        "relational perspective. Communication Research 19(1), 52-90.",
        locator="doi:10.1177/009365092019001003",
    ),
    Citation(
        key="walther1996",
        text="Walther, J. B. (1996). Computer-mediated communication: impersonal, "
        "interpersonal, and hyperpersonal interaction. Communication Research 23(1), 3-43.",
        locator="doi:10.1177/009365096023001001",
    ),
    # Compared with the abstract alone: the names of the four affordances.
    Citation(
        key="treem2013",
        text="Treem, J. W., & Leonardi, P. M. (2013). Social media use in organizations: "
        "exploring the affordances of visibility, editability, persistence, and association. "
        "Annals of the International Communication Association (Communication Yearbook) 36, "
        "143-189.",
        locator="https://ssrn.com/abstract=2129853",
    ),
    Citation(
        key="mcluhan1964",
        text="McLuhan, M. (1964). Understanding Media: The Extensions of Man. McGraw-Hill.",
    ),
    Citation(
        key="mcluhan1988",
        text="McLuhan, M., & McLuhan, E. (1988). Laws of Media: The New Science. University of "
        "Toronto Press.",
    ),
    Citation(
        key="scolari2008",
        text="Scolari, C. A. (2008). Hipermediaciones: elementos para una teoría de la "
        "comunicación digital interactiva. Gedisa.",
    ),
    Citation(
        key="scolari2012",
        text="Scolari, C. A. (2012). Media ecology: exploring the metaphor to expand the "
        "theory. Communication Theory 22(2), 204-225.",
    ),
    Citation(
        key="canavilhas2011",
        text="Canavilhas, J. (2011). El nuevo ecosistema mediático. index.comunicación 1, 13-24.",
    ),
    Citation(
        key="jenkins2006",
        text="Jenkins, H. (2006). Convergence Culture: Where Old and New Media Collide. New York "
        "University Press.",
    ),
    Citation(
        key="madianou2012",
        text="Madianou, M., & Miller, D. (2012). Polymedia: towards a new theory of digital media "
        "in interpersonal communication. International Journal of Cultural Studies 16(2), "
        "169-187.",
        locator="doi:10.1177/1367877912452486",
    ),
    # Compared with the abstract alone: stronger ties use more media, media use conforms to a
    # unidimensional scale, a new medium creates latent ties.
    Citation(
        key="haythornthwaite2005",
        text="Haythornthwaite, C. (2005). Social networks and Internet connectivity effects. "
        "Information, Communication & Society 8(2), 125-147.",
    ),
    Citation(
        key="guttman1944",
        text="Guttman, L. (1944). A basis for scaling qualitative data. American Sociological "
        "Review 9(2), 139-150.",
        locator="doi:10.2307/2086306",
    ),
    Citation(
        key="goodenough1944",
        text="Goodenough, W. H. (1944). A technique for scale analysis. Educational and "
        "Psychological Measurement 4(3), 179-190.",
    ),
    Citation(
        key="dimmick2003",
        text="Dimmick, J. W. (2003). Media Competition and Coexistence: The Theory of the Niche. "
        "Lawrence Erlbaum.",
    ),
    # Compared with the abstract alone: the order of niches, the overlaps, and what displaced what.
    Citation(
        key="ramirez2008",
        text="Ramirez, A., Jr., Dimmick, J., Feaster, J., & Lin, S.-F. (2008). Revisiting "
        "interpersonal media competition: the gratification niches of instant messaging, e-mail, "
        "and the telephone. Communication Research 35(4), 529-547.",
        locator="doi:10.1177/0093650208315979",
    ),
)
