"""Coefficients of a conditional logit: Newton's method, and what choices cannot tell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.kernels.choice import (
    ChoiceSets,
    ChoiceTerms,
    Contrasts,
    choice_terms,
    contrasts,
)
from mediaeco.kernels.choice_cluster import cluster_steps

__all__ = ["ChoiceFit", "fit_choice"]

_RANK = 1e-12  # of squares: features that agree to a millionth of their size are one
_SURE = 1e-6
_INVOLVED = 1e-4
_SETTLED = 1e-10
_REACH = 4.0  # log odds by which a step may move an alternative


class ChoiceFit(NamedTuple):
    """Coefficients that make choices likeliest.

    Parameters
    ----------
    estimate
        NaN where the choices tell none; shape (features,).
    covariance
        Inverse of the information; NaN likewise; shape (features, features).
    clustered
        Covariance where choices of a cluster depend on one another; NaN likewise, with fewer than
        two clusters, and for features of which a single cluster tells; shape (features, features).
    log_likelihood
        Weighted sum at the estimate; its supremum where a coefficient runs to infinity.
    null_log_likelihood
        With all coefficients 0, as if each alternative were as likely.
    unvarying
        True where a feature is the same for all alternatives of every choice; shape (features,).
    collinear
        Combinations of features, one a row, that never vary; shape (combinations, features).
    separated
        Directions, one a row, in which the likelihood rises without end: no choice went against
        them; shape (directions, features).
    condition
        Condition number of the information, its diagonal made 1; NaN without an estimate.
    iterations
        Newton steps.
    converged
        False where the search was cut off.
    """

    estimate: Floats
    covariance: Floats
    clustered: Floats
    log_likelihood: float
    null_log_likelihood: float
    unvarying: Bools
    collinear: Bools
    separated: Bools
    condition: float
    iterations: int
    converged: bool


class _Newton(NamedTuple):
    at: Floats
    terms: ChoiceTerms
    information: Floats
    direction: Floats | None
    iterations: int
    converged: bool


def fit_choice(
    sets: ChoiceSets,
    *,
    weight: Floats | None = None,
    cluster: Ints | None = None,
    ridge: float = 0.0,
    start: Floats | None = None,
    most: int = 100,
) -> ChoiceFit:
    """Which coefficients make likeliest what was chosen?

    Newton-Raphson on the concave ``sum of w_e log L_e - ridge / 2 sum of beta^2``, steps halved
    where they overshoot.

    Parameters
    ----------
    sets
        What could have been chosen, and what was.
    weight
        How much each choice counts, above 0; None: 1; shape (choices,).
    cluster
        Of each choice, from 0, where they may depend on one another; not with weights; shape
        (choices,).
    ridge
        Penalty, at least 0; as a normal prior of variance ``1 / ridge`` on every coefficient.
    start
        Coefficients to begin from; None: 0.
    most
        Newton steps at most.

    Returns
    -------
    ChoiceFit
        Where choices are separated, the rest is estimated as in the limit: alternatives that the
        coefficients on their way to infinity make impossible are left out.

    Notes
    -----
    *Theory*: mcfadden1974 (the model), albert1984 (separation), mancl2001 (clusters); published.
    Separation is proved, not guessed: a direction is called so where no alternative gains on the
    chosen one along it, and some lose.

    *Laws*: no other coefficients are likelier; multiplying a feature divides its coefficient; a row
    of n alternatives equals n rows; the order of choices and of features does not matter but for
    rounding.

    Examples
    --------
    >>> sets = ChoiceSets(
    ...     np.array([[1.0], [0.0]] * 4), np.ones(8), np.arange(0, 10, 2), np.array([0, 2, 4, 7])
    ... )
    >>> fit_choice(sets).estimate.round(4)  # chosen three times of four: log 3
    array([1.0986])
    """
    found = contrasts(sets)
    names = len(found.rows)
    scale = np.abs(found.rows).max(axis=1, initial=0.0)
    unvarying = scale == 0
    scale = np.where(unvarying, 1.0, scale)
    whole = found._replace(rows=found.rows / scale[:, None])
    basis = np.eye(names)[:, ~unvarying]
    lost: list[list[Floats]] = [[], []]  # what never varies, and what runs to infinity
    rest, begin = whole, np.zeros(names) if start is None else np.nan_to_num(start) * scale
    steps, newton = 0, None
    for run in range(2 * names + 1):
        basis, flat = _ranged(basis, rest) if ridge == 0 else (basis, np.zeros((0, names)))
        lost[min(run, 1)].extend(flat)
        penalty = ridge * (basis.T / scale**2) @ basis
        reduced = rest._replace(rows=basis.T @ rest.rows)
        newton = _newton(reduced, weight, penalty, basis.T @ begin, most)
        steps += newton.iterations
        if newton.direction is None:
            break
        along = newton.direction @ reduced.rows
        lost[1].append(basis @ newton.direction)
        basis = basis @ _complement(newton.direction)
        rest = rest.kept(along >= -_INVOLVED * np.abs(along).max())
        begin = basis @ (basis.T @ begin)
    assert newton is not None  # noqa: S101 - one run at least
    fit = _told(whole, weight, scale, basis, newton, lost, unvarying)._replace(iterations=steps)
    if cluster is None:
        return fit
    reduced = rest._replace(rows=basis.T @ rest.rows)
    moved = cluster_steps(reduced, newton.at, newton.information, cluster)
    return fit._replace(clustered=_clustered(fit, basis / scale[:, None], *moved))


def _ranged(basis: Floats, found: Contrasts) -> tuple[Floats, Floats]:
    """Directions in which something varies, and those of the basis in which nothing does."""
    rows = basis.T @ found.rows
    size, direction = np.linalg.eigh(rows @ rows.T)
    varies = size > _RANK * size.max(initial=0.0)
    if varies.all():
        return basis, np.zeros((0, len(basis)))
    return basis @ direction[:, varies], (basis @ direction[:, ~varies]).T


def _complement(direction: Floats) -> Floats:
    """Orthonormal directions beside this one; shape (n, n - 1)."""
    full, _ = np.linalg.qr(np.column_stack((direction, np.eye(len(direction)))))
    return np.asarray(full[:, 1 : len(direction)], dtype=np.float64)


def _newton(
    found: Contrasts, weight: Floats | None, penalty: Floats, at: Floats, most: int
) -> _Newton:
    """Climb until the top is reached, or a direction is found that has none."""

    def value(terms: ChoiceTerms, place: Floats) -> float:
        gained = terms.log_likelihood if weight is None else terms.log_likelihood * weight
        return float(gained.sum()) - float(place @ penalty @ place) / 2

    terms = choice_terms(found, at, weight)
    for done in range(most):
        slope = (terms.score if weight is None else terms.score * weight).sum(axis=1) - penalty @ at
        information = terms.information + penalty
        step = np.linalg.lstsq(information, slope, rcond=None)[0]
        along = step @ found.rows
        far = float(np.abs(along).max(initial=0.0))
        # Nobody gains on the chosen one, and some lose: the likelihood rises that way for ever.
        if not penalty.any() and far > 0.1 and float(along.max()) <= _SURE * far:
            return _Newton(at, terms, information, step, done + 1, True)
        before, settled = value(terms, at), float(slope @ step) < _SETTLED
        # Far off the likelihood is flat, and a step made there would lead anywhere.
        step = step * min(1.0, _REACH / far) if far > 0 else step
        for _ in range(40):
            tried = choice_terms(found, at + step, weight)
            if value(tried, at + step) >= before - 1e-12 * abs(before):
                break
            step = step / 2
        at, terms = at + step, tried
        if settled:
            return _Newton(at, terms, terms.information + penalty, None, done + 1, True)
    return _Newton(at, terms, terms.information + penalty, None, most, False)


def _told(
    whole: Contrasts,
    weight: Floats | None,
    scale: Floats,
    basis: Floats,
    newton: _Newton,
    lost: list[list[Floats]],
    unvarying: Bools,
) -> ChoiceFit:
    """Estimates in the units of the features, without those that the choices do not tell."""
    names = len(scale)
    collinear, separated = (
        np.array([np.abs(v) > _INVOLVED * np.abs(v).max() for v in of], dtype=bool).reshape(
            -1, names
        )
        for of in lost
    )
    known = ~(unvarying | collinear.any(axis=0) | separated.any(axis=0))
    inverse = np.linalg.pinv(newton.information, hermitian=True) if basis.size else np.zeros((0, 0))
    covariance = basis @ inverse @ basis.T / np.outer(scale, scale)
    nothing = choice_terms(whole, np.zeros(names))
    return ChoiceFit(
        estimate=np.where(known, basis @ newton.at / scale, np.nan),
        covariance=np.where(known[:, None] & known, covariance, np.nan),
        clustered=np.full((names, names), np.nan),
        log_likelihood=_sum(newton.terms, weight),
        null_log_likelihood=_sum(nothing, weight),
        unvarying=unvarying,
        collinear=collinear,
        separated=separated,
        condition=_condition(newton.information),
        iterations=newton.iterations,
        converged=newton.converged,
    )


def _clustered(fit: ChoiceFit, basis: Floats, steps: Floats, lost: Floats) -> Floats:
    """Sum of squares of what each cluster does, in the units of the features."""
    if len(steps) < 2:
        return np.full(fit.covariance.shape, np.nan)
    moved, gone = steps @ basis.T, np.abs(lost @ basis.T)
    known = np.isfinite(fit.estimate)
    error = np.sqrt(np.where(known, np.diag(fit.covariance), 1.0))
    # Beside the error of each, so that units play no part.
    known &= ~(gone / error > _INVOLVED).any(axis=0)
    return np.where(known[:, None] & known, moved.T @ moved, np.nan)


def _sum(terms: ChoiceTerms, weight: Floats | None) -> float:
    gained = terms.log_likelihood if weight is None else terms.log_likelihood * weight
    return float(gained.sum())


def _condition(information: Floats) -> float:
    """Of the information with a diagonal of 1, so that units of features play no part."""
    size = np.sqrt(np.diag(information))
    if len(size) == 0 or not (size > 0).all():
        return float("nan")
    return float(np.linalg.cond(information / np.outer(size, size)))
