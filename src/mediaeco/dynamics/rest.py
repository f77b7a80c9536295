"""Where two who move one another may rest, and whether they would come back to it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.dynamics.dyad import DyadParameters, DyadTrajectory, steps_of
from mediaeco.dynamics.minimal import MinimalModel
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Array, Bools, Floats
from mediaeco.kernels.ode import runge_kutta
from mediaeco.kernels.roots import every_root
from mediaeco.model import Result, TidyTable

__all__ = ["RestStates", "rest_covariance", "rest_states", "simulate_linearised"]

_WEAK = 1e-12
_TURNS = 1e-9  # below which an imaginary part is rounding


@frozen(kw_only=True, eq=False, repr=False)
class RestStates(Result):
    """States that do not change.

    Parameters
    ----------
    states
        Therapist and client (or patient), rising by the therapist's; shape (states, 2).
    eigenvalues
        Of the Jacobian at each; complex: the way back or away turns; shape (states, 2).
    stable
        True where small deviations die out: the trace of the Jacobian is below 0 and its
        determinant above 0; shape (states,).
    names
        What the two are called.
    """

    states: Floats
    eigenvalues: Array
    stable: Bools
    names: tuple[str, str] = ("therapist", "client")

    @property
    def turns(self) -> Bools:
        """Where the way back or away turns: the two overshoot by turns; shape (states,)."""
        size = 1 + np.abs(self.eigenvalues).max(axis=1, initial=0)
        turn = np.abs(self.eigenvalues.imag).max(axis=1, initial=0)
        return np.asarray(turn > _TURNS * size, dtype=bool)

    def to_frame(self) -> TidyTable:
        """One row a state."""
        return TidyTable(
            {
                self.names[0]: self.states[:, 0],
                self.names[1]: self.states[:, 1],
                "growth": self.eigenvalues.real.max(axis=1, initial=-np.inf),
                "turns": self.turns,
                "stable": self.stable,
            }
        )


def rest_states(model: MinimalModel | DyadParameters) -> RestStates:
    """Where may the two rest, and would they come back to it?

    In the minimal model, with the client's equation at rest, ``x_cl = g_cl + b x_th^2 / k_cl``, the
    therapist's becomes a polynomial of third degree in ``x_th``, whose real roots are the states of
    rest. In a dyad, with the therapist at rest, ``T = -(b_T + c_T F_T(P)) / m_T``, the patient's
    equation is one of P alone; its roots in the box that no state leaves are all found, by halving
    the cells that what bounds the influence functions does not rule out.

    Parameters
    ----------
    model
        The parameters.

    Returns
    -------
    RestStates
        Of the minimal model from none to three states; what lies some million times further out
        than the dispositions is not looked for. Of a dyad one at least.

    Raises
    ------
    InvalidCaseError
        Where a whole stretch of states does not change (an influence function with a straight
        piece of just the slope that inertia has).

    Notes
    -----
    *Theory*: tschacher2019, equations 8.8 and 8.9, and 8.14 and 8.15 for their linearisation;
    liebovitch2011, peluso2012 for the dyad; published.

    *Laws*: a state of rest does not change; a simulation beside a stable state ends in it, and one
    beside an unstable state leaves it. Minimal model: with a = b = 0 there is one, the two
    dispositions, and it is stable. Dyad: all lie in the box; there is one stable state more than
    there are unstable ones; the way back turns only where the two influences have opposite signs;
    inertia, drive and influence of one person in the same proportion rest the same.

    Examples
    --------
    >>> alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=4, a=0, b=0)
    >>> rest_states(alone).states
    array([[3., 4.]])
    >>> from mediaeco.dynamics.dyad import PersonParameters
    >>> one = PersonParameters(inertia=-1, alone=0, influence=2)
    >>> rest_states(DyadParameters(therapist=one, patient=one)).states[:, 1].round(3) + 0.0
    array([-1.915,  0.   ,  1.915])
    """
    names = ("therapist", "client")
    if isinstance(model, DyadParameters):
        names, states = ("therapist", "patient"), _of_dyad(model)
    else:
        states = _of_minimal(model)
    jacobians = [model.jacobian(state) for state in states]
    return RestStates(
        states=states,
        eigenvalues=np.array([np.linalg.eigvals(j) for j in jacobians]).reshape(-1, 2),
        stable=np.array([np.trace(j) < 0 < np.linalg.det(j) for j in jacobians], dtype=bool),
        names=names,
    )


def rest_covariance(model: MinimalModel | DyadParameters, noise: tuple[float, float]) -> Floats:
    """How do two vary about their states of rest, where chance moves them?

    The stationary covariance of the linearisation, ``J S + S J' + diag(s^2) = 0``.

    Parameters
    ----------
    model
        The parameters.
    noise
        s of therapist and of client, at least 0, as of `simulate_minimal_sde`.

    Returns
    -------
    Floats
        In the order of `rest_states`; NaN where a state is not stable, about which nobody stays;
        shape (states, 2, 2).

    Raises
    ------
    InvalidCaseError
        Where a noise is below 0.

    Notes
    -----
    *Theory*: tschacher2019 (linearisation, chance); the equation is Lyapunov's. It holds where
    chance is small beside what the state of rest holds.

    *Laws*: with a = b = 0 it is ``s^2 / (2 k)`` for each, and they vary on their own; twice the
    noise, four times the covariance.

    Examples
    --------
    >>> alone = MinimalModel(k_therapist=1, k_client=2, g_therapist=3, g_client=4, a=0, b=0)
    >>> rest_covariance(alone, (1, 1))[0].round(6) + 0.0
    array([[0.5 , 0.  ],
           [0.  , 0.25]])
    """
    spread = np.asarray(noise, dtype=np.float64)
    if spread.shape != (2,) or not (np.isfinite(spread) & (spread >= 0)).all():
        raise InvalidCaseError(
            "rest_covariance.noise", "two finite numbers of at least 0", shown(str(noise))
        )
    found = rest_states(model)
    out = np.full((len(found.states), 2, 2), np.nan)
    unit = np.eye(2)
    for k in np.flatnonzero(found.stable).tolist():
        j = model.jacobian(found.states[k])
        both = np.kron(j, unit) + np.kron(unit, j)
        out[k] = np.linalg.solve(both, -np.diag(spread**2).ravel()).reshape(2, 2)
    return out


def simulate_linearised(
    model: MinimalModel | DyadParameters,
    *,
    rest: tuple[float, float],
    start: tuple[float, float],
    until: float,
    step: float = 0.01,
) -> DyadTrajectory:
    """Follow the linearisation about a state: what small deviations from it would do.

    Parameters
    ----------
    model
        The parameters.
    rest
        A state of rest, as of `rest_states`.
    start, until, step
        As of `simulate_minimal_model`.

    Returns
    -------
    DyadTrajectory
        At every step.

    Raises
    ------
    InvalidCaseError
        Where a setting is out of its range.

    Notes
    -----
    *Theory*: tschacher2019, equations 8.14 and 8.15; published.

    *Laws*: who starts at rest stays; near to it the simulation of the model is off by the square of
    the distance.
    """
    at, _, _ = steps_of("simulate_linearised", rest, until, step)
    first, count, h = steps_of("simulate_linearised", start, until, step)
    turned = model.jacobian(at).T
    path = at + runge_kutta(lambda x: x @ turned, first - at, count, h)
    return DyadTrajectory(
        t=np.linspace(0.0, until, count + 1), therapist=path[:, 0], patient=path[:, 1]
    )


def _of_minimal(model: MinimalModel) -> Floats:
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
    return np.stack([therapist, model.g_client + model.b * therapist**2 / model.k_client], axis=-1)


def _of_dyad(dyad: DyadParameters) -> Floats:
    one, other = dyad.therapist, dyad.patient

    def rate(p: Floats) -> Floats:
        return other.inertia * (p - other.rest(one.rest(p)))

    def slope(p: Floats) -> Floats:
        return other.inertia - other.pull(one.rest(p)) * one.pull(p) / one.inertia

    def within(left: Floats, right: Floats) -> tuple[Floats, Floats]:
        low, high = other.rest_within(*one.rest_within(left, right))
        return other.inertia * (right - low), other.inertia * (left - high)

    end = other.bound * (1 + 1e-6) + 1e-9
    patient = every_root(
        rate,
        slope,
        within,
        (-end, end),
        # What the sum of three terms rounds off.
        8 * np.finfo(np.float64).eps * abs(other.inertia) * end,
    )
    if patient is None:
        raise InvalidCaseError(
            "rest_states.model", "states of rest that stand apart", "a whole stretch of them"
        )
    states = np.stack([one.rest(patient), patient], axis=-1)
    return np.asarray(states[np.lexsort((states[:, 1], states[:, 0]))])
