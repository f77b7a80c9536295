"""Sources of the dynamics of the dyad."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="lewis1999",
        text="Lewis, M. D., Lamey, A. V., & Douglas, L. (1999). A new dynamic systems method for "
        "the analysis of early socioemotional development. Developmental Science 2(4), 457-475.",
        locator="doi:10.1111/1467-7687.00090",
    ),
    Citation(
        key="hollenstein2013",
        text="Hollenstein, T. (2013). State Space Grids: Depicting Dynamics Across Development. "
        "Springer.",
        locator="doi:10.1007/978-1-4614-5007-8",
    ),
    Citation(
        key="hollenstein2004",
        text="Hollenstein, T., Granic, I., Stoolmiller, M., & Snyder, J. (2004). Rigidity in "
        "parent-child interactions and the development of externalizing and internalizing "
        "behavior in early childhood. Journal of Abnormal Child Psychology 32(6), 595-607.",
    ),
    Citation(
        key="granic2003",
        text="Granic, I., Hollenstein, T., Dishion, T. J., & Patterson, G. R. (2003). "
        "Longitudinal analysis of flexibility and reorganization in early adolescence: a dynamic "
        "systems study of family interactions. Developmental Psychology 39(3), 606-617.",
        locator="doi:10.1037/0012-1649.39.3.606",
    ),
    Citation(
        key="dishion2004",
        text="Dishion, T. J., Nelson, S. E., Winter, C. E., & Bullock, B. M. (2004). Adolescent "
        "friendship as a dynamic system: entropy and deviance in the etiology and course of male "
        "antisocial behavior. Journal of Abnormal Child Psychology 32(6), 651-663.",
    ),
    Citation(
        key="schiepek2010",
        text="Schiepek, G., & Strunk, G. (2010). The identification of critical fluctuations and "
        "phase transitions in short term and coarse-grained time series: a method for the "
        "real-time monitoring of human change processes. Biological Cybernetics 102(3), 197-207.",
        locator="doi:10.1007/s00422-009-0362-1",
    ),
    Citation(
        key="schiepek2017",
        text="Schiepek, G. K., Viol, K., Aichhorn, W., Hütt, M.-T., Sungler, K., Pincus, D., & "
        "Schöller, H. J. (2017). Psychotherapy is chaotic - (not only) in a computational world. "
        "Frontiers in Psychology 8, 379.",
        locator="doi:10.3389/fpsyg.2017.00379",
    ),
    Citation(
        key="ews2025",
        text="Early warning signals (rising autocorrelation and variance) before recurrence of "
        "depression in 37 people who stopped antidepressants (2025). Clinical Psychological "
        "Science.",
        locator="doi:10.1177/21677026241305136",
        # The abstract: they came before recurrence in 32.9 % of those concerned.
        verified=True,
    ),
    Citation(
        key="ews2022",
        text="Early warning signals (rising autocorrelation and standard deviation) in the "
        "clinical cohort of TRAILS, 122 young people at risk (2022). Clinical Psychological "
        "Science.",
        locator="doi:10.1177/21677026221103138",
        # The abstract: sensitivity 26 % and specificity 75 %, as means over indicators.
        verified=True,
    ),
    Citation(
        key="stiles2004",
        text="Stiles, W. B., Glick, M. J., Osatuke, K., Hardy, G. E., Shapiro, D. A., "
        "Agnew-Davies, R., Rees, A., & Barkham, M. (2004). Patterns of alliance development and "
        "the rupture-repair hypothesis: are productive relationships U-shaped or V-shaped? "
        "Journal of Counseling Psychology 51(1), 81-92.",
    ),
    Citation(
        key="strauss2006",
        text="Strauss, J. L., Hayes, A. M., Johnson, S. L., Newman, C. F., Brown, G. K., Barber, "
        "J. P., Laurenceau, J.-P., & Beck, A. T. (2006). Early alliance, alliance ruptures, and "
        "symptom change in a nonrandomized trial of cognitive therapy for avoidant and "
        "obsessive-compulsive personality disorders. Journal of Consulting and Clinical "
        "Psychology 74(2), 337-345.",
    ),
    Citation(
        key="gumz2012",
        text="Gumz, A., Brähler, E., Geyer, M., & Erices, R. (2012). Crisis-repair sequences: "
        "considerations on the classification and assessment of breaches in the therapeutic "
        "relationship. BMC Medical Research Methodology 12, 10.",
        locator="doi:10.1186/1471-2288-12-10",
        # The abstract and discussion: criteria differ in what they find; 1 and 2 standard
        # deviations are both in use, and the simple V is the most frequent pattern.
        verified=True,
    ),
    Citation(
        key="schenk2019",
        text="Schenk, N., Zimmermann, R., Fürer, L., Krause, M., Weise, S., Kaess, M., "
        "Schlüter-Müller, S., & Schmeck, K. (2019). Trajectories of alliance ruptures in the "
        "psychotherapy of adolescents with borderline personality pathology: timing, typology "
        "and significance. Research in Psychotherapy 22(2), 348.",
        locator="doi:10.4081/ripppo.2019.348",
        # The abstract: 10 patients, 187 sessions, an inverted U over treatment; withdrawal more
        # often than confrontation, confrontation of more impact.
        verified=True,
    ),
    Citation(
        key="boker2002",
        text="Boker, S. M., Xu, M., Rotondo, J. L., & King, K. (2002). Windowed cross-correlation "
        "and peak picking for the analysis of variability in the association between behavioral "
        "time series. Psychological Methods 7(3), 338-355.",
    ),
    Citation(
        key="ramseyer2011",
        text="Ramseyer, F., & Tschacher, W. (2011). Nonverbal synchrony in psychotherapy: "
        "coordinated body movement reflects relationship quality and outcome. Journal of "
        "Consulting and Clinical Psychology 79(3), 284-295.",
    ),
    Citation(
        key="kleinbub2020",
        text="Kleinbub, J. R., & Ramseyer, F. T. (2020). rMEA: an R package to assess nonverbal "
        "synchronization in motion energy analysis time-series. Psychotherapy Research 31(6), "
        "817-830.",
        locator="doi:10.1080/10503307.2020.1844334",
        # Its package was read (windows, lags, their sign, share of movement), the article was not.
    ),
    Citation(
        key="bakeman2011",
        text="Bakeman, R., & Quera, V. (2011). Sequential Analysis and Observational Methods for "
        "the Behavioral Sciences. Cambridge University Press.",
    ),
    Citation(
        key="kenny2006",
        text="Kenny, D. A., Kashy, D. A., & Cook, W. L. (2006). Dyadic Data Analysis. Guilford.",
    ),
    Citation(
        key="vandebunt1999",
        text="van de Bunt, G. G., van Duijn, M. A. J., & Snijders, T. A. B. (1999). Friendship "
        "networks through time: an actor-oriented dynamic statistical network model. "
        "Computational & Mathematical Organization Theory 5(2), 167-192.",
    ),
    Citation(
        key="hawkes1971",
        text="Hawkes, A. G. (1971). Spectra of some self-exciting and mutually exciting point "
        "processes. Biometrika 58(1), 83-90.",
    ),
    Citation(
        key="ozaki1979",
        text="Ozaki, T. (1979). Maximum likelihood estimation of Hawkes' self-exciting point "
        "processes. Annals of the Institute of Statistical Mathematics 31, 145-155.",
    ),
    Citation(
        key="ogata1988",
        text="Ogata, Y. (1988). Statistical models for earthquake occurrences and residual "
        "analysis for point processes. Journal of the American Statistical Association 83(401), "
        "9-27.",
    ),
    Citation(
        key="brown2002",
        text="Brown, E. N., Barbieri, R., Ventura, V., Kass, R. E., & Frank, L. M. (2002). The "
        "time-rescaling theorem and its application to neural spike train data analysis. Neural "
        "Computation 14(2), 325-346.",
    ),
    Citation(
        key="halpin2013",
        text="Halpin, P. F., & De Boeck, P. (2013). Modelling dyadic interaction with Hawkes "
        "processes. Psychometrika 78(4), 793-814.",
        locator="doi:10.1007/s11336-013-9329-1",
    ),
    Citation(
        key="liebovitch2011",
        text="Liebovitch, L. S., Peluso, P. R., Norman, M. D., Su, J., & Gottman, J. M. (2011). "
        "Mathematical model of the dynamics of psychotherapy. Cognitive Neurodynamics 5(3), "
        "265-275.",
        locator="doi:10.1007/s11571-011-9157-x",
    ),
    Citation(
        key="peluso2012",
        text="Peluso, P. R., Liebovitch, L. S., Gottman, J. M., Norman, M. D., & Su, J. (2012). A "
        "mathematical model of psychotherapy: an investigation using dynamic non-linear "
        "equations to model the therapeutic relationship. Psychotherapy Research 22(1), 40-55.",
    ),
    Citation(
        key="tschacher2019",
        text="Tschacher, W., & Haken, H. (2019). The Process of Psychotherapy: Causation and "
        "Chance. Springer.",
        locator="doi:10.1007/978-3-030-12748-0",
        # Equations 8.8 and 8.9 and their linearisation, 8.14 and 8.15; in the text that was read
        # minus signs were lost, and follow from equation 8.2 and from what is said of the terms.
        verified=True,
    ),
    Citation(
        key="dsem2018",
        text="Asparouhov, T., Hamaker, E. L., & Muthén, B. (2018). Dynamic structural equation "
        "models. Structural Equation Modeling 25(3), 359-388.",
    ),
    Citation(
        key="tvem2012",
        text="Tan, X., Shiyko, M. P., Li, R., Li, Y., & Dierker, L. (2012). A time-varying effect "
        "model for intensive longitudinal data. Psychological Methods 17(1), 61-77.",
    ),
    Citation(
        key="mcfadden1974",
        text="McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. In "
        "P. Zarembka (Ed.), Frontiers in Econometrics (pp. 105-142). Academic Press.",
    ),
    Citation(
        key="albert1984",
        text="Albert, A., & Anderson, J. A. (1984). On the existence of maximum likelihood "
        "estimates in logistic regression models. Biometrika 71(1), 1-10.",
        locator="doi:10.1093/biomet/71.1.1",
    ),
    Citation(
        key="liang1986",
        text="Liang, K.-Y., & Zeger, S. L. (1986). Longitudinal data analysis using generalized "
        "linear models. Biometrika 73(1), 13-22.",
        locator="doi:10.1093/biomet/73.1.13",
    ),
    Citation(
        key="mancl2001",
        text="Mancl, L. A., & DeRouen, T. A. (2001). A covariance estimator for GEE with improved "
        "small-sample properties. Biometrics 57(1), 126-134.",
        locator="doi:10.1111/j.0006-341X.2001.00126.x",
    ),
    Citation(
        key="cox1975",
        text="Cox, D. R. (1975). Partial likelihood. Biometrika 62(2), 269-276.",
        locator="doi:10.1093/biomet/62.2.269",
    ),
    Citation(
        key="stadtfeld2017",
        text="Stadtfeld, C., & Block, P. (2017). Interactions, actors, and time: dynamic network "
        "actor models for relational events. Sociological Science 4, 318-352.",
        locator="doi:10.15195/v4.a14",
    ),
)
