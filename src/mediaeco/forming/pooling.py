"""Shifts of the rate by element and by channel, pulled together as far as the data ask for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from mediaeco.forming.information import uncertainty
from mediaeco.forming.objective import Objective
from mediaeco.forming.scale import NORMAL_95
from mediaeco.kernels.array import Floats
from mediaeco.kernels.newton import Maximum, maximise
from mediaeco.model import Result, TidyTable

__all__ = ["GRID", "Pooling", "choose_kappa", "spread_over_kappa"]

GRID = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0)
"""Values of kappa that cross-validation chooses from (library default)."""

_FOLDS = 5
_NEGLIGIBLE = 0.01
_CLOSE = 1e-4  # nats, which no choice between pulls hangs on


@frozen(kw_only=True, eq=False, repr=False)
class Pooling(Result):
    """How elements and channels differ in their rate, pulled toward a common one.

    Parameters
    ----------
    kind, name
        ``"element"`` or ``"channel"``, and its id; shape (shifts,).
    shift
        Shift of the log odds of the rate from the mean of its kind.
    standard_error
        Of the shift with the pull counted in; NaN where the data do not tell, as where a channel
        occurs in one case alone, and the warnings of the fit say so. Where cross-validation chose
        the pull, what it left open is counted in; where it was given, a shift that is pulled to 0
        has a small one, because the pull says so, and not the data.
    kappa
        The pull, by kind.
    chosen
        Whether cross-validation chose it.
    tried
        Kind, kappa, log score on cases left out: the curve that it was chosen by; kind is ``"all"``
        where all kinds had the same.
    """

    kind: tuple[str, ...]
    name: tuple[str, ...]
    shift: Floats
    standard_error: Floats
    kappa: Mapping[str, float]
    chosen: bool
    tried: tuple[tuple[str, float, float], ...]

    @property
    def interval(self) -> Floats:
        """95 % interval of each shift; shape (shifts, 2)."""
        half = NORMAL_95 * self.standard_error
        return np.stack((self.shift - half, self.shift + half), axis=1)

    def to_frame(self) -> TidyTable:
        """One row a shift."""
        interval = self.interval
        return TidyTable(
            {
                "kind": list(self.kind),
                "name": list(self.name),
                "shift": self.shift,
                "standard_error": self.standard_error,
                "low": interval[:, 0],
                "high": interval[:, 1],
                "kappa": [self.kappa[kind] for kind in self.kind],
            }
        )

    def curve(self) -> TidyTable:
        """One row a kappa that was tried."""
        return TidyTable(
            {
                "kind": [kind for kind, _, _ in self.tried],
                "kappa": [kappa for _, kappa, _ in self.tried],
                "log_score": [score for _, _, score in self.tried],
            }
        )


def spread_over_kappa(
    made: Objective,
    end: Maximum,
    error: Floats,
    kappa: Mapping[str, float],
    tried: Sequence[tuple[str, float, float]],
) -> Floats:
    """Errors of shifts that count in that the pull itself was chosen by the data.

    ``se^2 = sum over kappa of w (se_kappa^2 + (u_kappa - u)^2)``, with w the likelihood of the
    cases left out, as a share of all that were tried. A pull that the data hardly told from others
    then does not pass for what is known of the shifts.

    Parameters
    ----------
    made, end
        The likelihood with the pull that was chosen, and its maximum.
    error
        Errors at that pull; shape (shifts,).
    kappa
        That pull, by kind.
    tried
        What was tried, as `choose_kappa` gives it.

    Returns
    -------
    Floats
        Shape (shifts,).

    Notes
    -----
    *Theory*: geisser1979 (weights by what is left out), adapted.

    *Laws*: no smaller than the least error of the pulls that were tried.
    """
    count = len(made.model.free)
    kinds = np.array([name.partition(":")[0] for name in made.names[count:]])
    squared = np.where(np.isnan(error), np.nan, 0.0)
    for kind in kappa:
        label = kind if len(kappa) > 1 else "all"
        curve = [(value, score) for name, value, score in tried if name == label]
        score = np.array([each for _, each in curve])
        weights = np.exp(score - score.max())
        weights /= weights.sum()
        own = kinds == kind
        for (value, _), weight in zip(curve, weights.tolist(), strict=True):
            if weight < _NEGLIGIBLE:
                continue
            pulled = made.penalised({**kappa, kind: value})
            there = maximise(pulled.evaluate, end.point, made.bounds)
            apart = (there.point - end.point)[count:]
            theirs = uncertainty(pulled, there).shift_error
            squared[own] += weight * (theirs**2 + apart**2)[own]
    return np.asarray(np.sqrt(squared))


def choose_kappa(
    made: Objective, kinds: Sequence[str], random: np.random.Generator
) -> tuple[dict[str, float], tuple[tuple[str, float, float], ...]]:
    """Which pull foretells best what was agreed in cases left out?

    Cases are left out in 5 parts; one kappa for all kinds is chosen first, then, where there are
    two kinds, that of each in turn.

    Parameters
    ----------
    made
        The likelihood.
    kinds
        What is pooled.
    random
        Generator of the parts.

    Returns
    -------
    kappa
        By kind; infinity in effect (1000) where nothing can be left out.
    tried
        Kind, kappa and log score of each that was tried.

    Notes
    -----
    *Theory*: hoerl1970 (ridge), stone1974 (cross-validation); adapted.
    """
    told = np.bincount(made.open.case, minlength=made.cases) + np.bincount(
        made.agreed.case, minlength=made.cases
    )
    count = int((told > 0).sum())
    parts = min(_FOLDS, count)
    kappa = dict.fromkeys(kinds, GRID[-1])
    if parts < 2:
        return kappa, ()
    part = np.full(made.cases, -1)
    part[told > 0] = random.permutation(count) % parts
    halves = [
        (made.of_cases((part != k) & (part >= 0)), made.of_cases(part == k)) for k in range(parts)
    ]
    starts = [made.start] * parts
    tried: list[tuple[str, float, float]] = []
    rounds = [("all", tuple(kinds))] + ([(k, (k,)) for k in kinds] if len(kinds) > 1 else [])
    for label, which in rounds:
        scores = []
        for value in GRID:
            scores.append(_left_out(halves, starts, {**kappa, **dict.fromkeys(which, value)}))
            tried.append((label, value, scores[-1]))
        kappa |= dict.fromkeys(which, GRID[int(np.argmax(scores))])
    return kappa, tuple(tried)


def _left_out(
    halves: Sequence[tuple[Objective, Objective]],
    starts: list[Floats],
    kappa: Mapping[str, float],
) -> float:
    """Log score of the cases left out; each search begins where that of the last pull ended."""
    total = 0.0
    for k, (others, left) in enumerate(halves):
        own = others.penalised(kappa)
        starts[k] = maximise(own.evaluate, starts[k], own.bounds, tolerance=_CLOSE).point
        total += left.evaluate(starts[k])[0]
    return total if math.isfinite(total) else -math.inf
