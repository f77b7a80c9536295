"""One initiative for each case, so that livelier cases are not taken for excited ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_record import HawkesRecord
from mediaeco.kernels.array import Floats
from mediaeco.kernels.hawkes_likelihood import excitation

__all__ = ["level_warnings", "next_level"]

_FEW = 10


def next_level(fit: HawkesFit, record: HawkesRecord) -> Floats:
    """Each case's share of what came of its own accord, over what would if all were alike.

    An update of expectation and maximisation: no likelihood falls by it.

    Parameters
    ----------
    fit
        Of the record at the levels before.
    record
        Without levels.

    Returns
    -------
    Floats
        1 on average over the time observed; shape (cases,). Cases that were not observed have 1.
    """
    seen = fit.record
    own = fit.mu[seen.kind] * (1.0 if seen.baseline is None else seen.baseline)
    called = np.zeros(len(seen))
    for kind in range(seen.width):
        if np.nan_to_num(fit.alpha[kind]).any():
            rows = seen.kind == kind
            rate = excitation(seen.past, float(fit.beta[kind]), slope=False).rate[rows]
            called[rows] = rate @ np.nan_to_num(fit.alpha[kind])
    rate = own + called
    share = np.divide(own, rate, out=np.zeros(len(seen)), where=rate > 0)
    cases = len(record.until)
    came = np.bincount(record.case, share * record.counted, minlength=cases)
    exposure = record.exposure
    level = np.divide(came, exposure, out=np.zeros(cases), where=exposure > 0)
    level *= exposure.sum() / came.sum() if came.sum() > 0 else 0.0
    return np.where(exposure > 0, level, 1.0)


def level_warnings(record: HawkesRecord) -> Iterator[str]:
    """What an initiative for each case costs."""
    counts = np.bincount(record.case[record.counted > 0], minlength=len(record.until))
    some = counts[counts > 0]
    if len(some) and np.median(some) < _FEW:
        yield (
            f"Half of the cases have {int(np.median(some))} contacts or fewer: with an initiative "
            "for each case that is little, and excitation that lasts is estimated too low."
        )
