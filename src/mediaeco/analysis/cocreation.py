"""Whether both sides made it: balance and synergy."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import ElementStatus, element_weights, frame_lifecycle
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats, Ints
from mediaeco.model import ActKind, Result, TidyTable

__all__ = ["Cocreation", "balance", "cocreation"]

_AGREED = tuple(ElementStatus).index(ElementStatus.AGREED)

_NEGOTIATION = [
    code for code, kind in enumerate(ActKind) if kind not in (ActKind.BREACH, ActKind.REPAIR)
]


def balance(therapist: Floats | Ints, patient: Floats | Ints) -> Floats:
    """How evenly do two amounts share out?

    ``balance = 1 - |x_T - x_P| / (x_T + x_P)``

    Parameters
    ----------
    therapist, patient
        Amounts of at least 0, of one shape.

    Returns
    -------
    array
        From 0 (one side alone) to 1 (even); NaN where both are 0.

    Notes
    -----
    *Theory*: valenciarey (co-created); the index is the library's proposal.

    *Laws*: symmetric; the same for both amounts scaled alike; 1 only where they are equal.

    Examples
    --------
    >>> balance(np.array([3.0, 2.0, 0.0]), np.array([1.0, 2.0, 0.0]))
    array([0.5, 1. , nan])
    """
    therapist = np.asarray(therapist, dtype=np.float64)
    patient = np.asarray(patient, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 - np.abs(therapist - patient) / (therapist + patient)


@frozen(kw_only=True, eq=False, repr=False)
class Cocreation(Result):
    """Whether both sides made the ecosystem.

    Parameters
    ----------
    cases
        Ids.
    channels
        Ids.
    contacts
        Contacts made by each side over each channel; shape (cases, 2, channels).
    channel_balance
        Balance of contacts by channel; NaN where neither used it; shape (cases, channels).
    contact_balance
        Balance of all contacts; NaN without contacts; shape (cases,).
    act_balance
        Balance of proposals (to renegotiate as well), acceptances and rejections; NaN where there
        was none; shape (cases,).
    synergy
        Coverage that both reach together beyond what each reaches alone, from 0 to 1; NaN
        where a case has no elements; shape (cases,).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    contacts: Ints
    channel_balance: Floats
    contact_balance: Floats
    act_balance: Floats
    synergy: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_),
                "therapist_contacts": self.contacts[:, 0].sum(axis=1),
                "patient_contacts": self.contacts[:, 1].sum(axis=1),
                "contact_balance": self.contact_balance,
                "act_balance": self.act_balance,
                "synergy": self.synergy,
            }
        )


def cocreation(eco: Ecosystem) -> Cocreation:
    """Did both sides make the ecosystem?

    ``synergy = v({T, P}) - v({T}) - v({P})``, with v the final observed coverage that the frame
    acts of these actors alone reach (the Moebius term of the coverage game).

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Cocreation
        Balances and synergy.

    Notes
    -----
    *Theory*: valenciarey (an environment co-created by therapist and patient); the indices are the
    library's proposal. Since nobody can agree an element alone, v of one side is 0 and synergy is
    what the two agreed without others.

    *Laws*: swapping the roles changes nothing.
    """
    table = eco.table
    channels = len(eco.channels)
    side = np.minimum(table.sender, 2)
    contacts = np.bincount(
        (table.case * 3 + side) * channels + table.channel, minlength=table.cases * 3 * channels
    ).reshape(table.cases, 3, channels)[:, :2]
    life = frame_lifecycle(eco)
    spoke = np.isin(life.kind, _NEGOTIATION)
    by = np.bincount((life.case * 3 + np.minimum(life.actor, 2))[spoke], minlength=table.cases * 3)
    by = by.reshape(-1, 3)
    return Cocreation(
        cases=eco.ids,
        channels=tuple(channel.id for channel in eco.channels),
        contacts=contacts,
        channel_balance=balance(contacts[:, 0], contacts[:, 1]),
        contact_balance=balance(contacts[:, 0].sum(axis=1), contacts[:, 1].sum(axis=1)),
        act_balance=balance(by[:, 0], by[:, 1]),
        synergy=_reached(eco, (0, 1)) - _reached(eco, (0,)) - _reached(eco, (1,)),
    )


def _reached(eco: Ecosystem, actors: tuple[int, ...]) -> Floats:
    """Final observed coverage by the acts of these actors alone, by case."""
    people = max((len(head.actors) for head in eco.cases), default=0)
    counted = np.zeros(max(people, 2), dtype=bool)
    counted[list(actors)] = True
    life = frame_lifecycle(eco, actors=counted)
    weights = element_weights(eco)
    with np.errstate(invalid="ignore"):
        reached: Floats = (weights * (life.status == _AGREED)).sum(axis=1) / weights.sum(axis=1)
    return reached
