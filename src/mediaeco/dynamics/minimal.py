"""The minimal model of therapeutic interventions, and when its rest is stable."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.dynamics.dyad import DyadTrajectory, steps_of
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Array, Bools, Floats
from mediaeco.kernels.ode import runge_kutta
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number

__all__ = ["MinimalModel", "RestStates", "rest_states", "simulate_minimal_model"]

_WEAK = 1e-12


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


@frozen(kw_only=True, eq=False, repr=False)
class RestStates(Result):
    """States that do not change.

    Parameters
    ----------
    states
        Therapist and client, rising by the therapist's; shape (states, 2).
    eigenvalues
        Of the Jacobian at each; complex: the way back or away turns; shape (states, 2).
    stable
        True where small deviations die out: the trace of the Jacobian is below 0 and its
        determinant above 0; shape (states,).
    """

    states: Floats
    eigenvalues: Array
    stable: Bools

    def to_frame(self) -> TidyTable:
        """One row a state."""
        return TidyTable(
            {
                "therapist": self.states[:, 0],
                "client": self.states[:, 1],
                "growth": self.eigenvalues.real.max(axis=1, initial=-np.inf),
                "turns": np.abs(self.eigenvalues.imag).max(axis=1, initial=0) > 0,
                "stable": self.stable,
            }
        )


def rest_states(model: MinimalModel) -> RestStates:
    """Where may the two rest, and would they come back to it?

    With the client's equation at rest, ``x_cl = g_cl + b x_th^2 / k_cl``, the therapist's becomes
    a polynomial of third degree in ``x_th``, whose real roots are the states of rest.

    Parameters
    ----------
    model
        The parameters.

    Returns
    -------
    RestStates
        From none to three states. What lies some million times further out than the dispositions
        is not looked for.

    Notes
    -----
    *Theory*: tschacher2019, equations 8.8 and 8.9, and 8.14 and 8.15 for their linearisation;
    published.

    *Laws*: a state of rest does not change; with a = b = 0 there is one, the two dispositions, and
    it is stable; a simulation beside a stable state ends in it, and one beside an unstable state
    leaves it.

    Examples
    --------
    >>> alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=4, a=0, b=0)
    >>> rest_states(alone).states
    array([[3., 4.]])
    """
    k, a = model.k_therapist, model.a
    cubic = [
        a * model.b / model.k_client,
        0.0,
        a * model.g_client - k,
        k * model.g_therapist,
    ]
    # A coupling too weak to be told from none would put states of rest at the end of the world.
    whole = [c if abs(c) > _WEAK * max(map(abs, cubic)) else 0.0 for c in cubic]
    roots = np.roots(np.trim_zeros(whole, "f")) if any(whole[:3]) else np.zeros(0)
    real = np.abs(roots.imag) <= 1e-7 * (1 + np.abs(roots))
    therapist = np.sort(roots.real[real])
    states = np.stack(
        [therapist, model.g_client + model.b * therapist**2 / model.k_client], axis=-1
    )
    jacobians = [model.jacobian(state) for state in states]
    return RestStates(
        states=states,
        eigenvalues=np.array([np.linalg.eigvals(j) for j in jacobians]).reshape(-1, 2),
        stable=np.array([np.trace(j) < 0 < np.linalg.det(j) for j in jacobians], dtype=bool),
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
    if not np.isfinite(path).all():
        raise InvalidCaseError(
            "simulate_minimal_model.model",
            "states that stay finite until the end",
            "states that grow beyond all bounds",
            "End earlier, or make a and b smaller.",
        )
    return DyadTrajectory(
        t=np.linspace(0.0, until, count + 1), therapist=path[:, 0], patient=path[:, 1]
    )
