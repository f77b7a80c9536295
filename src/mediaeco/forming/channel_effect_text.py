"""The effects of channels in sentences."""

from __future__ import annotations

import numpy as np

from mediaeco.kernels.array import Array
from mediaeco.model import TidyTable

__all__ = ["CAUTION", "effect_sentences"]

CAUTION = (
    "Attribution is not causation: a channel chosen when things already go well looks effective, "
    "one chosen in trouble looks harmful."
)
"""What every reading of effects must say."""


def effect_sentences(table: TidyTable, *, form: str, total: int, converted: int, units: str) -> str:
    """Say what was found, what readings by use make of it, and what stays open."""
    effect = table["effect"]
    known = np.flatnonzero(~np.isnan(effect))
    parts = [f"{converted:,} of {total:,} journeys converted."]
    if len(known) == 0:
        parts.append("No effect of a channel can be told.")
    else:
        order = known[np.argsort(-effect[known], kind="stable")]
        what = "hazard of conversion" if form == "hazard" else "log odds of conversion"
        parts.append(f"One contact moves the {what} most over {_told(table, order[0])}")
        parts[-1] += f", least over {_told(table, order[-1])}." if len(order) > 1 else "."
        parts += _against_use(table, order)
        if form != "hazard":
            parts += _harm(table, known)
        rests = "" if units == "likelihood" else f", stretched by a bootstrap of {units}"
        parts.append(f"Intervals are of 95 %, by profile likelihood without pooling{rests}.")
    parts += _untold(table)
    return " ".join([*parts, CAUTION])


def _told(table: TidyTable, k: int) -> str:
    effect, low, high = (float(table[name][k]) for name in ("effect", "low", "high"))
    return f"{table['channel'][k]} ({effect:.3g}, {low:.3g} to {high:.3g})"


def _against_use(table: TidyTable, order: Array) -> list[str]:
    """Tell where the largest shares by use lie elsewhere than the largest effects."""
    share = table["removal_share"][order]
    if len(order) < 2 or np.isnan(share).any():
        return []
    largest = int(order[np.argmax(share)])
    place = int(np.flatnonzero(order == largest)[0]) + 1
    return [
        f"The removal effect credits {table['channel'][largest]} most, with "
        f"{100 * share.max():.0f} % at {100 * float(table['use'][largest]):.0f} % of the contacts; "
        f"by the effect of a contact it is number {place} of {len(order)}."
    ]


def _harm(table: TidyTable, known: Array) -> list[str]:
    names = [str(table["channel"][k]) for k in known if table["high"][k] < 0]
    return [f"Below 0 with all of the interval: {', '.join(names)}."] if names else []


def _untold(table: TidyTable) -> list[str]:
    """Count the channels without an effect, by reason."""
    reasons, counts = np.unique(table["reason"][table["reason"] != ""], return_counts=True)
    return [
        f"Not told for {count} channel{'' if count == 1 else 's'}: {reason}."
        for reason, count in zip(reasons.tolist(), counts.tolist(), strict=True)
    ]
