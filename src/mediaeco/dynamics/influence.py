"""How the state of one person moves another: a bounded function of it, and its slope."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.model.bound import number

__all__ = ["TANH", "Influence"]

_TRIED = np.concatenate((-np.geomspace(1e3, 1e-3, 200), [0.0], np.geomspace(1e-3, 1e3, 200)))
_SLACK = 1e-6


@frozen(kw_only=True, eq=False)
class Influence:
    """A function of the other's state that is bounded and has a bounded slope.

    Parameters
    ----------
    name
        What it is called.
    function, slope
        The function and its derivative, of arrays.
    bound
        No value is further from 0.
    steepest
        No slope is further from 0.
    rising
        Whether it never falls; then states of rest are found the faster, and where the function is
        all but a switch they are found at all.

    Raises
    ------
    InvalidCaseError
        Where the function is seen to break its bounds or to have another slope.

    Notes
    -----
    The functions of liebovitch2011 and peluso2012 were not at hand, and none are guessed here: give
    your own where you have them.

    Examples
    --------
    >>> steps = Influence(
    ...     name="arctan",
    ...     function=np.arctan,
    ...     slope=lambda x: 1 / (1 + x**2),
    ...     bound=np.pi / 2,
    ...     steepest=1,
    ... )
    >>> float(steps.function(np.array(1.0)).round(3))
    0.785
    """

    name: str
    function: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]
    bound: float = field(converter=float, validator=number(above=0))
    steepest: float = field(converter=float, validator=number(above=0))
    rising: bool = False

    def __attrs_post_init__(self) -> None:
        """Try the function at some hundred states."""
        h = 1e-5 * np.maximum(1.0, np.abs(_TRIED))
        with np.errstate(all="ignore"):
            value, slope = self.function(_TRIED), self.slope(_TRIED)
            rise = (self.function(_TRIED + h) - self.function(_TRIED - h)) / (2 * h)
        wide = 1 + _SLACK
        if np.shape(value) != _TRIED.shape or not (np.abs(value) <= self.bound * wide).all():
            raise InvalidCaseError("Influence.function", "a number within `bound`", "another")
        if np.shape(slope) != _TRIED.shape or not (np.abs(slope) <= self.steepest * wide).all():
            raise InvalidCaseError("Influence.slope", "a number within `steepest`", "another")
        # Where a function bends sharply, a difference over it says nothing of its slope.
        if self.rising and (np.diff(value) < 0).any():
            raise InvalidCaseError("Influence.rising", "a function that never falls", "another")
        off = np.abs(rise - slope) > 1e-3 * self.steepest
        if off.mean() > 0.05:
            raise InvalidCaseError(
                "Influence.slope", "the derivative of the function", "something else"
            )

    def within(self, left: Floats, right: Floats) -> tuple[Floats, Floats]:
        """Numbers that the function neither falls below nor rises above between two states."""
        if self.rising:
            return self.function(left), self.function(right)
        middle = self.function((left + right) / 2)
        reach = self.steepest * (right - left) / 2
        return np.maximum(middle - reach, -self.bound), np.minimum(middle + reach, self.bound)


def _tanh_slope(x: Floats) -> Floats:
    return np.asarray(1 - np.tanh(x) ** 2, dtype=np.float64)


TANH = Influence(name="tanh", function=np.tanh, slope=_tanh_slope, bound=1, steepest=1, rising=True)
"""Rises from -1 to 1, one to one near 0 (library default; no published function is known to us)."""
