"""Passages and codes as arrays: which passage has which code, and who coded it."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Bools, Ints
from mediaeco.kernels.overlap import overlaps
from mediaeco.model import Coding

__all__ = ["CodedUnits", "Passages", "coded_units", "passages"]


@frozen(kw_only=True, eq=False)
class Passages:
    """Distinct passages of a coding, in the order in which each was first coded.

    Parameters
    ----------
    begin, end, source
        Offsets, and place of the source; shape (passages,).
    row
        Passage of each segment; shape (segments,).
    has
        Whether anybody gave a code to the passage; shape (passages, codes).
    """

    begin: Ints
    end: Ints
    source: Ints
    row: Ints
    has: Bools


def passages(coding: Coding) -> Passages:
    """Join segments with the same ends: two coders of one passage are one passage."""
    source = {item.id: i for i, item in enumerate(coding.sources)}
    code = {item.id: i for i, item in enumerate(coding.codes)}
    known: dict[tuple[int, int, int], int] = {}
    row = np.array(
        [
            known.setdefault((source[item.source], item.begin, item.end), len(known))
            for item in coding.segments
        ],
        dtype=np.int64,
    )
    place = np.array(list(known), dtype=np.int64).reshape(len(known), 3)
    has = np.zeros((len(known), len(code)), dtype=bool)
    for passage, segment in zip(row.tolist(), coding.segments, strict=True):
        has[passage, [code[name] for name in segment.codes]] = True
    return Passages(begin=place[:, 1], end=place[:, 2], source=place[:, 0], row=row, has=has)


@frozen(kw_only=True, eq=False)
class CodedUnits:
    """Units with fixed boundaries, and what each coder gave to each.

    Parameters
    ----------
    coders, codes
        Ids.
    coded
        Whether a coder coded the unit; shape (units, coders).
    has
        Whether a coder gave a code to the unit; shape (units, coders, codes).
    chosen
        Number of the set of codes that a coder gave, -1 where the coder coded not; shape
        (coders, units).
    choices
        How many different sets there are.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    coded: Bools
    has: Bools
    chosen: Ints
    choices: int


def coded_units(coding: Coding, *, partial: bool = False) -> CodedUnits:
    """Take passages as units, and make sure that coders coded the same ones.

    Raises
    ------
    InvalidCaseError
        Where segments name no coder, coders cut the text differently, or, unless ``partial``, a
        coder has left units out.
    """
    nobody = sum(not segment.coder for segment in coding.segments)
    if nobody:
        raise InvalidCaseError(
            "segments.coder", "a coder for every segment", f"{nobody} segments without one"
        )
    found = passages(coding)
    codes = tuple(code.id for code in coding.codes if code.id not in coding.headings)
    column = {name: c for c, name in enumerate(codes)}
    who = {name: i for i, name in enumerate(coding.coders)}
    coded = np.zeros((len(found.begin), len(who)), dtype=bool)
    has = np.zeros((*coded.shape, len(codes)), dtype=bool)
    for unit, segment in zip(found.row.tolist(), coding.segments, strict=True):
        coded[unit, who[segment.coder]] = True
        has[unit, who[segment.coder], [column[name] for name in segment.codes]] = True
    _check_units(found, coded, partial=partial)
    sets: dict[tuple[int, ...], int] = {(): 0}
    chosen = np.full(coded.shape[::-1], -1, dtype=np.int64)
    for unit, coder in zip(*(at.tolist() for at in np.nonzero(coded)), strict=True):
        given = tuple(np.flatnonzero(has[unit, coder]).tolist())
        chosen[coder, unit] = sets.setdefault(given, len(sets))
    return CodedUnits(
        coders=coding.coders, codes=codes, coded=coded, has=has, chosen=chosen, choices=len(sets)
    )


def _check_units(found: Passages, coded: Bools, *, partial: bool) -> None:
    first, second = overlaps(found.begin, found.end, found.source)
    # Where each of two overlapping passages has a coder that the other lacks, the coders cut the
    # text at different places.
    mine = (coded[first] & ~coded[second]).any(axis=1)
    theirs = (coded[second] & ~coded[first]).any(axis=1)
    apart = len(np.unique(np.concatenate((first[mine & theirs], second[mine & theirs]))))
    if apart:
        raise InvalidCaseError(
            "segments",
            "coders who coded the same passages (the boundaries are fixed)",
            f"{apart} of {len(coded)} passages that overlap another coder's with other ends",
            "Agree on the passages first; agreement on where to cut is not computed.",
        )
    lacking = int((~coded.all(axis=1)).sum())
    if lacking and not partial:
        raise InvalidCaseError(
            "segments",
            "every coder to have coded every passage",
            f"{lacking} of {len(coded)} passages that a coder has no segment on",
            "Add segments without codes where nothing was given, or pass partial=True to take them "
            "as missing.",
        )
