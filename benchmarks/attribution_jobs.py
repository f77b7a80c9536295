"""Readings of tables of paths, ours and those of each package, a process for each package.

Run as ``python -m benchmarks.attribution_jobs PACKAGE PROCESS FIRST RECORDS COUNT``; prints, as
JSON and a line a record, the rank correlation of each reading with the truth, its seconds, and
which intervals cover. FIRST is the seed of the first record.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from benchmarks.attribution_data import CASES, PROCESSES, Simulated, contacts, simulated

Shares = Mapping[str, float]
Reading = tuple[str, Callable[[], Shares]]

MTA_DRAWS = 5  # of its 2,000 bagged regressions, which would take most of an hour
MTA_SIZE = 3  # of its coalitions; with all of them it is not done in five minutes


def effects(paths: Any, form: str, stops: bool) -> Any:
    from mediaeco.forming import channel_effects

    return channel_effects(paths, form=form, stops=stops)


def ours(given: Simulated) -> Iterator[Reading]:
    """Readings of this library by use, beside that of the effect."""
    yield "mediaeco, Shapley of the rate", lambda: _rate_shapley(given)
    yield "mediaeco, removal effect", lambda: _by_use(given, "removal")
    yield "last touch", lambda: _by_use(given, "last")
    yield "linear", lambda: _by_use(given, "linear")
    yield "first touch", lambda: _first(given)


def _by_use(given: Simulated, name: str) -> Shares:
    found = effects(given.paths, "hazard", True)
    return dict(zip(found.channels, getattr(found, name).tolist(), strict=True))


def _first(given: Simulated) -> Shares:
    won = dict.fromkeys(given.names, 0.0)
    for path, times in zip(given.paths["path"], given.paths["total_conversions"], strict=True):
        won[path.partition(" > ")[0]] += times
    return won


def _rate_shapley(given: Simulated) -> Shares:
    """A coalition is worth the share of conversions among journeys that touch no other channel."""
    from mediaeco.kernels.coalition import shapley_values

    bit = {name: 1 << k for k, name in enumerate(given.names)}
    tried, won = np.zeros(1 << len(bit)), np.zeros(1 << len(bit))
    columns = (given.paths[k] for k in ("path", "total_conversions", "total_null"))
    for path, yes, no in zip(*columns, strict=True):
        who = 0
        for name in path.split(" > "):
            who |= bit[name]
        tried[who] += yes + no
        won[who] += yes
    for k in range(len(bit)):
        for sums in (tried, won):
            halves = sums.reshape(-1, 2, 1 << k)
            halves[:, 1] += halves[:, 0]
    rate = np.divide(won, tried, out=np.zeros_like(won), where=tried > 0)
    return dict(zip(given.names, shapley_values(rate).tolist(), strict=True))


def channel_attribution(given: Simulated) -> Iterator[Reading]:
    package, frame = _package("ChannelAttribution"), _frame(given)

    def run() -> Shares:
        found = package.markov_model(
            frame, "path", "total_conversions", var_null="total_null", flg_pro=False, verbose=False
        )
        return dict(zip(found["channel_name"], found["total_conversions"], strict=True))

    yield "ChannelAttribution, Markov", run


def mam(given: Simulated) -> Iterator[Reading]:
    """Read where somebody installed it: its licence keeps it out of the extra ``bench``."""
    package, pandas = _package("mam"), _package("pandas")
    texts, converted, times = _twice(given)
    frame = pandas.DataFrame({"path": texts, "converted": converted, "times": times})

    def run(model: str) -> Shares:
        made = package.MAM(
            frame, "grouped_journey", "path", "converted", occurrences_colname="times"
        )
        found = getattr(made, f"run_{model}")().to_pandas()
        names, values = (found.columns[k] for k in (0, -1))
        return dict(zip(found[names].astype(str), found[values].astype(float), strict=True))

    yield "MAM, Markov", lambda: run("markov")
    yield "MAM, Shapley", lambda: run("shapley")


def mta(given: Simulated) -> Iterator[Reading]:
    package = _package("mta")
    made: list[Any] = []

    def run(model: str, **settings: Any) -> Shares:
        if not made:
            # Times that it makes up itself would take minutes, and serve its additive hazard alone,
            # which is not done in five.
            made.append(package.MTA(data=_frame(given), allow_loops=True, add_timepoints=False))
        known = set(made[0].attribution)
        getattr(made[0], model)(**settings)
        name = next(iter(set(made[0].attribution) - known))
        return dict(made[0].attribution[name])

    yield "mta, Markov", lambda: run("markov", sim=False)
    yield "mta, Shapley", lambda: run("shapley", max_coalition_size=MTA_SIZE)
    yield "mta, Shao and Li", lambda: run("shao")
    yield "mta, logistic regression", lambda: run("logistic_regression", n_iterations=MTA_DRAWS)


def do_attribution(given: Simulated) -> Iterator[Reading]:
    package = _package("do_attribution")
    texts, converted, times = _twice(given)
    every = np.repeat(np.array(texts, dtype=object), times)
    hits = np.repeat(np.array(converted, dtype=int), times)

    def markov() -> Shares:
        found = package.MarkovAttribution(removal_strategy="redirect_to_null").fit(every, hits)
        return dict(found["removal_effects"])

    def shapley() -> Shares:
        return dict(package.ShapleyAttribution().fit(every, hits)["shapley_values"])

    yield "do-attribution, Markov", markov
    yield "do-attribution, Shapley", shapley


PACKAGES: dict[str, Callable[[Simulated], Iterator[Reading]]] = {
    "mediaeco": ours,
    "ChannelAttribution": channel_attribution,
    "marketing_attribution_models": mam,
    "mta": mta,
    "do-attribution": do_attribution,
}


def _package(name: str) -> Any:
    return importlib.import_module(name)


def _frame(given: Simulated) -> Any:
    return _package("pandas").DataFrame(given.paths)


def _twice(given: Simulated) -> tuple[list[str], list[bool], list[int]]:
    """Each path once with its conversions, and once with its nulls."""
    rows = [
        (path, converted, times)
        for converted, name in ((True, "total_conversions"), (False, "total_null"))
        for path, times in zip(given.paths["path"], given.paths[name], strict=True)
        if times
    ]
    texts, converted, times = zip(*rows, strict=True)
    return list(texts), list(converted), list(times)


def told(given: Simulated, shares: Shares) -> float:
    """Rank correlation with the truth; a channel that is not told of has nothing."""
    from scipy.stats import spearmanr

    values = [float(shares.get(name, 0.0)) for name in given.names]
    return float(spearmanr(values, given.truth).statistic)


def read(package: str, process: str, seed: int, count: int) -> dict[str, Any]:
    """Read one simulated table by all readings of a package."""
    given, stops = simulated(process, seed, count), process != PROCESSES[2]
    found: dict[str, Any] = {}
    if package in ("mediaeco", "effects"):
        found |= _effects_read(given, process, stops)
        if process == CASES:
            found |= _shifts_read(given)
    if package == "effects":
        return found
    try:
        readings = list(PACKAGES[package](given))
    except ImportError:
        return {package: {"fault": "left out: not installed"}}
    for name, reading in readings:
        begun = time.perf_counter()
        try:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                shares = reading()
        except Exception as fault:
            found[name] = {"fault": f"{type(fault).__name__}: {fault}"[:120]}
            continue
        found[name] = {"seconds": time.perf_counter() - begun, "rank": told(given, shares)}
    return found


def _effects_read(given: Simulated, process: str, stops: bool) -> dict[str, Any]:
    """Fit both forms; the one of the lower AIC is what a reader would take."""
    begun = time.perf_counter()
    both = {form: effects(given.paths, form, stops) for form in ("hazard", "logit")}
    seconds = time.perf_counter() - begun
    chosen = min(both, key=lambda form: both[form].aic)
    right = "hazard" if process == PROCESSES[0] else "logit"
    shares = dict(zip(both[chosen].channels, both[chosen].effect.tolist(), strict=True))
    row: dict[str, Any] = {"seconds": seconds, "rank": told(given, shares)}
    row["chosen"] = chosen == right
    if process != CASES:
        row["covered"] = _covered(given, both[right], right == "hazard")
    return {"mediaeco, effect of a contact": row}


def _covered(given: Simulated, found: Any, hazard: bool) -> list[bool]:
    """Whether each interval holds the true effect, the channel used most first."""
    truth = dict(zip(given.names, np.exp(given.truth) if hazard else given.truth, strict=True))
    true = np.array([truth[name] for name in found.channels])
    order = np.argsort(-found.contacts, kind="stable")
    holds = (found.low <= true) & (true <= found.high)
    return [bool(one) for one in holds[order]]


def _shifts_read(given: Simulated) -> dict[str, Any]:
    """Fit the hazard of formation with a shift for each channel, appropriation and all."""
    from mediaeco.forming import FormationModel, fit_formation

    model = FormationModel(
        id="by channel", free=["rate", "exposure", "content"], pooled=["channel"], kappa=1.5
    )
    begun = time.perf_counter()
    pooling = fit_formation(given.record, model=model).pooling
    seconds = time.perf_counter() - begun
    if pooling is None:
        return {}
    place = [pooling.name.index(name) for name in given.names]
    low, high = pooling.interval[place].T
    holds = (low <= given.truth) & (given.truth <= high)
    order = np.argsort(-contacts(given), kind="stable")
    shares = dict(zip(given.names, pooling.shift[place].tolist(), strict=True))
    row: dict[str, Any] = {"seconds": seconds, "rank": told(given, shares)}
    row["covered"] = [bool(one) for one in holds[order]]
    return {"mediaeco, shifts of the fitted hazard": row}


if __name__ == "__main__":
    package, process, first, records, count = sys.argv[1:]
    for seed in range(int(first), int(first) + int(records)):
        print(json.dumps(read(package, process, seed, int(count))), flush=True)
