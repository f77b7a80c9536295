"""The setting at both ends: from where, with what, and with whom within earshot."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.history import SIDES
from mediaeco.analysis.session import is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array, Floats, Ints
from mediaeco.model import Result, TidyTable
from mediaeco.model.setting import since_of

__all__ = ["BothEnds", "setting"]


@frozen(kw_only=True, eq=False, repr=False)
class BothEnds(Result):
    """The setting of therapist and patient in each contact, and how constant it was kept.

    Parameters
    ----------
    cases
        Ids.
    places, devices
        Kinds of place and device that the settings name, each once.
    case, n
        Case and contact index of each row.
    place, device
        Codes at the therapist's and at the patient's end; -1 where unknown; shape (rows, 2).
    private
        1 where nobody else can listen in, 0 where somebody can, -1 where unknown; shape (rows, 2).
    sessions
        Sessions by case; shape (cases,), as the next three.
    known
        Share of the sessions in which the place is known at both ends; NaN without sessions.
    private_known
        Share in which it is known at both ends whether others could listen in; NaN without
        sessions.
    both_private
        Share in which both ends were private, of those in which it is known at both; NaN where it
        is known of none.
    place_constancy, device_constancy
        ``1 - changes / opportunities`` from session to session, by case and side, from 0 to 1; an
        opportunity is two sessions in a row in which it is known; NaN without one; shape
        (cases, 2).
    """

    cases: tuple[str, ...]
    places: tuple[str, ...]
    devices: tuple[str, ...]
    case: Ints
    n: Ints
    place: Ints
    device: Ints
    private: Ints
    sessions: Ints
    known: Floats
    private_known: Floats
    both_private: Floats
    place_constancy: Floats
    device_constancy: Floats

    def to_frame(self) -> TidyTable:
        """One row a contact."""
        columns: dict[str, Array] = {
            "case": np.array(self.cases, dtype=np.str_)[self.case],
            "n": self.n,
        }
        for s, side in enumerate(SIDES):
            columns[f"{side}_place"] = np.array([*self.places, ""], dtype=np.str_)[self.place[:, s]]
            columns[f"{side}_device"] = np.array([*self.devices, ""], dtype=np.str_)[
                self.device[:, s]
            ]
            private = self.private[:, s]
            columns[f"{side}_private"] = np.where(private < 0, np.nan, private)
        return TidyTable(columns)

    def summary(self) -> TidyTable:
        """One row a case."""
        columns: dict[str, Array] = {
            "case": np.array(self.cases, dtype=np.str_),
            "sessions": self.sessions,
            "known": self.known,
            "private_known": self.private_known,
            "both_private": self.both_private,
        }
        for s, side in enumerate(SIDES):
            columns[f"{side}_place_constancy"] = self.place_constancy[:, s]
            columns[f"{side}_device_constancy"] = self.device_constancy[:, s]
        return TidyTable(columns)


def setting(eco: Ecosystem) -> BothEnds:
    """Where did both take part from, and was it kept the same from session to session?

    A setting holds from its time on until the next setting of the same actor; before the first,
    nothing is known.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    BothEnds
        By contact, and over the sessions by case and side.

    Notes
    -----
    *Theory*: bleger1967 (space among the constants of the frame), apa2013 (an appropriate and
    private environment at both ends); the shares are the library's proposal. Place constancy is
    also as far as a record shows of objectification (silverstone1992): a fixed place for it.

    *Laws*: each contact has the last setting begun by then; of a case whose
    settings are not recorded nothing is known (``known`` and ``private_known`` are 0 of its
    sessions), and privacy and constancy are NaN, never 0 or 1; a setting repeated changes nothing;
    swapping the roles swaps the sides.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> from mediaeco.model import Setting
    >>> import attrs
    >>> case = read_example("sent-away")
    >>> at_home = attrs.evolve(case, settings=[Setting(actor="P", place="home", private=False)])
    >>> setting(Ecosystem(at_home)).places
    ('home',)
    """
    table = eco.table
    places = _terms(eco, "place")
    devices = _terms(eco, "device")
    # Place, device and privacy at either end.
    told = np.full((len(table), 2, 3), -1)
    for i, head in enumerate(eco.cases):
        rows = slice(int(table.offsets[i]), int(table.offsets[i + 1]))
        for side, actor in enumerate((head.therapist, head.patient)):
            own = [item for item in head.settings if item.actor == actor.id]
            if not own:
                continue
            codes = np.array(
                [
                    (
                        places[item.place],
                        devices[item.device],
                        -1 if item.private is None else int(item.private),
                    )
                    for item in own
                ]
            )
            # What came last stands last, and stands for rows before the first setting.
            codes = np.concatenate((codes, [[-1, -1, -1]]))
            since = np.array([since_of(item) for item in own])
            told[rows, side] = codes[np.searchsorted(since, table.time[rows], side="right") - 1]
    session = is_session(eco)
    held = np.bincount(table.case[session], minlength=table.cases)
    at, of = told[session], table.case[session]
    known, private_known = ((at[:, :, k] >= 0).all(axis=1) for k in (0, 2))
    private = (at[:, :, 2] == 1).all(axis=1)
    share = [np.bincount(of, mask, table.cases) for mask in (known, private_known, private)]
    with np.errstate(invalid="ignore"):
        return BothEnds(
            cases=eco.ids,
            places=tuple(name for name in places if name),
            devices=tuple(name for name in devices if name),
            case=table.case,
            n=table.n,
            place=told[:, :, 0],
            device=told[:, :, 1],
            private=told[:, :, 2],
            sessions=held,
            known=share[0] / held,
            private_known=share[1] / held,
            both_private=share[2] / share[1],
            place_constancy=_constancy(at[:, :, 0], of, table.cases),
            device_constancy=_constancy(at[:, :, 1], of, table.cases),
        )


def _terms(eco: Ecosystem, name: str) -> dict[str, int]:
    """Code of every kind of place or device, in the order of the record; an empty one is -1."""
    named = (getattr(item, name) for head in eco.cases for item in head.settings)
    terms = list(dict.fromkeys(term for term in named if term))
    return {**{term: code for code, term in enumerate(terms)}, "": -1}


def _constancy(codes: Ints, case: Ints, cases: int) -> Floats:
    """``1 - changes / opportunities`` from row to row of a case, by side; (cases, 2)."""
    follows = (np.diff(case) == 0)[:, None] & (codes[1:] >= 0) & (codes[:-1] >= 0)
    changed = follows & (codes[1:] != codes[:-1])
    counts = [
        np.stack([np.bincount(case[1:], mask[:, s], cases) for s in range(2)], axis=1)
        for mask in (changed, follows)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        constancy: Floats = 1 - counts[0] / counts[1]
    return constancy
