"""How a record is held against rupture and repair's claims."""

from __future__ import annotations

import math

import attrs
import numpy as np

from mediaeco.analysis import ruptures
from mediaeco.dynamics import repair_latency
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Floats
from mediaeco.model import RuptureKind
from mediaeco.theory.case_test import CaseTest, difference_test, rank_test
from mediaeco.theory.judgement import Judgement, by_test, compared, undecided
from mediaeco.theory.reading import alliance_change, alliance_ratings, final_alliance

__all__ = [
    "RESTORED",
    "TAU_HOURS",
    "channels_mend_sooner",
    "confrontation_costs_more",
    "none_above_repaired",
    "none_above_unresolved",
    "repaired_above_none",
    "repaired_above_unresolved",
    "switch_restores",
    "withdrawal_more_frequent",
]

RESTORED = 0.05
"""Share of the scale by which the alliance may lie below what it was and count as restored (library
default)."""

TAU_HOURS = 24.0
"""Hours within which another channel has to mend a broken line (library default)."""

_WITHDRAWAL, _CONFRONTATION = str(RuptureKind.WITHDRAWAL), str(RuptureKind.CONFRONTATION)
_TECHNOLOGICAL = str(RuptureKind.TECHNOLOGICAL)
_OF_ALLIANCE = (_WITHDRAWAL, _CONFRONTATION)


@attrs.frozen(kw_only=True)
class _Endings:
    """Final alliance of cases whose ruptures were all repaired, that had none, and of others."""

    repaired: Floats
    none: Floats
    unresolved: Floats
    coded: bool


def _endings(eco: Ecosystem) -> _Endings:
    found = ruptures(eco)
    kept = np.isin(found.kind, _OF_ALLIANCE)
    case, mended = found.case[kept], found.repair_row[kept]
    cases = len(eco.cases)
    had = np.bincount(case, minlength=cases)
    open_ = np.bincount(case[mended < 0], minlength=cases)
    # What was rated before the last of them, or before its repair, is no ending.
    last = np.full(cases, -1, dtype=np.int64)
    np.maximum.at(last, case, np.maximum(found.row[kept], mended))
    final = final_alliance(eco, after=last)
    return _Endings(
        repaired=final[(had > 0) & (open_ == 0)],
        none=final[had == 0],
        unresolved=final[open_ > 0],
        coded=bool(had.any()),
    )


def _by_ending(ends: _Endings, test: CaseTest) -> Judgement:
    if not ends.coded:
        return undecided("no withdrawal or confrontation was coded in any case")
    return by_test(test)


def repaired_above_unresolved(eco: Ecosystem) -> Judgement:
    """Judge whether cases with repaired ruptures end higher than those with ruptures left open."""
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.repaired, ends.unresolved))


def repaired_above_none(eco: Ecosystem) -> Judgement:
    """Judge whether cases with repaired ruptures end with the higher alliance than smooth ones."""
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.repaired, ends.none))


def none_above_repaired(eco: Ecosystem) -> Judgement:
    """Judge whether cases without ruptures end with the higher alliance than repaired ones."""
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.none, ends.repaired))


def none_above_unresolved(eco: Ecosystem) -> Judgement:
    """Judge whether cases without ruptures end with the higher alliance than those left open."""
    ends = _endings(eco)
    return _by_ending(ends, difference_test(ends.none, ends.unresolved))


def confrontation_costs_more(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance falls by more after a confrontation than after a withdrawal."""
    found = ruptures(eco)
    fall = -alliance_change(eco, found.row, found.row)
    # Ruptures of both kinds between the same two ratings cannot be told apart by them.
    stretch = np.searchsorted(np.sort(alliance_ratings(eco).row), found.row)
    known = ~np.isnan(fall)
    confronted, withdrew = (known & (found.kind == kind) for kind in (_CONFRONTATION, _WITHDRAWAL))
    mixed = np.intersect1d(stretch[confronted], stretch[withdrew])
    apart = ~np.isin(stretch, mixed)
    falls = [fall[kind & apart] for kind in (confronted, withdrew)]
    if not all(map(len, falls)):
        return undecided(
            "a withdrawal and a confrontation are needed, each between ratings of its own"
        )
    return compared(float(falls[0].mean()), ">", float(falls[1].mean()))


def withdrawal_more_frequent(eco: Ecosystem) -> Judgement:
    """Judge whether more ruptures are withdrawals than confrontations."""
    kind = ruptures(eco).kind
    withdrew, confronted = (int((kind == one).sum()) for one in (_WITHDRAWAL, _CONFRONTATION))
    if withdrew + confronted == 0:
        return undecided("no withdrawal or confrontation was coded")
    return compared(withdrew / (withdrew + confronted), ">", 0.5)


def switch_restores(eco: Ecosystem) -> Judgement:
    """Judge whether lines that another channel mends leave the alliance where it was."""
    mended = repair_latency(eco, tau_hours=TAU_HOURS)
    if not mended.multimedia.any():
        return undecided("no broken line was mended over another channel in time")
    found = mended.ruptures
    change = alliance_change(eco, found.row[mended.multimedia], found.repair_row[mended.multimedia])
    change = change[~np.isnan(change)]
    return compared(
        float(change.mean()) if len(change) else math.nan,
        ">=",
        -RESTORED,
        reason="" if len(change) else "nobody rated the alliance before the break and after repair",
    )


def channels_mend_sooner(eco: Ecosystem) -> Judgement:
    """Judge whether a broken line is mended the sooner, the more channels were in use."""
    mended = repair_latency(eco, tau_hours=TAU_HOURS)
    found = mended.ruptures
    kept = found.kind == _TECHNOLOGICAL
    if not kept.any():
        return undecided("no technological rupture was coded")
    cases = len(eco.cases)
    # What was never mended took longer than whatever was.
    hours = np.where(found.repair_row[kept] < 0, math.inf, found.latency[kept])
    with np.errstate(invalid="ignore"):
        count = np.bincount(found.case[kept], minlength=cases)
        known = np.bincount(found.case[kept], mended.repertoire[kept], cases) / count
        took = np.bincount(found.case[kept], hours, cases) / count
    return by_test(rank_test(known, -took))
