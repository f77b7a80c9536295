"""What people are called in tables that leave the record."""

from __future__ import annotations

from collections import Counter

import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array

__all__ = ["actor_names"]


def actor_names(eco: Ecosystem, *, pseudonyms: bool = False) -> Array:
    """What is each person of each case called?

    By role: ``"therapist"``, ``"patient"``, ``"other"``. Where several of a case have one role,
    the second is ``"other 2"``, in the order in which the case lists them, so that two people
    never become one.

    Parameters
    ----------
    eco
        One case or a cohort.
    pseudonyms
        True: by the ids that the record gives them.

    Returns
    -------
    array
        Shape (cases, most actors of a case); empty beyond a case's own actors.

    Notes
    -----
    *Laws*: names differ within a case; without ``pseudonyms`` no id stands among them.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> actor_names(Ecosystem(read_example("sent-away"))).tolist()
    [['therapist', 'patient']]
    """
    names: list[list[str]] = []
    for head in eco.cases:
        seen: Counter[str] = Counter()
        own = []
        for person in head.actors:
            seen[person.role] += 1
            turn = seen[person.role]
            role = str(person.role) if turn == 1 else f"{person.role} {turn}"
            own.append(person.id if pseudonyms else role)
        names.append(own)
    most = max(map(len, names), default=0)
    padded = [own + [""] * (most - len(own)) for own in names]
    return np.array(padded, dtype=np.str_).reshape(len(names), most)
