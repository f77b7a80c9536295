"""Contacts that call forth contacts: a simulated Hawkes process of a dyad."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.hawkes import (
    branching_events,
    intensity,
    spectral_radius,
    stationary_rates,
)
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import ids, number
from mediaeco.model.seed import generator

__all__ = ["HawkesEvents", "HawkesParameters", "simulate_hawkes"]


def _array(value: Any) -> Floats:
    array = np.array(value, dtype=np.float64)
    array.flags.writeable = False
    return array


@frozen(kw_only=True, eq=False)
class HawkesParameters:
    """Rates of a Hawkes process whose excitation fades exponentially.

    Parameters
    ----------
    mu
        Initiative: contacts a unit of time that each kind makes without any before; at least 0;
        shape (kinds,).
    alpha
        Contacts of kind i that one of kind j calls forth, on average: excitation of its own kind
        on the diagonal, responsiveness beside it; at least 0; shape (kinds, kinds). Its spectral
        radius is below 1: else contacts multiply without end.
    beta
        Rate at which excitation fades, above 0; a reply comes after 1 / beta, on average.
    kinds
        What the kinds are: sides, or sides and channels; empty: their numbers.

    Raises
    ------
    InvalidCaseError
        Where shapes or values do not fit, or the spectral radius is not below 1.

    Examples
    --------
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
    >>> round(dyad.radius, 12), dyad.rates.round(3).tolist()
    (0.5, [0.25, 0.333])
    """

    mu: Floats = field(converter=_array)
    alpha: Floats = field(converter=_array)
    beta: float = field(converter=float, validator=number(above=0))
    kinds: tuple[str, ...] = field(default=(), converter=ids)

    def __attrs_post_init__(self) -> None:
        count = len(self.mu) if self.mu.ndim == 1 else -1
        if count < 1 or self.alpha.shape != (count, count):
            raise InvalidCaseError(
                "HawkesParameters.alpha",
                "as many rows and columns as mu has rates, one at least",
                f"{self.alpha.shape} for {self.mu.shape}",
            )
        for name, values in (("mu", self.mu), ("alpha", self.alpha)):
            if not (np.isfinite(values).all() and (values >= 0).all()):
                raise InvalidCaseError(
                    f"HawkesParameters.{name}", "finite numbers of at least 0", "others"
                )
        if self.kinds and len(self.kinds) != count:
            raise InvalidCaseError("HawkesParameters.kinds", f"{count} names", str(len(self.kinds)))
        if not self.radius < 1:
            raise InvalidCaseError(
                "HawkesParameters.alpha",
                "a spectral radius below 1",
                f"{self.radius:.3g}",
                "Each contact calls forth one more or more, so they never end: make alpha smaller.",
            )

    @property
    def radius(self) -> float:
        """Spectral radius of alpha, below 1: 0 where no contact calls forth another."""
        return spectral_radius(self.alpha)

    @property
    def rates(self) -> Floats:
        """Contacts a unit of time in the long run, ``(I - alpha)^-1 mu``; shape (kinds,)."""
        return stationary_rates(self.mu, self.alpha)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the kinds are called."""
        return self.kinds or tuple(str(i) for i in range(len(self.mu)))


@frozen(kw_only=True, eq=False, repr=False)
class HawkesEvents(Result):
    """Contacts that were drawn.

    Parameters
    ----------
    parameters
        From which they were drawn.
    until
        End of the process, which began at 0.
    time
        In order; shape (events,).
    kind
        As its place in the kinds; shape (events,).
    parent
        Event that called this one forth, -1 for those that nobody called forth; shape (events,).
    """

    parameters: HawkesParameters
    until: float
    time: Floats
    kind: Ints
    parent: Ints

    def __len__(self) -> int:
        return len(self.time)

    def intensity(self, at: Floats) -> Floats:
        """Rate of each kind just before given moments, which rise; shape (moments, kinds).

        It is never below mu.
        """
        p = self.parameters
        return intensity(at, self.time, self.kind, p.mu, p.alpha, p.beta)

    def to_frame(self) -> TidyTable:
        """One row an event."""
        return TidyTable(
            {
                "time": self.time,
                "kind": np.array(self.parameters.labels, dtype=np.str_)[self.kind],
                "parent": np.where(self.parent < 0, np.nan, self.parent),
            }
        )


def simulate_hawkes(parameters: HawkesParameters, *, until: float, seed: int = 0) -> HawkesEvents:
    """Draw contacts, some of which call forth others.

    ``lambda_i(t) = mu_i + sum over k with t_k < t of alpha[i, kind_k] beta exp(-beta (t - t_k))``

    Parameters
    ----------
    parameters
        Initiative, responsiveness and how fast they fade.
    until
        End of the process, above 0; it begins at 0, with nothing before it.
    seed
        Of the draws.

    Returns
    -------
    HawkesEvents
        In time order. Early on, rates are below those of the long run.

    Raises
    ------
    InvalidCaseError
        Where ``until`` is not above 0.

    Notes
    -----
    *Theory*: hawkes1971; halpin2013 (a dyad that writes to one another: initiative, excitation,
    responsiveness, latency); published. Days and weeks of real people have their own rhythm, which
    is not in it. Kinds that are sides and channels give the switching between channels: library's
    proposal.

    *Laws*: a spectral radius of 1 or more is refused; the rate is never below mu, and falls
    between events; whoever is called forth comes later than who called; the same seed gives the
    same.

    Examples
    --------
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=1.0)
    >>> drawn = simulate_hawkes(dyad, until=50, seed=3)
    >>> bool((drawn.intensity(drawn.time) >= dyad.mu).all())
    True
    """
    if not (np.isfinite(until) and until > 0):
        raise InvalidCaseError("simulate_hawkes.until", "a finite time above 0", f"{until}")
    random = generator(seed)
    time, kind, parent = branching_events(
        parameters.mu, parameters.alpha, parameters.beta, float(until), random
    )
    return HawkesEvents(
        parameters=parameters, until=float(until), time=time, kind=kind, parent=parent
    )
