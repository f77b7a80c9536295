"""What a record of contacts cannot tell about who calls forth whom, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mediaeco.dynamics.hawkes_profile import Profile, Summit, bounds_of
from mediaeco.dynamics.hawkes_record import HawkesRecord

__all__ = ["cannot_say", "warnings_of"]

_FEW = 10
_LISTED = 6


def cannot_say(record: HawkesRecord) -> str:
    """Why nothing can be estimated; empty where something can."""
    if not record.counts.any():
        return "No contact was drawn: nothing can be estimated."
    if not record.exposure.sum() > 0:
        return "The time observed has no length: no rate can be estimated."
    if bounds_of(record) is None:
        return (
            "No two contacts of a case are apart in time: whether one calls forth another, and how "
            "soon, cannot be told from initiative."
        )
    return ""


def warnings_of(
    record: HawkesRecord, profiles: Sequence[Profile], summits: Sequence[Summit]
) -> Iterator[str]:
    """Tell what was estimated from little, or could not be."""
    few = [
        f"{name} ({count})"
        for name, count in zip(record.kinds, record.counts.tolist(), strict=True)
        if count < _FEW
    ]
    if few:
        yield f"Few contacts of {', '.join(few)}: their estimates and errors say little."
    if not np.isfinite(sum(summit.best.value for summit in summits)):
        yield "A contact came where the baseline has no weight: the model cannot explain it."
    elif not all(summit.best.converged for summit in summits):
        yield "The search was cut off before it ended."
    yield from _bounds(record, profiles, summits)
    for summit in summits:
        yield from _latency(summit)


def _bounds(
    record: HawkesRecord, profiles: Sequence[Profile], summits: Sequence[Summit]
) -> Iterator[str]:
    zero, unknown = [], set()
    for profile, summit in zip(profiles, summits, strict=True):
        for target, share in zip(profile.targets, summit.best.shares, strict=True):
            name = record.kinds[target]
            if share[0] == 0:
                zero.append(f"initiative of {name}")
            for source in np.flatnonzero(share[1:] == 0).tolist():
                other = record.kinds[source]
                if other == name:
                    zero.append(f"self-excitation of {name}")
                elif record.between == "pull":
                    zero.append(f"pull of {other} on {name}")
                else:
                    zero.append(f"responsiveness of {name} to {other}")
            unknown |= {record.kinds[j] for j in np.flatnonzero(np.isnan(share[1:])).tolist()}
    if zero:
        more = f"; and {len(zero) - _LISTED} more" if len(zero) > _LISTED else ""
        yield (
            f"Estimated as 0, at the bound, without an error: {'; '.join(zero[:_LISTED])}{more}."
        )
    if unknown:
        yield f"What is called forth by {', '.join(sorted(unknown))} is not known: none came."


def _latency(summit: Summit) -> Iterator[str]:
    if not np.nan_to_num(summit.best.shares[:, 1:]).any():
        yield "No contact is called forth at any latency: latency cannot be told."
    elif summit.grid and not summit.inside:
        end = "longest" if summit.best.beta < np.sqrt(np.prod(summit.ends)) else "shortest"
        yield f"Latency is the {end} that was looked for: it is not identified by this record."
    elif not summit.identified:
        yield (
            "Latency is not identified: the longest or the shortest that was looked for is nearly "
            "as likely."
        )
