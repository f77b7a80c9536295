"""Relational control: who defines the relationship, message by message."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.thread import BOUT_GAP_HOURS, bout_of, came_about, dyadic
from mediaeco.ecosystem import Ecosystem
from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats, Ints
from mediaeco.kernels.transact import TRANSACT_CLASSES, transact_rows
from mediaeco.model import ControlCode, Result, TidyTable

__all__ = ["CONTROL_CLASSES", "RelationalControl", "relational_control"]

CONTROL_CLASSES = ("symmetry", "complementarity", "transition")
"""Classes of transacts."""

_CODES = tuple(str(code) for code in ControlCode)
_UP = tuple(ControlCode).index(ControlCode.ONE_UP)
_DOWN = tuple(ControlCode).index(ControlCode.ONE_DOWN)
_SIDES = ("therapist", "patient")


@frozen(kw_only=True, eq=False, repr=False)
class RelationalControl(Result):
    """Control codes, and the transacts that they make.

    Parameters
    ----------
    cases
        Ids.
    messages
        Coded messages by side (therapist, patient) and code (one up, one down, one across); shape
        (cases, 2, 3).
    coded
        Share of the contacts between the two that are coded; NaN without any; shape (cases,).
    transacts
        Transacts by who spoke first, and the codes of the first and the second message; shape
        (cases, 2, 3, 3).
    classes
        Transacts of symmetry, complementarity and transition; shape (cases, 3).
    shares
        The same as shares; NaN without transacts; shape (cases, 3).
    domineeringness
        One-up messages among all coded messages of either side, from 0 to 1; NaN without messages;
        shape (cases, 2).
    dominance
        One-up messages of either side that the other answered by one-down, among all its one-up
        messages, from 0 to 1; NaN without one-up messages; shape (cases, 2).
    dominance_ratio
        The therapist's dominance over the patient's, at least 0; NaN where either is not defined
        or the patient's is 0; shape (cases,).
    """

    cases: tuple[str, ...]
    messages: Ints
    coded: Floats
    transacts: Ints
    classes: Ints
    shares: Floats
    domineeringness: Floats
    dominance: Floats
    dominance_ratio: Floats

    def to_frame(self) -> TidyTable:
        """One row a case."""
        columns: dict[str, object] = {
            "case": np.array(self.cases, dtype=np.str_),
            "messages": self.messages.sum(axis=(1, 2)),
            "coded": self.coded,
            "transacts": self.classes.sum(axis=1),
        }
        columns |= {name: self.shares[:, k] for k, name in enumerate(CONTROL_CLASSES)}
        for k, side in enumerate(_SIDES):
            columns[f"{side}_domineeringness"] = self.domineeringness[:, k]
            columns[f"{side}_dominance"] = self.dominance[:, k]
        columns["dominance_ratio"] = self.dominance_ratio
        return TidyTable(columns)

    def transact_frame(self) -> TidyTable:
        """One row a case, first speaker and transact, those that never occur included."""
        shape = self.transacts.shape
        case, side, first, second = (part.ravel() for part in np.indices(shape))
        codes = np.array(_CODES)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[case],
                "first_speaker": np.array(_SIDES)[side],
                "first": codes[first],
                "second": codes[second],
                "class": np.array(CONTROL_CLASSES)[TRANSACT_CLASSES[first, second]],
                "transacts": self.transacts.ravel(),
            }
        )


def relational_control(eco: Ecosystem, *, gap_hours: float = BOUT_GAP_HOURS) -> RelationalControl:
    """Who asserts control, who yields it, and does the other go along?

    Each message is one up (it asserts a definition of the relationship), one down (it accepts or
    asks for one) or one across, as a person coded it. Two successive messages are a transact:
    symmetrical where both have one code, complementary where one is up and the other down,
    transitional where just one is across. For side i and the other side j

    - ``domineeringness_i = one-ups of i / coded messages of i``,
    - ``dominance_i = one-ups of i that j answers by one-down / one-ups of i``,
    - ``dominance_ratio = dominance_T / dominance_P``.

    Messages are contacts between therapist and patient that came about (or that are coded all the
    same); two are successive where no other of these stands between them, both are in one context,
    and their senders differ. A message that is not coded ends the pair before it, as a second one
    by the same sender does; what third parties send is not looked at.

    Parameters
    ----------
    eco
        One case or a cohort.
    gap_hours
        Silence that ends a context, in hours, above 0 (library default 12): what is said after it
        answers nothing.

    Returns
    -------
    RelationalControl
        Counts and indices by case.

    Raises
    ------
    InvalidCaseError
        Where ``gap_hours`` is not above 0.

    Notes
    -----
    *Theory*: rogers1975 (codes, transacts and their classes), rogersmillar1979 (domineeringness and
    dominance); published, adapted to contacts: the source codes turns of talk within one meeting.
    Control is coded by people; a log shows none.

    *Laws*: there are nine transacts, three of symmetry, two of complementarity, four of transition;
    the class is that of the pair whoever comes first; mirroring up and down keeps it; swapping the
    roles swaps the sides and inverts the ratio; dominance is at most 1.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> control = relational_control(Ecosystem(read_example("first-contact")))
    >>> control.transacts.shape
    (1, 2, 3, 3)
    """
    if not gap_hours > 0:
        raise InvalidCaseError("relational_control.gap_hours", "hours above 0", str(gap_hours))
    table = eco.table
    between = came_about(table) | (dyadic(table) & (table.control >= 0))
    rows = np.flatnonzero(between)
    case, sender = table.case[rows], table.sender[rows].astype(np.int64)
    code = table.control[rows].astype(np.int64)
    begin = transact_rows(code, sender, bout_of(table, gap_hours)[rows])
    pair = ((case[begin] * 2 + sender[begin]) * 3 + code[begin]) * 3 + code[begin + 1]
    cases = table.cases
    transacts = np.bincount(pair, minlength=cases * 18).reshape(cases, 2, 3, 3)
    told = code >= 0
    spoken = (case[told] * 2 + sender[told]) * 3 + code[told]
    messages = np.bincount(spoken, minlength=cases * 6).reshape(cases, 2, 3)
    both = transacts.sum(axis=1)
    classes = np.stack([both[:, k == TRANSACT_CLASSES].sum(axis=1) for k in range(3)], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        dominance = transacts[:, :, _UP, _DOWN] / messages[:, :, _UP]
        ratio = np.where(dominance[:, 1] > 0, dominance[:, 0] / dominance[:, 1], np.nan)
        return RelationalControl(
            cases=eco.ids,
            messages=messages,
            coded=messages.sum(axis=(1, 2)) / np.bincount(case, minlength=cases),
            transacts=transacts,
            classes=classes,
            shares=classes / classes.sum(axis=1, keepdims=True),
            domineeringness=messages[:, :, _UP] / messages.sum(axis=2),
            dominance=dominance,
            dominance_ratio=ratio,
        )
