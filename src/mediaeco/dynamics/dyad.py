"""Two people who move one another: differential equations of a dyad."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen
from attrs.validators import instance_of

from mediaeco.dynamics.influence import TANH, Influence
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
        c: how strongly the other moves this one; below 0: away from where the other is.
    by
        F: how that hangs on the other's state (library default: tanh).
    """

    inertia: float = field(converter=float, validator=number(below=0))
    alone: float = field(converter=float, validator=number())
    influence: float = field(converter=float, validator=number())
    by: Influence = field(default=TANH, validator=instance_of(Influence))

    @property
    def bound(self) -> float:
        """No state that has been within ``(|b| + |c| max |F|) / |m|`` ever leaves it."""
        return (abs(self.alone) + abs(self.influence) * self.by.bound) / abs(self.inertia)

    def rest(self, other: Floats) -> Floats:
        """Where this one would rest if the other stayed where it is: the nullcline."""
        return -(self.alone + self.influence * self.by.function(other)) / self.inertia

    def rest_within(self, left: Floats, right: Floats) -> tuple[Floats, Floats]:
        """Between what `rest` stays while the other is between two states."""
        low, high = self.by.within(left, right)
        if self.influence < 0:
            low, high = high, low
        return tuple(-(self.alone + self.influence * end) / self.inertia for end in (low, high))  # type: ignore[return-value]  # of two

    def pull(self, other: Floats) -> Floats:
        """How much this one's rate of change changes with the other's state, ``c F'``."""
        return self.influence * self.by.slope(other)


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

    def slope(self, x: Floats) -> Floats:
        """Rate of change of therapist and patient; shape of ``x``, (..., 2)."""
        one, other = self.therapist, self.patient
        return np.stack(
            [
                one.inertia * x[..., 0] + one.alone + one.influence * one.by.function(x[..., 1]),
                other.inertia * x[..., 1]
                + other.alone
                + other.influence * other.by.function(x[..., 0]),
            ],
            axis=-1,
        )

    def jacobian(self, x: Floats) -> Floats:
        """Rates of change of small deviations from a state; shape (2, 2)."""
        one, other = self.therapist, self.patient
        return np.array(
            [
                [one.inertia, float(one.pull(np.asarray(x[1])))],
                [float(other.pull(np.asarray(x[0]))), other.inertia],
            ]
        )


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

    ``dT/dt = m_T T + b_T + c_T F_T(P)`` and ``dP/dt = m_P P + b_P + c_P F_P(T)``

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
    at hand, so tanh stands for them unless the caller has others; parameters are the caller's,
    none are invented. `rest_states` says where they may end.

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
    path = runge_kutta(parameters.slope, first, count, h)
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
