"""Sources of attribution."""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="shapley1953",
        text="Shapley, L. S. (1953). A value for n-person games. In Contributions to the "
        "Theory of Games II, 307-317. Princeton University Press.",
    ),
    Citation(
        key="harsanyi1963",
        text="Harsanyi, J. C. (1963). A simplified bargaining model for the n-person "
        "cooperative game. International Economic Review 4(2), 194-220.",
    ),
    Citation(
        key="castro2009",
        text="Castro, J., Gómez, D., & Tejada, J. (2009). Polynomial calculation of the "
        "Shapley value based on sampling. Computers & Operations Research 36(5), 1726-1730.",
    ),
    Citation(
        key="mitchell2022",
        text="Mitchell, R., Cooper, J., Frank, E., & Holmes, G. (2022). Sampling permutations "
        "for Shapley value estimation. Journal of Machine Learning Research 23(43), 1-46.",
    ),
    Citation(
        key="anderl2016",
        text="Anderl, E., Becker, I., von Wangenheim, F., & Schumann, J. H. (2016). Mapping "
        "the customer journey: lessons learned from graph-based online attribution modeling. "
        "International Journal of Research in Marketing 33(3), 457-474.",
    ),
    Citation(
        key="shao2011",
        text="Shao, X., & Li, L. (2011). Data-driven multi-touch attribution models. KDD '11, "
        "258-264.",
        locator="doi:10.1145/2020408.2020453",
    ),
    Citation(
        key="zhang2014",
        text="Zhang, Y., Wei, Y., & Ren, J. (2014). Multi-touch attribution in online advertising "
        "with survival theory. 2014 IEEE International Conference on Data Mining, 687-696.",
    ),
    Citation(
        key="morris1983",
        text="Morris, C. N. (1983). Parametric empirical Bayes inference: theory and "
        "applications. Journal of the American Statistical Association 78(381), 47-55.",
    ),
)
