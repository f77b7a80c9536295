"""Do the weights by which people choose channels come back, and do their intervals hold them?"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from mediaeco.ecosystem import Ecosystem
from mediaeco.kernels.array import Array
from mediaeco.media import ChannelChoiceModel, channel_choice
from mediaeco.model import TidyTable
from mediaeco.simulation import BehaviourParameters, CaseDesign, ChoiceParameters, simulate_cohort
from verification.interval import draw_shares, within
from verification.study import Study, Work, seeds_of

__all__ = ["choice"]

_CASES = 100
_TRUE = {
    "habit": 0.5,
    "reply_channel": 1.2,
    "inertia": 0.4,
    "fit": 2.0,
    "preference:video_call": -0.5,
    "preference:phone": -1.0,
    "preference:instant_messaging": 0.5,
}


def choice(work: Work) -> Study:
    """Simulate cohorts whose contacts are all choices, and fit each."""
    seeds = seeds_of(work.seed + 4_000, work.replicates)
    found = np.array(work.spread(_once, seeds, "choice"))
    rows = [_row(name, found[:, k]) for k, name in enumerate(_TRUE)]
    names = ("weight", "truth", "median", "intervals", "hold", "asked", "right")
    table = TidyTable({name: [row[k] for row in rows] for k, name in enumerate(names)})
    figure = Figure(figsize=(6, 2.4), layout="constrained")
    draw_shares(figure.subplots(), list(_TRUE), table["hold"], table["intervals"], table["asked"])
    return Study(
        name="choice",
        question="Do the weights of the choice of channels come back?",
        table=table,
        figure=figure,
        note=(
            f"{work.replicates} cohorts of {_CASES} cases without arranged sessions, intervals "
            "clustered by case. Asked for: a share of 95 % intervals that hold the truth between "
            ".92 and .98."
        ),
    )


def _once(seed: int) -> Array:
    weights = ChoiceParameters(
        habit=_TRUE["habit"],
        reply_channel=_TRUE["reply_channel"],
        inertia=_TRUE["inertia"],
        fit=_TRUE["fit"],
        preference={n.removeprefix("preference:"): v for n, v in _TRUE.items() if ":" in n},
    )
    cohort = simulate_cohort(
        _CASES,
        design=CaseDesign(routine=None),
        parameters=BehaviourParameters(choice=weights),
        seed=seed,
    )
    model = ChannelChoiceModel(reference="email", available="all")
    table = channel_choice(Ecosystem(cohort), model=model).to_frame()
    place = [table["feature"].tolist().index(name) for name in _TRUE]
    return np.column_stack([table[name][place] for name in ("estimate", "low", "high")])


def _row(name: str, found: Array) -> tuple[object, ...]:
    estimate, low, high = found.T
    told = ~np.isnan(low)
    hold = int(((low <= _TRUE[name]) & (_TRUE[name] <= high))[told].sum())
    right = bool(within(np.array(hold), told.sum()))
    return name, _TRUE[name], float(np.nanmedian(estimate)), int(told.sum()), hold, True, right
