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
    Citation(
        key="chin1997",
        text="Chin, W. W., Gopal, A., & Salisbury, W. D. (1997). Advancing the theory of adaptive "
        "structuration: the development of a scale to measure faithfulness of appropriation. "
        "Information Systems Research 8(4), 342-367.",
        locator="doi:10.1287/isre.8.4.342",
    ),
    Citation(
        key="markus2008",
        text="Markus, M. L., & Silver, M. S. (2008). A foundation for the study of IT effects: a "
        "new look at DeSanctis and Poole's concepts of structural features and spirit. Journal of "
        "the Association for Information Systems 9(10), 609-632.",
        locator="https://aisel.aisnet.org/jais/vol9/iss10/5/",
    ),
    Citation(
        key="silverstone1992",
        text="Silverstone, R., Hirsch, E., & Morley, D. (1992). Information and communication "
        "technologies and the moral economy of the household. In R. Silverstone & E. Hirsch "
        "(Eds.), Consuming Technologies, 15-31. Routledge.",
    ),
    Citation(
        key="leontiev1978",
        text="Leontiev, A. N. (1978). Activity, Consciousness, and Personality. Prentice-Hall.",
    ),
    Citation(
        key="langs1979",
        text="Langs, R. (1979). The Therapeutic Environment. Jason Aronson.",
    ),
    Citation(
        key="apa2013",
        text="Joint Task Force for the Development of Telepsychology Guidelines for Psychologists "
        "(2013). Guidelines for the practice of telepsychology. American Psychologist 68(9), "
        "791-800.",
        locator="doi:10.1037/a0035001",
    ),
    Citation(
        key="werbart2022",
        text="Werbart, A., Byléhn, L., Jansson, T. M., & Philips, B. (2022). Loss of rituals, "
        "boundaries, and relationship: patient experiences of transition to telepsychotherapy "
        "following the onset of COVID-19 pandemic. Frontiers in Psychology 13, 835214.",
    ),
    Citation(
        key="tomaino2023",
        text="Tomaino, S. C. M., Manzoni, G. M., Brotto, G., & Cipolletta, S. (2023). Breaking "
        "down the screen: Italian psychologists' and psychotherapists' experiences of the "
        "therapeutic relationship in online interventions during the COVID-19 pandemic. "
        "International Journal of Environmental Research and Public Health 20(2), 1037.",
        locator="doi:10.3390/ijerph20021037",
    ),
    Citation(
        key="pmc11555660",
        text="Three focus groups with 27 Italian psychotherapists on the therapeutic relationship "
        "in videoconferencing psychotherapy (eight themes, by thematic analysis).",
        locator="https://pmc.ncbi.nlm.nih.gov/articles/PMC11555660",
    ),
    Citation(
        key="yang2014",
        text="Yang, C.-C., Brown, B. B., & Braun, M. T. (2014). From Facebook to cell calls: "
        "layers of electronic intimacy in college students' interpersonal relationships. New "
        "Media & Society 16(1), 5-23.",
    ),
    Citation(
        key="zajonc1968",
        text="Zajonc, R. B. (1968). Attitudinal effects of mere exposure. Journal of Personality "
        "and Social Psychology, 9(2, Pt. 2), 1-27.",
        locator="https://doi.org/10.1037/h0025848",
    ),
    Citation(
        key="good1952",
        text="Good, I. J. (1952). Rational decisions. Journal of the Royal Statistical Society B, "
        "14(1), 107-114.",
        locator="https://doi.org/10.1111/j.2517-6161.1952.tb00104.x",
    ),
    Citation(
        key="stone1974",
        text="Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. "
        "Journal of the Royal Statistical Society B, 36(2), 111-133.",
        locator="https://doi.org/10.1111/j.2517-6161.1974.tb00994.x",
    ),
    Citation(
        key="akaike1974",
        text="Akaike, H. (1974). A new look at the statistical model identification. IEEE "
        "Transactions on Automatic Control, 19(6), 716-723.",
        locator="https://doi.org/10.1109/TAC.1974.1100705",
    ),
    Citation(
        key="arnold2011",
        text="Arnold, B. F., Hogan, D. R., Colford, J. M., & Hubbard, A. E. (2011). Simulation "
        "methods to estimate design power: an overview for applied research. BMC Medical Research "
        "Methodology 11, 94.",
        locator="doi:10.1186/1471-2288-11-94",
    ),
    Citation(
        key="wilks1938",
        text="Wilks, S. S. (1938). The large-sample distribution of the likelihood ratio for "
        "testing composite hypotheses. Annals of Mathematical Statistics, 9(1), 60-62.",
        locator="https://doi.org/10.1214/aoms/1177732360",
    ),
    Citation(
        key="self1987",
        text="Self, S. G., & Liang, K.-Y. (1987). Asymptotic properties of maximum likelihood "
        "estimators and likelihood ratio tests under nonstandard conditions. Journal of the "
        "American Statistical Association, 82(398), 605-610.",
        locator="https://doi.org/10.1080/01621459.1987.10478472",
    ),
    Citation(
        key="davies1987",
        text="Davies, R. B. (1987). Hypothesis testing when a nuisance parameter is present only "
        "under the alternative. Biometrika, 74(1), 33-43.",
        locator="https://doi.org/10.1093/biomet/74.1.33",
    ),
    Citation(
        key="white1982",
        text="White, H. (1982). Maximum likelihood estimation of misspecified models. "
        "Econometrica, 50(1), 1-25.",
        locator="https://doi.org/10.2307/1912526",
    ),
    Citation(
        key="geisser1979",
        text="Geisser, S., & Eddy, W. F. (1979). A predictive approach to model selection. Journal "
        "of the American Statistical Association, 74(365), 153-160.",
        locator="https://doi.org/10.1080/01621459.1979.10481632",
    ),
    Citation(
        key="vaupel1979",
        text="Vaupel, J. W., Manton, K. G., & Stallard, E. (1979). The impact of heterogeneity in "
        "individual frailty on the dynamics of mortality. Demography, 16(3), 439-454.",
        locator="https://doi.org/10.2307/2061224",
    ),
    Citation(
        key="lairdware1982",
        text="Laird, N. M., & Ware, J. H. (1982). Random-effects models for longitudinal data. "
        "Biometrics, 38(4), 963-974.",
        locator="https://doi.org/10.2307/2529876",
    ),
    Citation(
        key="louis1982",
        text="Louis, T. A. (1982). Finding the observed information matrix when using the EM "
        "algorithm. Journal of the Royal Statistical Society B, 44(2), 226-233.",
        locator="https://doi.org/10.1111/j.2517-6161.1982.tb01203.x",
    ),
    Citation(
        key="naylor1982",
        text="Naylor, J. C., & Smith, A. F. M. (1982). Applications of a method for the efficient "
        "computation of posterior distributions. Applied Statistics, 31(3), 214-225.",
        locator="https://doi.org/10.2307/2347995",
    ),
    Citation(
        key="hoerl1970",
        text="Hoerl, A. E., & Kennard, R. W. (1970). Ridge regression: Biased estimation for "
        "nonorthogonal problems. Technometrics, 12(1), 55-67.",
        locator="https://doi.org/10.1080/00401706.1970.10488634",
    ),
    Citation(
        key="bertsekas1982",
        text="Bertsekas, D. P. (1982). Projected Newton methods for optimization problems with "
        "simple constraints. SIAM Journal on Control and Optimization, 20(2), 221-246.",
        locator="https://doi.org/10.1137/0320018",
    ),
    Citation(
        key="venzon1988",
        text="Venzon, D. J., & Moolgavkar, S. H. (1988). A method for computing "
        "profile-likelihood-based confidence intervals. Applied Statistics, 37(1), 87-94.",
        locator="https://doi.org/10.2307/2347496",
    ),
    Citation(
        key="burnham2002",
        text="Burnham, K. P., & Anderson, D. R. (2002). Model selection and multimodel inference "
        "(2nd ed.). Springer.",
        locator="https://doi.org/10.1007/b97636",
    ),
)
