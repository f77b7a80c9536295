"""The likelihood of a model whose rate differs by case, the shifts of the cases integrated out."""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs
import numpy as np
from attrs import frozen

from mediaeco.forming.objective import Objective
from mediaeco.forming.part import LEAST, Part, fits_of, through_of
from mediaeco.forming.scale import from_search
from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["SIGMA", "Marginal", "marginal"]

SIGMA = (1e-3, 5.0)
"""Between which values sigma is looked for; at the lower end cases are as good as alike."""

NODES = 15
_NARROW, _WIDE = 0.05, 1.5
_STEP = 3.0  # by how much the spread of nodes may change at once
_ROUNDS = 25
_STILL = 1e-4


class _Shape(NamedTuple):
    """What of the hazard the shift of the case does not touch; by cell.

    Parameters
    ----------
    logit
        Log odds of the rate of the middle case.
    gate
        What primacy, appropriation and fit make of the rate.
    slopes
        Of ``log p``, by dimension.
    bends
        Second derivatives of ``log p``, by pair of dimensions.
    """

    logit: Floats
    gate: Floats
    slopes: dict[int, Floats]
    bends: dict[tuple[int, int], Floats]


@frozen(kw_only=True, eq=False)
class Marginal(Objective):
    """Log likelihood with a normal shift of the log odds of each case's rate integrated out.

    ``log L = sum over c of log integral of L_c(theta, sigma z) phi(z) dz``, by Gauss-Hermite
    quadrature whose nodes lie about where each case has its shift. While the nodes are held, slope
    and curvature are those of the sum that is computed, to the last digit.

    Parameters
    ----------
    centre, spread
        About where, and how widely, the nodes of each case lie on the scale of z; shape (cases,).
    nodes, log_weight
        Of the quadrature against the normal density; shape (nodes,).
    cells, is_agreed
        All cells at risk, and which of them were agreed.
    """

    centre: Floats
    spread: Floats
    nodes: Floats
    log_weight: Floats
    cells: Part
    is_agreed: Bools

    def of_cases(self, kept: Bools) -> Marginal:
        """Keep these cases; ``kept`` has shape (cases,)."""
        mask = kept[self.cells.case]
        parts = {name: getattr(self, name) for name in ("agreed", "open")}
        own: dict[str, Any] = {n: part.of(kept[part.case]) for n, part in parts.items()}
        return attrs.evolve(self, cells=self.cells.of(mask), is_agreed=self.is_agreed[mask], **own)

    def by_case(self, at: Floats) -> tuple[Floats, Floats, Floats]:
        """Log likelihood of each case, its nodes, and how likely each of them is given the case.

        Parameters
        ----------
        at
            Shape (dimensions,); sigma is the last.

        Returns
        -------
        value, z, share
            Shapes (cases,), (cases, nodes), (cases, nodes); shares of a case sum to 1.
        """
        return self._shared(self._shape(at), float(at[-1]))

    def recentred(self, at: Floats) -> Marginal:
        """Put the nodes of each case where its shift is, by mean and deviation given the case."""
        made = self
        shape, sigma = self._shape(at), float(at[-1])
        for _ in range(_ROUNDS):
            _, z, share = made._shared(shape, sigma)
            centre = (share * z).sum(axis=1)
            spread = np.sqrt((share * (z - centre[:, None]) ** 2).sum(axis=1))
            # A single node that takes all says only that the shift lies nearer than the others.
            spread = np.clip(spread, made.spread / _STEP, made.spread * _STEP)
            spread = np.clip(spread, _NARROW, _WIDE)
            moved = np.abs(np.concatenate((centre - made.centre, spread - made.spread)))
            made = attrs.evolve(made, centre=centre, spread=spread)
            if moved.max(initial=0.0) < _STILL:
                break
        return made

    def finer(self) -> Marginal:
        """The same with about twice as many nodes."""
        nodes, log_weight = _hermite(2 * len(self.nodes) + 1)
        return attrs.evolve(self, nodes=nodes, log_weight=log_weight)

    def scores(self, at: Floats) -> Floats:
        """Gradient of each case's log likelihood; shape (cases, dimensions)."""
        shape = self._shape(at)
        _, z, share = self._shared(shape, float(at[-1]))
        return _Sums(self, shape, at, z, share).scores

    def _likelihood(self, at: Floats, weights: Floats | None) -> tuple[float, Floats, Floats]:
        shape = self._shape(at)
        value, z, share = self._shared(shape, float(at[-1]))
        sums = _Sums(self, shape, at, z, share, weights)
        by = np.ones(self.cases) if weights is None else weights
        return float((value * by).sum()), by @ sums.scores, sums.information(shape, by)

    def _shared(self, shape: _Shape, sigma: float) -> tuple[Floats, Floats, Floats]:
        z = self.centre[:, None] + self.spread[:, None] * self.nodes
        logs = self.log_weight + (self.nodes**2 - z**2) / 2 + np.log(self.spread)[:, None]
        for q in range(len(self.nodes)):
            _, p = self._at_node(shape, sigma, z[:, q])
            left = np.log(np.maximum(1 - p, LEAST))
            with np.errstate(divide="ignore"):
                terms = np.where(self.is_agreed, np.log(p), left)
            logs[:, q] += np.bincount(self.cells.case, terms, self.cases)
        top = logs.max(axis=1, keepdims=True)
        share = np.exp(logs - top)
        whole = share.sum(axis=1, keepdims=True)
        return (top + np.log(whole))[:, 0], z, share / whole

    def _at_node(self, shape: _Shape, sigma: float, z: Floats) -> tuple[Floats, Floats]:
        with np.errstate(over="ignore"):
            rate = 1 / (1 + np.exp(-(shape.logit + (sigma * z)[self.cells.case])))
        return rate, rate * shape.gate

    def _shape(self, at: Floats) -> _Shape:
        fixed, cells = self.model.parameters, self.cells
        place = {name: k for k, name in enumerate(self.names[:-1])}
        told = {name: float(from_search(name, at[k])) for name, k in place.items()}
        rho = told.get("primacy", fixed.primacy)
        b, gamma = told.get("exposure", fixed.exposure), told.get("content", fixed.content)
        w = rho / (1 + rho)
        with np.errstate(over="ignore"):
            steps = self.n / told.get("primacy_contacts", fixed.primacy_contacts)
        fading = np.exp(-steps)
        order = 1 - w * (1 - fading)
        through, fits = through_of(cells, b), fits_of(cells, gamma)
        slopes: dict[int, Floats] = {}
        bends: dict[tuple[int, int], Floats] = {}
        if "exposure" in place:
            slopes[place["exposure"]] = cells.apart / through
        if "content" in place:
            slopes[place["content"]] = cells.lead / fits
        if "primacy" in place:
            slopes[place["primacy"]] = ((fading - 1) / order)[cells.code]
        bends = {(k, k): -(slope**2) for k, slope in slopes.items()}
        if "primacy_contacts" in place:
            k = place["primacy_contacts"]
            own = w * fading * steps / order
            slopes[k] = own[cells.code]
            bends[k, k] = (own * (steps - 1) - own**2)[cells.code]
            if "primacy" in place:
                mixed = (fading * steps - own * (fading - 1)) / order
                bends[place["primacy"], k] = mixed[cells.code]
        return _Shape(
            logit=(self.offset + self.own @ at)[self.pair][cells.code],
            gate=order[cells.code] * through * fits,
            slopes=slopes,
            bends=bends,
        )


