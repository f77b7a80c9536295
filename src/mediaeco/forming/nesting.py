"""Which model is a special case of which, and what the likelihoods of the two then say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.forming.fit import FormationFit
from mediaeco.forming.model import FREE, FormationModel
from mediaeco.forming.scale import BOUNDS

if TYPE_CHECKING:
    from mediaeco.forming.varying import VaryingFit

__all__ = ["LikelihoodRatio", "likelihood_ratio", "nested"]

_Fit = TypeVar("_Fit", "FormationFit", "VaryingFit")

_ENDS = 1e-6
_SAME = 1e-6
# What a breach undoes plays no part in when an element is first agreed.
_APART = ("breach",)


@frozen(kw_only=True)
class LikelihoodRatio:
    """A test of a model against one that it is a special case of.

    Parameters
    ----------
    null, general
        Ids of the two models.
    statistic
        Twice the difference of log likelihoods, at least 0; infinite where the null gives no chance
        to something that was agreed.
    df
        Number of settings that the null holds fixed, and the other frees.
    at_bound
        Those of them that the null holds at an end of their range.
    p
        NaN where it cannot be told, as where no element was agreed; ``note`` says why.
    approximate
        True where p stands on a distribution that is not the exact one in the limit.
    note
        Which distribution p is from, and why it is approximate.
    """

    null: str
    general: str
    statistic: float
    df: int
    at_bound: tuple[str, ...]
    p: float
    approximate: bool
    note: str


def nested(null: FormationModel, general: FormationModel) -> bool:
    """Tell whether a model is a special case of another.

    It is where the other frees what it frees and more, and holds all else at the same values; of
    what a model makes no use of (over how many contacts a primacy of 0 fades, whose appropriation
    where b is 1, the fit of media where content is all, the relevance of content where the medium
    is) the values do not matter.

    Parameters
    ----------
    null, general
        Models.

    Returns
    -------
    bool
        False for a model and itself, and where shifts are pooled: what is pulled toward 0 is no
        maximum of the likelihood.

    Notes
    -----
    *Laws*: nothing is nested in itself; what is nested in a model nested in a third is nested in
    the third; a nested model is never likelier.
    """
    if null.pooled or general.pooled or not set(_used(null)) < set(_used(general)):
        return False
    idle = _idle(null)
    for item in attrs.fields(type(null.parameters)):
        name = item.name
        if name in general.free or name in idle or name in _APART:
            continue
        if name in null.free or _value(null, name) != _value(general, name):
            return False
    return all(
        BOUNDS[name][0] - _ENDS <= _value(null, name) <= BOUNDS[name][1] + _ENDS
        for name in set(general.free) - set(null.free) - idle
    )


def likelihood_ratio(null: _Fit, general: _Fit) -> LikelihoodRatio | None:
    """How surprising is it, were the null true, that the general model fits so much better?

    Parameters
    ----------
    null, general
        Fits to the same record, both of `fit_formation` or both of `fit_varying`.

    Returns
    -------
    LikelihoodRatio or None
        None where the first is no special case of the second.

    Raises
    ------
    InvalidCaseError
        Where one takes cases to have one rate, and the other lets it differ.

    Notes
    -----
    *Theory*: wilks1938; self1987: where the null holds one setting at an end of its range, half of
    the distribution is that of one degree of freedom fewer (two halves of chi squared 0 and 1
    where it holds nothing else); with several such settings their halves are mixed as if these were
    told independently of one another, which is approximate. davies1987: where the null has no
    primacy, over how many contacts it fades is not told, and p, in which it counts as one more
    degree of freedom, is approximate.

    *Laws*: the statistic is at least 0; p from 0 to 1; with a bound p is smaller than without.
    """
    if type(null) is not type(general):
        raise InvalidCaseError(
            "likelihood_ratio",
            "two fits of one rate, or two whose rate differs by case",
            "one of each",
            "That cases have one rate is tested by `p` of the second.",
        )
    if not nested(null.model, general.model):
        return None
    idle = _idle(null.model)
    held = [name for name in _used(general.model) if name not in _used(null.model)]
    lost = [name for name in held if name in idle]
    bound = tuple(
        name for name in held if name not in idle and _at_end(name, _value(null.model, name))
    )
    top, base = float(general.log_likelihood.sum()), float(null.log_likelihood.sum())
    statistic = math.inf if math.isinf(base) and math.isfinite(top) else 2 * (top - base)
    known = general.agreed > 0 and not math.isnan(statistic)
    statistic = max(statistic, 0.0) if known else math.nan
    p = _tail(statistic, len(held), len(bound)) if known else math.nan
    return LikelihoodRatio(
        null=null.model.id,
        general=general.model.id,
        statistic=statistic,
        df=len(held),
        at_bound=bound,
        p=p,
        approximate=bool(lost) or len(bound) > 1,
        note=_note(len(held), bound, lost) if known else "no element was agreed",
    )


def _tail(statistic: float, df: int, bound: int) -> float:
    """Chance of a statistic as large, settings at a bound counting by halves."""
    # Below lies what two searches for one maximum differ by.
    if statistic < _SAME:
        return 1.0
    from scipy.special import chdtrc

    shares = [math.comb(bound, k) / 2**bound for k in range(bound + 1)]
    tails = [float(chdtrc(df - k, statistic)) if df > k else 0.0 for k in range(bound + 1)]
    return math.fsum(share * tail for share, tail in zip(shares, tails, strict=True))


def _note(df: int, bound: tuple[str, ...], lost: list[str]) -> str:
    if not bound:
        text = f"chi squared with {df} df"
    else:
        low = df - len(bound)
        text = (
            f"mixture of chi squared with {low} to {df} df, because the null holds "
            f"{' and '.join(bound)} at a bound"
        )
    if len(bound) > 1:
        text += "; approximate, as if these were told independently"
    if lost:
        text += f"; approximate, because the null leaves {' and '.join(lost)} untold"
    return text


def _idle(model: FormationModel) -> set[str]:
    """Settings that the model makes no use of."""
    out = set()
    if _held(model, "primacy", 0):
        out.add("primacy_contacts")
    if _held(model, "exposure", 1):
        out |= {"appropriation", "appropriated_by"}
    if _held(model, "content", 1):
        out |= {"medium", "synchronicity"}
    if _held(model, "content", 0):
        out.add("relevance")
    return out


def _held(model: FormationModel, name: str, value: float) -> bool:
    return name not in model.free and bool(_value(model, name) == value)


def _used(model: FormationModel) -> list[str]:
    idle = _idle(model)
    return [name for name in model.free if name not in idle]


def _value(model: FormationModel, name: str) -> Any:
    return getattr(model.parameters, name)


def _at_end(name: str, value: float) -> bool:
    low, high = BOUNDS[name]
    # No upper end of primacy or of the contacts over which it fades is one by nature.
    ends = [low] if name in FREE[1:3] else [low, high]
    return bool(np.min(np.abs(np.array(ends) - value)) <= _ENDS)
