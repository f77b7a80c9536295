"""Sources of transitions and sequences."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    # Transition networks, and how sure they are.
    Citation(
        key="saqr2025",
        text="Saqr, M., López-Pernas, S., Törmänen, T., Kaliisa, R., Misiejuk, K., & Tikka, S. "
        "(2025). Transition network analysis: a novel framework for modeling, visualizing, and "
        "identifying the temporal patterns of learners and learning processes. Proceedings of "
        "the 15th International Learning Analytics and Knowledge Conference (LAK '25), 351-361.",
        locator="doi:10.1145/3706468.3706513",
    ),
    Citation(
        key="tikka2025",
        text="Tikka, S., López-Pernas, S., & Saqr, M. (2025). tna: an R package for transition "
        "network analysis. Applied Psychological Measurement.",
        locator="doi:10.1177/01466216251348840",
    ),
    Citation(
        key="freeman1978",
        text="Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. "
        "Social Networks 1(3), 215-239.",
    ),
    Citation(
        key="kivimaki2016",
        text="Kivimäki, I., Lebichot, B., Saramäki, J., & Saerens, M. (2016). Two betweenness "
        "centrality measures based on randomized shortest paths. Scientific Reports 6, 19668.",
    ),
    Citation(
        key="banerjee2014",
        text="Banerjee, A., Chandrasekhar, A., Duflo, E., & Jackson, M. (2014). Gossip: "
        "identifying central individuals in a social network. Working paper.",
    ),
    Citation(
        key="zhang2005",
        text="Zhang, B., & Horvath, S. (2005). A general framework for weighted gene "
        "co-expression network analysis. Statistical Applications in Genetics and Molecular "
        "Biology 4(1).",
    ),
    Citation(
        key="epskamp2018",
        text="Epskamp, S., Borsboom, D., & Fried, E. I. (2018). Estimating psychological networks "
        "and their accuracy: a tutorial paper. Behavior Research Methods 50(1), 195-212.",
    ),
    Citation(
        key="efron1993",
        text="Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & "
        "Hall.",
    ),
    Citation(
        key="wilson1927",
        text="Wilson, E. B. (1927). Probable inference, the law of succession, and statistical "
        "inference. Journal of the American Statistical Association 22(158), 209-212.",
        locator="doi:10.1080/01621459.1927.10502953",
    ),
    Citation(
        key="fisher1935",
        text="Fisher, R. A. (1935). The design of experiments. Oliver and Boyd.",
    ),
    Citation(
        key="phipson2010",
        text="Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero: "
        "calculating exact p-values when permutations are randomly drawn. Statistical "
        "Applications in Genetics and Molecular Biology 9(1).",
    ),
    Citation(
        key="holm1979",
        text="Holm, S. (1979). A simple sequentially rejective multiple test procedure. "
        "Scandinavian Journal of Statistics 6(2), 65-70.",
    ),
    Citation(
        key="benjamini1995",
        text="Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: a "
        "practical and powerful approach to multiple testing. Journal of the Royal Statistical "
        "Society B 57(1), 289-300.",
    ),
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
    Citation(
        key="schuirmann1987",
        text="Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the "
        "power approach for assessing the equivalence of average bioavailability. Journal of "
        "Pharmacokinetics and Biopharmaceutics, 15(6), 657-680.",
        locator="https://doi.org/10.1007/BF01068419",
    ),
)
