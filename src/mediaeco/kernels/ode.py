"""Differential equations at fixed steps, with chance or without."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mediaeco.kernels.array import Floats

__all__ = ["euler_maruyama", "runge_kutta"]


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


def euler_maruyama(
    slope: Callable[[Floats], Floats], start: Floats, kicks: Floats, h: float
) -> Floats:
    """Follow ``dx = slope(x) dt + dW`` by ``x' = x + h slope(x) + sqrt(h) kick``.

    Parameters
    ----------
    slope
        From states of shape (..., k) to their rates of change.
    start
        Shape (..., k).
    kicks
        What chance does at each step, in units of the square root of time; shape (steps, ..., k).
    h
        How long a step is.

    Returns
    -------
    Floats
        Shape (steps + 1, ..., k), the start first.

    Examples
    --------
    >>> euler_maruyama(lambda x: -x, np.array([1.0]), np.zeros((2, 1)), 0.5)[:, 0]
    array([1.  , 0.5 , 0.25])
    """
    path = np.empty((len(kicks) + 1, *np.shape(start)))
    path[0] = start
    root = np.sqrt(h)
    for i, kick in enumerate(kicks):
        path[i + 1] = path[i] + h * slope(path[i]) + root * kick
    return path
