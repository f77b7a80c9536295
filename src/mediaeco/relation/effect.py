"""Published results on one scale: as standardised differences and as correlations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mediaeco.kernels.array import Bools, Floats
from mediaeco.kernels.effect import (
    d_from_r,
    d_from_t,
    normal_quantile,
    r_from_d,
    r_from_z,
    se_from_interval,
    se_of_d,
    se_of_z,
    z_from_r,
)
from mediaeco.model import Comparison, Contrast, Design, Metric, Result, TidyTable

__all__ = ["EffectSizes", "effect_sizes"]

_DIFFERENCE = (Metric.SMD, Metric.D, Metric.G)


@frozen(kw_only=True, eq=False, repr=False)
class EffectSizes(Result):
    """Each comparison as d and as r, turned so that positive favours the digital channel.

    Parameters
    ----------
    ids
        Ids of the comparisons.
    d, r
        Standardised difference and correlation; NaN where the result is no effect (a mean, a
        share, words) or lies outside what its measure can be; shape (comparisons,), as all that
        follow.
    d_low, d_high, r_low, r_high
        Confidence interval on both scales, as printed or, where ``worked_out`` says so, from the
        standard error; NaN where there is neither.
    worked_out
        Whether the interval was worked out here instead of printed by the source.
    d_se, z_se
        Standard errors of d and of Fisher's z; NaN where the source gives neither an interval nor
        the persons that it takes, or where the effect came from the other scale.
    reason
        Why something is not defined; empty where all is.
    """

    ids: tuple[str, ...]
    d: Floats
    r: Floats
    d_low: Floats
    d_high: Floats
    r_low: Floats
    r_high: Floats
    worked_out: Bools
    d_se: Floats
    z_se: Floats
    reason: tuple[str, ...]

    def to_frame(self) -> TidyTable:
        """One row a comparison."""
        return TidyTable(
            {
                "comparison": np.array(self.ids, dtype=np.str_),
                "d": self.d,
                "d_low": self.d_low,
                "d_high": self.d_high,
                "d_se": self.d_se,
                "r": self.r,
                "r_low": self.r_low,
                "r_high": self.r_high,
                "z_se": self.z_se,
                "worked_out": self.worked_out,
                "reason": np.array(self.reason, dtype=np.str_),
            }
        )


def effect_sizes(found: Sequence[Comparison]) -> EffectSizes:
    """How large is each published effect, on one scale?

    A standardised difference becomes a correlation by ``r = d / √(d² + a)``, a correlation a
    difference by ``d = 2r / √(1 - r²)``, a t a difference by ``d = t √(1/n₁ + 1/n₂)``, or by
    ``2t / √df`` where the sizes of the groups were not told. A share of explained variance has no
    sign and stays out.

    Parameters
    ----------
    found
        Comparisons, of whatever kind.

    Returns
    -------
    EffectSizes
        In the order of ``found``.

    Notes
    -----
    *Theory*: borenstein2009, rosenthal1991, fisher1921; published. The standard error is taken
    from the interval where there is one, else from the persons in each arm (d of two arms) or in
    all (r of one study).

    *Laws*: d and r have one sign and lie in their intervals; turning the sign of a comparison
    turns all.

    Examples
    --------
    >>> from mediaeco.catalog import COMPARISONS
    >>> sizes = effect_sizes(COMPARISONS.pick("fluckiger2018-alliance", "mercadal2022-alliance"))
    >>> sizes.d.round(2).tolist()
    [0.58, -4.95]
    """
    rows = [_one(item) for item in found]
    d, r, d_se, z_se = np.array([row[:4] for row in rows], dtype=np.float64).reshape(-1, 4).T
    ends, worked_out = _intervals(found, d, r, d_se, z_se)
    return EffectSizes(
        ids=tuple(item.id for item in found),
        d=d,
        r=r,
        d_low=ends[0],
        d_high=ends[1],
        r_low=ends[2],
        r_high=ends[3],
        worked_out=worked_out,
        d_se=d_se,
        z_se=z_se,
        reason=tuple(row[4] for row in rows),
    )


def _one(item: Comparison) -> tuple[float, float, float, float, str]:
    # A loop over published results, a hundred at most: each has rules of its own.
    nan = float("nan")
    if item.value is None:
        return nan, nan, nan, nan, "no number was told"
    if not item.sign:
        return nan, nan, nan, nan, "which side a positive value favours was not told"
    if item.metric in _DIFFERENCE:
        return _difference(item, item.favour)
    if item.metric is Metric.T:
        if item.df is None and (item.n_arm is None or item.n_against is None):
            return nan, nan, nan, nan, "t without degrees of freedom or sizes of the groups"
        d = float(d_from_t(item.favour, *_known(item.df, item.n_arm, item.n_against)))
        return _difference(item, d, interval=False)
    if item.metric is Metric.R:
        r = item.favour
        if abs(r) >= 1:
            return nan, nan, nan, nan, "r is not above -1 and below 1"
        error = _error_of_z(item)
        reason = "" if error == error else "no interval, and no n of one study"
        return float(d_from_r(r)), r, nan, error, reason
    return nan, nan, nan, nan, f"{item.metric} is no effect of two groups, and no correlation"


def _intervals(
    found: Sequence[Comparison], d: Floats, r: Floats, d_se: Floats, z_se: Floats
) -> tuple[Floats, Bools]:
    """Both ends on both scales: those printed, else those that the errors tell."""
    printed = np.array([item.favour_interval for item in found], dtype=np.float64).reshape(-1, 2).T
    as_d = np.array([item.metric in _DIFFERENCE for item in found], dtype=bool)
    as_r = np.array([item.metric is Metric.R for item in found], dtype=bool)
    reach = normal_quantile([item.confidence for item in found])
    told_d = np.where(as_d, printed, np.nan)
    told_r = np.where(as_r, printed, np.nan)
    made_d = np.stack([d - reach * d_se, d + reach * d_se])
    made_r = r_from_z(np.stack([z_from_r(r) - reach * z_se, z_from_r(r) + reach * z_se]))
    none = np.isnan(told_d).any(axis=0) & np.isnan(told_r).any(axis=0)
    on_d = np.where(as_r, d_from_r(np.where(none, made_r, told_r)), np.where(none, made_d, told_d))
    arms = [_known(item.n_arm, item.n_against) for item in found]
    first, second = np.array(arms, dtype=np.float64).reshape(-1, 2).T
    from_d = r_from_d(on_d, first, second)
    on_r = np.where(as_r, np.where(none, made_r, told_r), from_d)
    worked_out = np.asarray(none & ~np.isnan(on_d).any(axis=0), dtype=bool)
    return np.concatenate([on_d, on_r]), worked_out


def _difference(
    item: Comparison, d: float, *, interval: bool = True
) -> tuple[float, float, float, float, str]:
    arms = _known(item.n_arm, item.n_against)
    error = float("nan")
    if interval:
        error = float(se_from_interval(*item.favour_interval, item.confidence))
    if np.isnan(error) and item.contrast is Contrast.BETWEEN:
        error = float(se_of_d(d, *arms))
    reason = "" if error == error else "no interval, and no n of both arms"
    return d, float(r_from_d(d, *arms)), error, float("nan"), reason


def _error_of_z(item: Comparison) -> float:
    low, high = (float(z_from_r(end)) for end in item.favour_interval)
    if low == low and high == high:
        return float(se_from_interval(low, high, item.confidence))
    if item.design is Design.META_ANALYSIS or (item.k or 1) > 1:
        return float("nan")  # the persons of many studies are not those of one
    return float(se_of_z(*_known(item.total)))


def _known(*numbers: float | None) -> list[float]:
    return [float("nan") if number is None else float(number) for number in numbers]