class _Sums:
    """Sums over nodes, each as likely as it is given its case, that slope and curvature are of.

    The slope of ``log p`` is ``a + (1 - rate) (o + z e)``: a, which no node changes; o, 1 for the
    rate; e, 1 for sigma. A cell counts 1 where it was agreed, and else minus the odds of p.
    """

    def __init__(
        self,
        made: Marginal,
        shape: _Shape,
        at: Floats,
        z: Floats,
        share: Floats,
        weights: Floats | None = None,
    ) -> None:
        self.case: Ints = made.cells.case
        self.dims, self.rate_at = len(made.names), None
        self.own = np.zeros(0)
        if "rate" in made.names:
            self.rate_at = made.names.index("rate")
            self.own = made.own[:, self.rate_at][made.pair][made.cells.code]
        size, cases = len(self.case), made.cases
        self.counted = np.zeros(size)
        self.twice = np.zeros((6, size))  # by powers of 1 - rate and z: 1, v, vz, v2, v2z, v2z2
        self.bent = np.zeros((3, size))  # by powers of z
        self.scores = np.zeros((cases, self.dims))
        self.spread = np.zeros((self.dims, self.dims))
        by = share if weights is None else share * weights[:, None]
        for q in range(z.shape[1]):
            rate, p = made._at_node(shape, float(at[-1]), z[:, q])
            odds = p / np.maximum(1 - p, LEAST)
            count = np.where(made.is_agreed, 1.0, -odds)
            v, here, zs = 1 - rate, by[self.case, q], z[self.case, q]
            each = self._each(shape, count, count * v, z[:, q], cases)
            self.scores += share[:, q, None] * each
            self.spread += (each * by[:, q, None]).T @ each
            self.counted += here * count
            bent = here * count * rate * v
            twice = np.where(made.is_agreed, 0.0, here * odds * (1 + odds))
            once = twice * v
            both = once * v
            for row, term in zip(self.twice, (twice, once, once * zs, both, both * zs,
                                              both * zs**2), strict=True):  # fmt: skip
                row += term
            for row, term in zip(self.bent, (bent, bent * zs, bent * zs**2), strict=True):
                row += term

    def _each(self, shape: _Shape, count: Floats, faded: Floats, z: Floats, cases: int) -> Floats:
        """Slope of each case at a node; shape (cases, dimensions)."""
        out = np.zeros((cases, self.dims))
        for k, slope in shape.slopes.items():
            out[:, k] = np.bincount(self.case, count * slope, cases)
        if self.rate_at is not None:
            out[:, self.rate_at] = np.bincount(self.case, faded * self.own, cases)
        out[:, -1] = z * np.bincount(self.case, faded, cases)
        return out

    def information(self, shape: _Shape, weights: Floats) -> Floats:
        """What a record without its shifts untold would tell, less what they leave untold."""
        out = np.zeros((self.dims, self.dims))
        slopes, last, r = shape.slopes, self.dims - 1, self.rate_at
        for i, one in slopes.items():
            for j, other in slopes.items():
                out[i, j] += (self.twice[0] * one * other).sum()
            out[i, last] += (self.twice[2] * one).sum()
            if r is not None:
                out[i, r] += (self.twice[1] * one * self.own).sum()
        out[last, last] = (self.twice[5] + self.bent[2]).sum()
        if r is not None:
            out[r, r] = ((self.twice[3] + self.bent[0]) * self.own).sum()
            out[r, last] = ((self.twice[4] + self.bent[1]) * self.own).sum()
            out[last, r] = out[r, last]
        for k in slopes:
            out[last, k] = out[k, last]
            if r is not None:
                out[r, k] = out[k, r]
        for (i, j), bend in shape.bends.items():
            out[i, j] -= (self.counted * bend).sum()
            if i != j:
                out[j, i] = out[i, j]
        return out - self.spread + (self.scores * weights[:, None]).T @ self.scores


