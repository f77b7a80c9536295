"""What is measured of the choice of receivers: ours, plain NumPy and SciPy, and xlogit."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

Run = Callable[[], Any]

EVENTS = 10_000
WINDOW = 300.0
STATISTICS = ("inertia", "reciprocity", "recent_inertia", "recent_reciprocity")


def _log(people: int) -> Any:
    """Time, sender and receiver; each turns to about eight others, most of the time."""
    random = np.random.default_rng(1)
    known = np.zeros((people, people))
    sender = random.integers(0, people, EVENTS)
    receiver = np.empty(EVENTS, dtype=np.int64)
    for event, i in enumerate(sender.tolist()):
        pull = 2.5 * known[i] + known[:, i] + random.gumbel(size=people)
        pull[i] = -np.inf
        receiver[event] = j = int(pull.argmax())
        if known[i].sum() >= 8:
            known[i] = 0.0
        known[i, j] = 1.0
    return np.cumsum(random.exponential(60, EVENTS)), sender, receiver


def our_choice(people: int) -> Run:
    """From a table of names to estimates and their errors."""
    from mediaeco.dynamics import relational_choice

    time, sender, receiver = _log(people)
    events = {"time": time, "sender": sender.astype(np.str_), "receiver": receiver.astype(np.str_)}
    return lambda: relational_choice(events, statistics=STATISTICS, window=WINDOW).estimate


def _everybody(log: Any, people: int) -> Any:
    """Features of everybody but the sender at each event, and the place of who was chosen."""
    time, sender, receiver = log
    features = np.empty((EVENTS, people, len(STATISTICS)))
    known = np.zeros((people, people))
    last = np.full((people, people), -np.inf)
    for event, (t, i, j) in enumerate(zip(time, sender, receiver, strict=True)):
        features[event, :, 0] = known[i]
        features[event, :, 1] = known[:, i]
        features[event, :, 2] = t - last[i] < WINDOW
        features[event, :, 3] = t - last[:, i] < WINDOW
        known[i, j], last[i, j] = 1.0, t
    others = np.arange(people) != sender[:, None]
    return features[others].reshape(EVENTS, people - 1, -1), receiver - (receiver > sender)


def dense_choice(people: int) -> Run:
    """Features of everybody at every event, and SciPy's BFGS with the gradient worked out."""
    from scipy.optimize import minimize

    log = _log(people)

    def run() -> Any:
        features, chosen = _everybody(log, people)
        events = np.arange(EVENTS)
        taken = features[events, chosen].sum(axis=0)

        def cost(beta: Any) -> Any:
            utility = features @ beta
            utility -= utility.max(axis=1, keepdims=True)
            share = np.exp(utility)
            total = share.sum(axis=1)
            gained = (utility[events, chosen] - np.log(total)).sum()
            mean = np.einsum("ej,ejk->k", share / total[:, None], features)
            return -gained, mean - taken

        return minimize(cost, np.zeros(len(STATISTICS)), jac=True, method="BFGS").x

    return run


def xlogit_choice(people: int) -> Run:
    """The fit alone: the features of everybody are there before the clock starts."""
    xlogit = importlib.import_module("xlogit")
    features, chosen = _everybody(_log(people), people)
    ids = np.repeat(np.arange(EVENTS), people - 1)
    alternatives = np.tile(np.arange(people - 1), EVENTS)
    rows = features.reshape(-1, len(STATISTICS))
    picked = alternatives == chosen[ids]

    def run() -> Any:
        model = xlogit.MultinomialLogit()
        model.fit(rows, picked, varnames=list(STATISTICS), alts=alternatives, ids=ids, verbose=0)
        return model.coeff_

    return run


CHOICE_JOBS: dict[str, Callable[[int], Run]] = {
    job.__name__: job for job in (our_choice, dense_choice, xlogit_choice)
}
