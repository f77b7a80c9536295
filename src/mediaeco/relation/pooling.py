"""Comparable results put together, and the rest left alone with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Bools, Floats, Ints
from mediaeco.kernels.effect import normal_quantile, r_from_z, z_from_r
from mediaeco.kernels.pool import Pool, pool
from mediaeco.model import Comparison, Design, Metric, Result, TidyTable
from mediaeco.relation.effect import effect_sizes

__all__ = ["PooledEffects", "pooled"]

_NAN = float("nan")
_Group = tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...]]


@frozen(kw_only=True, eq=False, repr=False)
class PooledEffects(Result):
    """Comparable results put together: one row a group of results about the same.

    Parameters
    ----------
    construct, criterion, contrast, rater, arm, against
        What the results of the group are about; ids of the channels of both arms.
    scale
        ``"d"`` or ``"r"``.
    k
        How many results the group has; shape (groups,), as all that follow.
    fixed, fixed_low, fixed_high
        Mean with fixed effects, positive in favour of the digital channel, and its interval; NaN
        where ``reason`` says why.
    random, random_low, random_high
        The same with random effects.
    predict_low, predict_high
        Where the effect of a further study is expected; NaN with fewer than three results.
    q, tau2, i2
        Cochran's Q, the variance between studies, and the share of the spread that it makes up;
        τ² of correlations is on the scale of Fisher's z.
    pooled
        Whether the group was put together.
    reason
        Why not; empty where it was.
    members
        Ids of the comparisons of each group.
    confidence
        Of all intervals.
    """

    construct: tuple[str, ...]
    criterion: tuple[str, ...]
    contrast: tuple[str, ...]
    rater: tuple[str, ...]
    arm: tuple[tuple[str, ...], ...]
    against: tuple[tuple[str, ...], ...]
    scale: tuple[str, ...]
    k: Ints
    fixed: Floats
    fixed_low: Floats
    fixed_high: Floats
    random: Floats
    random_low: Floats
    random_high: Floats
    predict_low: Floats
    predict_high: Floats
    q: Floats
    tau2: Floats
    i2: Floats
    pooled: Bools
    reason: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    confidence: float

    def to_frame(self) -> TidyTable:
        """One row a group."""
        numbers = ("fixed", "fixed_low", "fixed_high", "random", "random_low", "random_high")
        more = ("predict_low", "predict_high", "q", "tau2", "i2")
        return TidyTable(
            {
                "construct": _texts(self.construct),
                "criterion": _texts(self.criterion),
                "contrast": _texts(self.contrast),
                "rater": _texts(self.rater),
                "arm": _texts(" ".join(names) for names in self.arm),
                "against": _texts(" ".join(names) for names in self.against),
                "scale": _texts(self.scale),
                "k": self.k,
                **{name: getattr(self, name) for name in (*numbers, *more)},
                "reason": _texts(self.reason),
            }
        )


def pooled(
    found: Sequence[Comparison], *, confidence: float = 0.95, reviews: bool = False
) -> PooledEffects:
    """What do comparable results say together?

    Results are put together only where they are about the same construct, criterion and contrast,
    rated from the same point of view, of the same channels, on one scale (d, or r by way of
    Fisher's z), each with its standard error. Nothing is put together across these, and what
    cannot be is listed with its reason.

    Parameters
    ----------
    found
        Comparisons, of whatever kind; those without an effect are left out.
    confidence
        Of the intervals, above 0 and below 1 (library default .95, the usual one).
    reviews
        True: results of meta-analyses and reviews are put together too. They share studies, and
        what comes out is more certain than it should be.

    Returns
    -------
    PooledEffects
        One entry a group, in the order of first mention.

    Raises
    ------
    InvalidCaseError
        Where ``confidence`` is not above 0 and below 1.

    Notes
    -----
    *Theory*: dersimonian1986, higgins2002 (I²), higgins2009 (prediction interval, with Student's t
    of k - 2 degrees of freedom); published. What counts as comparable is the library's proposal.

    *Laws*: the means lie between the least and the greatest result; the order of the results
    changes no number; turning the sign of all results turns every mean.

    Examples
    --------
    >>> from mediaeco.relation.evidence import load_channel_comparisons
    >>> both = load_channel_comparisons(construct="alliance", metric="SMD")
    >>> pooled(both).reason[0]
    'one result only'
    """
    if not 0 < confidence < 1:
        raise InvalidCaseError("pooled.confidence", "above 0 and below 1", str(confidence))
    groups: dict[_Group, list[int]] = {}
    for place, item in enumerate(found):
        if item.value is not None and _scale(item):
            groups.setdefault(_group(item), []).append(place)
    sizes = effect_sizes(found)
    effect = np.where([_scale(item) == "r" for item in found], z_from_r(sizes.r), sizes.d)
    error = np.where([_scale(item) == "r" for item in found], sizes.z_se, sizes.d_se)
    rows = []
    for key, places in groups.items():
        reason = _reason([found[place] for place in places], effect[places], error[places], reviews)
        chosen = places if not reason else []
        pool_ = pool(effect[chosen], error[chosen])
        rows.append((key, places, reason, _row(pool_, len(chosen), confidence, key[-3] == "r")))
    return _gathered(found, rows, confidence)


def _group(item: Comparison) -> _Group:
    """What must be the same for two results to be put together; the scale third from the end."""
    head = (item.construct, item.criterion, str(item.contrast), str(item.rater))
    return (*head, _scale(item), item.channels or (item.arm,), item.against_channels)


def _scale(item: Comparison) -> str:
    if item.metric is Metric.R:
        return "r"
    return "d" if item.metric in (Metric.SMD, Metric.D, Metric.G, Metric.T) else ""


def _reason(items: list[Comparison], effect: Floats, error: Floats, reviews: bool) -> str:
    if len(items) < 2:
        return "one result only"
    if not reviews and any(item.design in (Design.META_ANALYSIS, Design.REVIEW) for item in items):
        return "syntheses share studies with each other and with single studies"
    if len({item.source for item in items}) < len(items):
        return "two results of one source do not stand apart"
    if np.isnan(effect).any():
        return "an effect outside what its measure can be"
    if np.isnan(error).any():
        return "a result without a standard error"
    if not (error > 0).all():
        return "a standard error of 0"
    return ""


def _row(found: Pool, k: int, confidence: float, back: bool) -> list[float]:
    z = float(normal_quantile(confidence))
    wide = _NAN
    if k > 2:
        # Loaded here so that the library is quick to import.
        from scipy.special import stdtrit

        wide = (
            float(stdtrit(k - 2, 0.5 + confidence / 2)) * (found.tau2 + found.random_se**2) ** 0.5
        )
    row = [
        found.fixed,
        found.fixed - z * found.fixed_se,
        found.fixed + z * found.fixed_se,
        found.random,
        found.random - z * found.random_se,
        found.random + z * found.random_se,
        found.random - wide,
        found.random + wide,
    ]
    if back:
        row = r_from_z(row).tolist()
    return [*row, found.q, found.tau2, found.i2]


def _gathered(
    found: Sequence[Comparison],
    rows: list[tuple[_Group, list[int], str, list[float]]],
    confidence: float,
) -> PooledEffects:
    keys = [key for key, *_ in rows]
    numbers = np.array([row[3] for row in rows], dtype=np.float64).reshape(len(rows), 11).T
    return PooledEffects(
        construct=tuple(key[0] for key in keys),
        criterion=tuple(key[1] for key in keys),
        contrast=tuple(key[2] for key in keys),
        rater=tuple(key[3] for key in keys),
        scale=tuple(key[4] for key in keys),
        arm=tuple(key[5] for key in keys),
        against=tuple(key[6] for key in keys),
        k=np.array([len(places) for _, places, *_ in rows], dtype=np.int64),
        fixed=numbers[0],
        fixed_low=numbers[1],
        fixed_high=numbers[2],
        random=numbers[3],
        random_low=numbers[4],
        random_high=numbers[5],
        predict_low=numbers[6],
        predict_high=numbers[7],
        q=numbers[8],
        tau2=numbers[9],
        i2=numbers[10],
        pooled=np.array([not reason for _, _, reason, _ in rows], dtype=bool),
        reason=tuple(reason for _, _, reason, _ in rows),
        members=tuple(tuple(found[place].id for place in places) for _, places, *_ in rows),
        confidence=confidence,
    )


def _texts(values: Iterable[str]) -> Array:
    return np.array(list(values), dtype=np.str_)
