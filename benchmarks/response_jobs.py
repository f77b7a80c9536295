"""What is measured of Hawkes processes: ours and hawkes-engine on the same events."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

Run = Callable[[], Any]

KINDS, LATENCY, RADIUS, INITIATIVE = 5, 1.0, 0.6, 0.2


@cache
def drawn(count: int) -> Any:
    """About so many events of one realisation, and what they were drawn from."""
    from mediaeco.dynamics import HawkesParameters, simulate_hawkes

    random = np.random.default_rng(3)
    alpha = random.uniform(0, 1, (KINDS, KINDS))
    alpha *= RADIUS / np.abs(np.linalg.eigvals(alpha)).max()
    parameters = HawkesParameters(mu=np.full(KINDS, INITIATIVE), alpha=alpha, beta=1 / LATENCY)
    return simulate_hawkes(parameters, until=count / parameters.rates.sum(), seed=1)


def _given(count: int) -> tuple[Any, ...]:
    """Events as hawkes-engine takes them: its alpha is ours times beta."""
    events = drawn(count)
    told = events.parameters
    return events.time, events.kind, told.mu, told.alpha * told.beta, np.full(KINDS, told.beta)


def _engine() -> Any:
    return importlib.import_module("hawkes_engine")


def our_likelihood(count: int) -> Run:
    """Log likelihood and gradient, what stands before each event looked up beforehand."""
    from mediaeco.dynamics import fit_hawkes
    from mediaeco.kernels.hawkes_likelihood import log_likelihood

    events = drawn(count)
    record = fit_hawkes(events).record
    told, past = events.parameters, record.past
    beta = np.full(KINDS, told.beta)
    return lambda: log_likelihood(past, told.mu, told.alpha, beta, exposure=events.until).value


def our_fit(count: int) -> Run:
    """One latency for all, over all of its bounds, with errors."""
    from mediaeco.dynamics import fit_hawkes

    events = drawn(count)
    return lambda: fit_hawkes(events).log_likelihood


def our_fit_each(count: int) -> Run:
    """A latency for each kind."""
    from mediaeco.dynamics import HawkesSearch, fit_hawkes

    events, search = drawn(count), HawkesSearch(fading="own")
    return lambda: fit_hawkes(events, search=search).log_likelihood


def our_fit_known(count: int) -> Run:
    """Latency is known."""
    from mediaeco.dynamics import HawkesSearch, fit_hawkes

    events = drawn(count)
    search = HawkesSearch(beta=events.parameters.beta)
    return lambda: fit_hawkes(events, search=search).log_likelihood


def engine_likelihood(count: int) -> Run:
    engine, (time, kind, mu, alpha, beta) = _engine(), _given(count)
    until = drawn(count).until
    return lambda: engine.loglik(time, kind, mu, alpha, beta, until, shared_decay=True, grad=True)[
        "value"
    ]


def _engine_fit(count: int, **settings: Any) -> Run:
    engine, (time, kind, *_) = _engine(), _given(count)
    until = drawn(count).until
    return lambda: (
        engine.fit(time, kind, M=KINDS, T=until, shared_decay=True, seed=1, **settings).loglik
    )


def engine_fit(count: int) -> Run:
    """A latency for each kind that excites, from one start, with errors."""
    return _engine_fit(count)


def engine_fit_bare(count: int) -> Run:
    """The same without errors."""
    return _engine_fit(count, se_method=None, ridge_report=False)


def engine_fit_known(count: int) -> Run:
    return _engine_fit(count, beta=_given(count)[-1])


RESPONSE_JOBS: dict[str, Callable[[int], Run]] = {
    job.__name__: job
    for job in (
        our_likelihood,
        our_fit,
        our_fit_each,
        our_fit_known,
        engine_likelihood,
        engine_fit,
        engine_fit_bare,
        engine_fit_known,
    )
}
