"""Synchrony beyond chance: real pairs beside pairs that never were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import attrs
import numpy as np
from attrs import frozen

from mediaeco.dynamics.surrogate import compared
from mediaeco.dynamics.synchrony import SynchronySettings, synchrony
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Floats
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["PseudoSynchrony", "pseudo_synchrony"]

_WAYS = ("pairs", "segments")


@frozen(kw_only=True, eq=False, repr=False)
class PseudoSynchrony(Result):
    """Synchrony of real dyads beside their surrogates.

    Parameters
    ----------
    real
        Mean z of each dyad; NaN where none is defined; shape (dyads,).
    pseudo
        Mean z of each surrogate of each dyad; NaN where none is defined; shape
        (dyads, surrogates).
    effect
        ``(real - mean(pseudo)) / sd(pseudo)`` of each dyad; NaN where it is not defined; shape
        (dyads,).
    p
        ``(1 + surrogates at least as synchronous) / (1 + surrogates)``, one-sided, of each dyad;
        NaN where it has no surrogate; never below 1 / (1 + surrogates); shape (dyads,).
    settings
        As asked for.
    by
        How surrogates were made.
    """

    real: Floats
    pseudo: Floats
    effect: Floats
    p: Floats
    settings: SynchronySettings
    by: str

    @property
    def group_effect(self) -> float:
        """Mean of the dyads less mean of all surrogates, in standard deviations of surrogates.

        NaN where fewer than two surrogates are defined.
        """
        real, pseudo = self.real[~np.isnan(self.real)], self.pseudo[~np.isnan(self.pseudo)]
        if len(real) < 1 or len(pseudo) < 2 or pseudo.std(ddof=1) == 0:
            return float("nan")
        return float((real.mean() - pseudo.mean()) / pseudo.std(ddof=1))

    def to_frame(self) -> TidyTable:
        """One row a dyad."""
        known = ~np.isnan(self.pseudo)
        count = known.sum(axis=1)
        with np.errstate(invalid="ignore"):
            mean = np.where(known, self.pseudo, 0.0).sum(axis=1) / count
        return TidyTable(
            {
                "dyad": np.arange(len(self.real)),
                "synchrony": self.real,
                "surrogates": count,
                "pseudo": mean,
                "effect": self.effect,
                "p": self.p,
            }
        )


def pseudo_synchrony(
    x: Sequence[Floats],
    y: Sequence[Floats],
    *,
    settings: SynchronySettings,
    by: Literal["pairs", "segments"] = "pairs",
    draws: int = 100,
    seed: int = 0,
) -> PseudoSynchrony:
    """Were dyads more synchronous than pairs that never met?

    Parameters
    ----------
    x, y
        Series of the two sides, a dyad each: ``x[i]`` and ``y[i]`` met.
    settings
        How synchrony is looked for.
    by
        ``"pairs"``: each x with the y of other dyads, and each y with the x of others, cut to the
        shorter. ``"segments"``: y cut into segments of a window's length, put in another order.
    draws
        Surrogates a dyad, at least 1 (100: library default); of pairs, at most the
        2 (dyads - 1) that there are.
    seed
        Of the draws.

    Returns
    -------
    PseudoSynchrony
        By dyad. With few dyads there are few pairs, so p cannot be small: it says how many.

    Raises
    ------
    InvalidCaseError
        Where the sides are not of the same number of dyads, a series does not fit, or there are no
        draws.
    UnknownTermError
        Where ``by`` is neither of these.

    Notes
    -----
    *Theory*: ramseyer2011 (pseudo-interactions by shuffled segments), kleinbub2020 (pseudo-dyads);
    published. Surrogates of one dyad share its series, so they are not independent of one another.

    *Laws*: the same seed gives the same; a dyad's own synchrony does not depend on the others;
    p is from 1 / (1 + surrogates) to 1.

    Examples
    --------
    >>> t = np.arange(80.0)
    >>> x = [np.sin(t / 2), np.sin(t / 3), np.sin(t / 5)]
    >>> settings = SynchronySettings(rate=1, window=20, step=10, max_lag=1)
    >>> found = pseudo_synchrony(x, x, settings=settings)
    >>> bool((found.effect > 0).all()), found.p.tolist()
    (True, [0.2, 0.2, 0.2])
    """
    if by not in _WAYS:
        raise UnknownTermError(str(by), _WAYS, "by")
    if len(x) != len(y):
        raise InvalidCaseError("pseudo_synchrony.y", f"{len(x)} series, one a dyad", str(len(y)))
    if not draws >= 1:
        raise InvalidCaseError("pseudo_synchrony.draws", "one at least", shown(draws))
    random = generator(seed)
    real = np.array([_strength(a, b, settings) for a, b in zip(x, y, strict=True)])
    made = [
        [_strength(a, b, settings) for a, b in _surrogates(i, x, y, (settings, by, draws), random)]
        for i in range(len(x))
    ]
    pseudo = np.full((len(x), max(map(len, made), default=0)), np.nan)
    for i, values in enumerate(made):
        pseudo[i, : len(values)] = values
    return PseudoSynchrony(
        real=real, pseudo=pseudo, settings=settings, by=by, **compared(real, pseudo)
    )


def _strength(x: Floats, y: Floats, settings: SynchronySettings) -> float:
    return synchrony(x, y, **attrs.asdict(settings)).mean


def _surrogates(
    i: int,
    x: Sequence[Floats],
    y: Sequence[Floats],
    how: tuple[SynchronySettings, str, int],
    random: np.random.Generator,
) -> Iterator[tuple[Floats, Floats]]:
    settings, by, draws = how
    if by == "segments":
        width = settings.samples[0]
        count = len(y[i]) // width
        for _ in range(draws if count > 1 else 0):
            order = random.permutation(count)
            cut = np.asarray(y[i])[: count * width].reshape(count, width)[order].ravel()
            yield np.asarray(x[i])[: count * width], cut
        return
    others = [j for j in range(len(x)) if j != i]
    pairs = [(i, j) for j in others] + [(j, i) for j in others]
    chosen = random.permutation(len(pairs))[:draws]
    for k in sorted(chosen.tolist()):
        a, b = x[pairs[k][0]], y[pairs[k][1]]
        shorter = min(len(a), len(b))
        yield a[:shorter], b[:shorter]