def marginal(made: Objective) -> Marginal:
    """Let the rate of a likelihood differ by case.

    Parameters
    ----------
    made
        The likelihood of cases of one rate, without pooled shifts.

    Returns
    -------
    Marginal
        The same with one more dimension, sigma, the last; nodes as for cases of which nothing is
        known.

    Notes
    -----
    *Theory*: louis1982 (published): the curvature of what is integrated is the mean of that
    given the shift, less the variance of the slope.

    *Laws*: with sigma 0 it is the likelihood that it was made from; slope and curvature are those
    of differences; scores of cases sum to the slope; nodes that are put elsewhere change it by no
    more than rounding, where there are enough of them.
    """
    own: dict[str, Any] = {f.name: getattr(made, f.name) for f in attrs.fields(Objective)}
    parts = (made.agreed, made.open)
    nodes, log_weight = _hermite(NODES)
    own |= {
        "names": (*made.names, "sigma"),
        "bounds": np.vstack((made.bounds, SIGMA)),
        "start": np.append(made.start, 0.5),
        "penalty": np.append(made.penalty, 0.0),
        "own": np.column_stack((made.own, np.zeros(len(made.own)))),
        "centre": np.zeros(made.cases),
        "spread": np.ones(made.cases),
        "nodes": nodes,
        "log_weight": log_weight,
        "cells": Part(*(np.concatenate(columns) for columns in zip(*parts, strict=True))),
        "is_agreed": np.arange(sum(len(p.case) for p in parts)) < len(made.agreed.case),
    }
    return Marginal(**own)


def _hermite(count: int) -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return nodes, np.log(weights / weights.sum())
