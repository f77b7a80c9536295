"""The minimal model of therapeutic interventions, and chance in it."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.dynamics.dyad import DyadTrajectory, steps_of
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.kernels.ode import euler_maruyama, runge_kutta
from mediaeco.model.bound import number
from mediaeco.model.seed import generator

__all__ = ["MinimalModel", "simulate_minimal_model", "simulate_minimal_sde"]


@frozen(kw_only=True)
class MinimalModel:
    """Parameters of the minimal model.

    Parameters
    ----------
    k_therapist, k_client
        Rate at which each returns to their own disposition, above 0.
    g_therapist, g_client
        That disposition: where each rests alone.
    a
        How the client's state moves the therapist.
    b
        How the therapist's state moves the client.
    """

    k_therapist: float = field(converter=float, validator=number(above=0))
    k_client: float = field(converter=float, validator=number(above=0))
    g_therapist: float = field(converter=float, validator=number())
    g_client: float = field(converter=float, validator=number())
    a: float = field(converter=float, validator=number())
    b: float = field(converter=float, validator=number())

    def slope(self, x: Floats) -> Floats:
        """Rate of change of therapist and client; shape of ``x``, (..., 2)."""
        th, cl = x[..., 0], x[..., 1]
        return np.stack(
            [
                self.k_therapist * (self.g_therapist - th) + self.a * cl * th,
                self.k_client * (self.g_client - cl) + self.b * th**2,
            ],
            axis=-1,
        )

    def jacobian(self, x: Floats) -> Floats:
        """Rates of change of small deviations from a state; shape (2, 2)."""
        th, cl = float(x[0]), float(x[1])
        return np.array(
            [[-self.k_therapist + self.a * cl, self.a * th], [2 * self.b * th, -self.k_client]]
        )


def simulate_minimal_model(
    model: MinimalModel, *, start: tuple[float, float], until: float, step: float = 0.01
) -> DyadTrajectory:
    """Follow therapist and client of the minimal model.

    ``dx_th/dt = -k_th x_th + g_th k_th + a x_cl x_th`` and
    ``dx_cl/dt = -k_cl x_cl + g_cl k_cl + b x_th^2``

    Parameters
    ----------
    model
        The parameters.
    start
        State of therapist and of client at time 0.
    until, step
        End, and step of the integration (fixed, fourth order; library default: 0.01), above 0.

    Returns
    -------
    DyadTrajectory
        At every step.

    Raises
    ------
    InvalidCaseError
        Where a setting is out of its range, or where states grow beyond all bounds: nothing in
        the model holds them back.

    Notes
    -----
    *Theory*: tschacher2019, equations 8.8 and 8.9, without chance; published.

    *Laws*: with a = b = 0 both come to rest at their dispositions; see `rest_states`.

    Examples
    --------
    >>> alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=4, a=0, b=0)
    >>> simulate_minimal_model(alone, start=(0, 0), until=40).summary()["patient"].round(3)
    array([4.])
    """
    first, count, h = steps_of("simulate_minimal_model", start, until, step)
    with np.errstate(over="ignore", invalid="ignore"):
        path = runge_kutta(model.slope, first, count, h)
    return _trajectory("simulate_minimal_model", path, until)


def simulate_minimal_sde(
    model: MinimalModel,
    *,
    noise: tuple[float, float],
    start: tuple[float, float],
    until: float,
    step: float = 0.01,
    seed: int = 0,
) -> DyadTrajectory:
    """Follow therapist and client of the minimal model, moved by chance as well.

    ``dx = slope(x) dt + s dW``, with independent chance for the two, at fixed steps (Euler and
    Maruyama): ``x' = x + h slope(x) + s sqrt(h) z`` with z standard normal.

    Parameters
    ----------
    model
        The parameters.
    noise
        s of therapist and of client, at least 0; no values are published that we know of. In the
        notation of the source ``s^2 / 2`` is Q.
    start, until
        As of `simulate_minimal_model`.
    step
        Of the integration, above 0 (library default: 0.01). What chance makes of a state is right
        to the first order of the step.
    seed
        Of chance: one seed, one path.

    Returns
    -------
    DyadTrajectory
        One path, at every step.

    Raises
    ------
    InvalidCaseError
        As of `simulate_minimal_model`, and where a noise is below 0.

    Notes
    -----
    *Theory*: tschacher2019, equation 8.72 (the Langevin equations behind it); published. The scheme
    of integration is the library's choice.

    *Laws*: without noise it is the Euler path of the model; with a = b = 0 each keeps varying about
    its disposition with variance ``s^2 / (2 k - k^2 h)``; see `rest_covariance`.

    Examples
    --------
    >>> alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=4, a=0, b=0)
    >>> path = simulate_minimal_sde(alone, noise=(0, 0.5), start=(3, 4), until=9, seed=1)
    >>> path.therapist.std(), bool(path.patient.std() > 0)
    (np.float64(0.0), True)
    """
    spread = np.asarray(noise, dtype=np.float64)
    if spread.shape != (2,) or not (np.isfinite(spread) & (spread >= 0)).all():
        raise InvalidCaseError(
            "simulate_minimal_sde.noise", "two finite numbers of at least 0", shown(str(noise))
        )
    first, count, h = steps_of("simulate_minimal_sde", start, until, step)
    random = generator(seed)
    kicks = random.standard_normal((count, 2)) * spread
    with np.errstate(over="ignore", invalid="ignore"):
        path = euler_maruyama(model.slope, first, kicks, h)
    return _trajectory("simulate_minimal_sde", path, until)


def _trajectory(name: str, path: Floats, until: float) -> DyadTrajectory:
    """Give a path, or say that it left for the end of the world."""
    if not np.isfinite(path).all():
        raise InvalidCaseError(
            f"{name}.model",
            "states that stay finite until the end",
            "states that grow beyond all bounds",
            "End earlier, or make a and b smaller.",
        )
    return DyadTrajectory(
        t=np.linspace(0.0, until, len(path)), therapist=path[:, 0], patient=path[:, 1]
    )
