"""Two people who move one another: differential equations of a dyad."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, shown
from mediaeco.kernels.array import Floats
from mediaeco.kernels.ode import runge_kutta
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number

__all__ = [
    "DyadParameters",
    "DyadTrajectory",
    "PersonParameters",
    "simulate_dyad_ode",
    "steps_of",
]


@frozen(kw_only=True)
class PersonParameters:
    """How one of the two changes.

    Parameters
    ----------
    inertia
        m, below 0: pulls back to the state without the other, ``-b / m``.
    alone
        b: what drives without the other.
    influence
        c: how strongly the other moves this one, at most.
    """

    inertia: float = field(converter=float, validator=number(below=0))
    alone: float = field(converter=float, validator=number())
    influence: float = field(converter=float, validator=number())

    @property
    def bound(self) -> float:
        """No state that has been within ``(|b| + |c|) / |m|`` ever leaves it."""
        return (abs(self.alone) + abs(self.influence)) / abs(self.inertia)


@frozen(kw_only=True)
class DyadParameters:
    """The two, and none of it with a default: no published values are known to us.

    Parameters
    ----------
    therapist, patient
        How each changes.
    """

    therapist: PersonParameters
    patient: PersonParameters

    def swapped(self) -> DyadParameters:
        """The same two, each in the other's place."""
        return DyadParameters(therapist=self.patient, patient=self.therapist)


@frozen(kw_only=True, eq=False, repr=False)
class DyadTrajectory(Result):
    """States of the two over time.

    Parameters
    ----------
    t
        Time, from 0; shape (moments,).
    therapist, patient
        States; shape (moments,).
    """

    t: Floats
    therapist: Floats
    patient: Floats

    def to_frame(self) -> TidyTable:
        """One row a moment."""
        return TidyTable({"t": self.t, "therapist": self.therapist, "patient": self.patient})

    def summary(self) -> TidyTable:
        """The end."""
        return TidyTable({name: values[-1:] for name, values in self.to_frame().columns.items()})


def simulate_dyad_ode(
    parameters: DyadParameters,
    *,
    start: tuple[float, float],
    until: float,
    step: float = 0.01,
) -> DyadTrajectory:
    """Where do two end who move one another, from where they start?

    ``dT/dt = m_T T + b_T + c_T tanh(P)`` and ``dP/dt = m_P P + b_P + c_P tanh(T)``

    Parameters
    ----------
    parameters
        Inertia, drive and influence of the two.
    start
        State of therapist and of patient at time 0.
    until
        End, above 0.
    step
        Of the integration (fixed, fourth order), above 0 (library default: 0.01); refused where
        ``step |m|`` is above 1, for which the method is not to be trusted. It is shortened to fit
        ``until``.

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
    *Theory*: liebovitch2011, peluso2012 (change in proportion to one's state, to what one is
    alone, and to an influence of the other); adapted: the published influence functions were not
    at hand, so tanh stands for them; parameters are the caller's, none are invented.

    *Laws*: a state never leaves the box ``|x| <= (|b| + |c|) / |m|``, and comes into it from
    outside; swapping the two swaps their states; without drive, an influence smaller than inertia
    lets both end at 0, and one of twice inertia (m = -1, c = 2) holds them at +1.915 or -1.915,
    by the side on which they started.

    Examples
    --------
    >>> one = PersonParameters(inertia=-1, alone=0, influence=2)
    >>> dyad = DyadParameters(therapist=one, patient=one)
    >>> simulate_dyad_ode(dyad, start=(0.1, 0.1), until=40).patient[-1].round(3)
    np.float64(1.915)
    """
    therapist, patient = parameters.therapist, parameters.patient
    first, count, h = steps_of("simulate_dyad_ode", start, until, step)
    steepest = max(abs(therapist.inertia), abs(patient.inertia))
    if not h * steepest <= 1:
        raise InvalidCaseError(
            "simulate_dyad_ode.step", f"at most {1 / steepest:g} for this inertia", shown(step)
        )
    m = np.array([therapist.inertia, patient.inertia])
    b = np.array([therapist.alone, patient.alone])
    c = np.array([therapist.influence, patient.influence])
    path = runge_kutta(lambda x: m * x + b + c * np.tanh(x[..., ::-1]), first, count, h)
    return DyadTrajectory(
        t=np.linspace(0.0, until, count + 1), therapist=path[:, 0], patient=path[:, 1]
    )


def steps_of(
    name: str, start: tuple[float, float], until: float, step: float
) -> tuple[Floats, int, float]:
    """Start as an array, how many steps there are, and how long each is."""
    first = np.asarray(start, dtype=np.float64)
    if first.shape != (2,) or not np.isfinite(first).all():
        raise InvalidCaseError(f"{name}.start", "two finite states", "others")
    if not (np.isfinite(until) and until > 0):
        raise InvalidCaseError(f"{name}.until", "a finite time above 0", shown(until))
    if not (np.isfinite(step) and step > 0):
        raise InvalidCaseError(f"{name}.step", "a finite time above 0", shown(step))
    count = max(int(np.ceil(until / step - 1e-9)), 1)
    return first, count, until / count
