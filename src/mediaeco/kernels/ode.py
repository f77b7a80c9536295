"""Ordinary differential equations at fixed steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["runge_kutta"]


def runge_kutta(slope: Callable[[Floats], Floats], start: Floats, steps: int, h: float) -> Floats:
    """Follow ``dx/dt = slope(x)`` by the classical method of fourth order.

    Parameters
    ----------
    slope
        From states of shape (..., k) to their rates of change.
    start
        Shape (..., k): many starts are followed at once.
    steps, h
        How many, and how long each is.

    Returns
    -------
    Floats
        Shape (steps + 1, ..., k), the start first.

    Notes
    -----
    The error at a given time falls with the fourth power of ``h``.

    Examples
    --------
    >>> runge_kutta(lambda x: -x, np.array([1.0]), 10, 0.1)[-1].round(5)
    array([0.36788])
    """
    path = np.empty((steps + 1, *np.shape(start)))
    path[0] = start
    for i in range(steps):
        x = path[i]
        a = slope(x)
        b = slope(x + h / 2 * a)
        c = slope(x + h / 2 * b)
        d = slope(x + h * c)
        path[i + 1] = x + h / 6 * (a + 2 * b + 2 * c + d)
    return path
