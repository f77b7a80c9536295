"""The fallback plan: what was agreed for when a line breaks, and whether it served."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis.lifecycle import frame_lifecycle
from mediaeco.analysis.rupture import ruptures
from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Bools, Floats, Ints
from mediaeco.model import Result, RuptureKind, TidyTable

__all__ = ["Fallback", "fallback"]


@frozen(kw_only=True, eq=False, repr=False)
class Fallback(Result):
    """Every technological rupture, and the plan that stood when it came.

    Parameters
    ----------
    cases, channels
        Ids.
    case, row, n
        Case, row and contact index of each rupture; shape (ruptures,), as all to ``in_order``.
    channel, repair_channel
        Codes of the channels of rupture and repair; -1 where there was no repair.
    plan
        Channels agreed for it, in their order; empty where none was agreed before the rupture.
    latency
        Hours from rupture to repair; NaN where there was none.
    followed
        1 where a channel of the plan mended it, 0 where another one did; NaN without a plan,
        without a repair, and where the broken line came back by itself (no plan was needed).
    in_order
        1 where all channels of the plan before the one that mended it had been tried since the
        rupture (the broken line itself counts as tried), 0 where one was passed over; NaN where the
        plan was not followed.
    latency_by_plan
        Mean latency by case, without and with a plan, in hours; NaN where there was no such
        repair; shape (cases, 2).
    """

    cases: tuple[str, ...]
    channels: tuple[str, ...]
    case: Ints
    row: Ints
    n: Ints
    channel: Ints
    repair_channel: Ints
    plan: tuple[tuple[str, ...], ...]
    latency: Floats
    followed: Floats
    in_order: Floats
    latency_by_plan: Floats

    def __len__(self) -> int:
        return len(self.row)

    @property
    def planned(self) -> Bools:
        """True where a fallback had been agreed before the rupture."""
        return np.array([bool(plan) for plan in self.plan], dtype=bool)

    def to_frame(self) -> TidyTable:
        """One row a technological rupture."""
        names = np.array([*self.channels, ""], dtype=np.str_)
        return TidyTable(
            {
                "case": np.array(self.cases, dtype=np.str_)[self.case],
                "n": self.n,
                "channel": names[self.channel],
                "plan": np.array([", ".join(plan) for plan in self.plan], dtype=np.str_),
                "repair_channel": names[self.repair_channel],
                "latency_hours": self.latency,
                "followed": self.followed,
                "in_order": self.in_order,
            }
        )


def fallback(eco: Ecosystem) -> Fallback:
    """Was there a plan for when a line breaks, was it followed, and how soon were they back?

    A plan stands where an element that names fallback channels was agreed in an earlier contact.
    Where several do, their channels are tried in the order of the elements.

    Parameters
    ----------
    eco
        One case or a cohort.

    Returns
    -------
    Fallback
        One entry a technological rupture, as `ruptures` finds them.

    Notes
    -----
    *Theory*: cipolletta2017 (technological ruptures and multimedia repair), apa2013 (a plan for
    when the connection fails); the indices are the library's proposal. That ruptures with a plan
    are mended sooner would be an association, and no effect of planning: those who plan differ
    in more than the plan. A channel agreed anew keeps the list of the record: one list an
    element.

    *Laws*: ruptures, repairs and latencies are those of `ruptures`; without fallbacks nothing is
    planned; what is agreed later plans nothing; swapping the roles changes nothing.

    Examples
    --------
    >>> from mediaeco.io import read_example
    >>> broken = fallback(Ecosystem(read_example("broken-frame")))
    >>> len(broken)
    2
    """
    table = eco.table
    found = ruptures(eco)
    kept = np.flatnonzero(found.kind == str(RuptureKind.TECHNOLOGICAL))
    case, row = found.case[kept], found.row[kept]
    repair_row, repair = found.repair_row[kept], found.repair_channel[kept]
    channel, latency = found.channel[kept], found.latency[kept]
    plans = _plans(eco, case, row)
    followed, in_order = np.full((2, len(kept)), np.nan)
    for k, plan in enumerate(plans):
        # A loop over the few lines that broke, not over contacts.
        if not plan or repair[k] < 0 or (repair[k] == channel[k] and repair[k] not in plan):
            continue
        followed[k] = repair[k] in plan
        if followed[k]:
            tried = {*table.channel[row[k] : repair_row[k] + 1].tolist()}
            in_order[k] = tried.issuperset(plan[: plan.index(int(repair[k]))])
    planned = np.array([bool(plan) for plan in plans], dtype=np.int64)
    done = ~np.isnan(latency)
    sums, counts = (
        np.bincount((case * 2 + planned)[done], weights, table.cases * 2)
        for weights in (latency[done], None)
    )
    names = [item.id for item in eco.channels]
    with np.errstate(invalid="ignore"):
        return Fallback(
            cases=eco.ids,
            channels=tuple(names),
            case=case,
            row=row,
            n=found.n[kept],
            channel=channel,
            repair_channel=repair,
            plan=tuple(tuple(names[code] for code in plan) for plan in plans),
            latency=latency,
            followed=followed,
            in_order=in_order,
            latency_by_plan=(sums / counts).reshape(-1, 2),
        )


def _plans(eco: Ecosystem, case: Ints, row: Ints) -> list[tuple[int, ...]]:
    """Channels agreed for each rupture before it, in their order."""
    agreed = frame_lifecycle(eco).agreed_row
    place = {element.id: e for e, element in enumerate(eco.elements)}
    code = {channel.id: c for c, channel in enumerate(eco.channels)}
    plans = []
    for i, at in zip(case.tolist(), row.tolist(), strict=True):
        listed: list[int] = []
        for element in eco.cases[i].elements:
            if element.fallback and 0 <= agreed[i, place[element.id]] < at:
                listed += [code[name] for name in element.fallback]
        plans.append(tuple(dict.fromkeys(listed)))
    return plans
