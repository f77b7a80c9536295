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
)
