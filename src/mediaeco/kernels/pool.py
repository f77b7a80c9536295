"""Effects of several studies put together: fixed and random effects."""

from __future__ import annotations

from typing import NamedTuple

from mediaeco.kernels.array import Floats

__all__ = ["Pool", "pool"]


class Pool(NamedTuple):
    """Several effects as one; all NaN without effects.

    Parameters
    ----------
    fixed, fixed_se
        Mean weighted by precision, and its standard error.
    random, random_se
        The same with the spread between studies in the weights.
    q
        Cochran's Q, at least 0; NaN with fewer than two effects.
    tau2
        Variance between studies, at least 0; NaN with fewer than two effects.
    i2
        Share of the spread that is between studies, 0 to below 1; NaN with fewer than two effects,
        or where all are the same.
    """

    fixed: float
    fixed_se: float
    random: float
    random_se: float
    q: float
    tau2: float
    i2: float


def pool(effect: Floats, se: Floats) -> Pool:
    """Put effects together.

    ``w = 1 / se²``; the fixed mean is ``Σ w e / Σ w``. With ``Q = Σ w (e - mean)²``,
    ``C = Σ w - Σ w² / Σ w`` and k effects, ``τ² = max(0, (Q - (k - 1)) / C)``; the random mean has
    the weights ``1 / (se² + τ²)``, and ``I² = max(0, (Q - (k - 1)) / Q)``.

    Parameters
    ----------
    effect, se
        Of each study, on a scale on which errors are normal; shape (k,); errors above 0.

    Returns
    -------
    Pool
        The means, with what lies between the studies.

    Notes
    -----
    *Theory*: dersimonian1986 (τ²), higgins2002 (I²); published.

    *Laws*: the means lie between the least and the greatest effect; moving all effects moves them
    as far; the order of the studies changes nothing; with τ² of 0 both means are the same, and
    the random mean is never the more precise.

    Examples
    --------
    >>> import numpy as np
    >>> found = pool(np.array([0.1, 0.3]), np.array([0.1, 0.1]))
    >>> round(found.fixed, 3), round(found.tau2, 3), round(found.i2, 3)
    (0.2, 0.01, 0.5)
    """
    k = len(effect)
    if k == 0:
        return Pool(*[float("nan")] * 7)
    if k == 1:
        alone = (float(effect[0]), float(se[0]))
        return Pool(*alone, *alone, *[float("nan")] * 3)
    weight = 1 / se**2
    total = float(weight.sum())
    fixed = float((weight * effect).sum() / total)
    # A mean is rounded, in one order otherwise than in another: equal effects are told without it.
    same = bool((effect == effect[0]).all())
    q = 0.0 if same else float((weight * (effect - fixed) ** 2).sum())
    excess = q - (k - 1)
    tau2 = max(0.0, excess / (total - float((weight**2).sum()) / total))
    spread = 1 / (se**2 + tau2)
    return Pool(
        fixed=fixed,
        fixed_se=total**-0.5,
        random=float((spread * effect).sum() / spread.sum()),
        random_se=float(spread.sum()) ** -0.5,
        q=q,
        tau2=tau2,
        i2=max(0.0, excess / q) if q > 0 else float("nan"),
    )
