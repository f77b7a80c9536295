"""A fitted Hawkes process in words, for a paper: what was fitted to what, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mediaeco.kernels.array import Array, Floats, Ints

if TYPE_CHECKING:
    from mediaeco.dynamics.hawkes_estimate import HawkesFit
    from mediaeco.model import TidyTable

__all__ = ["named", "statement"]

_LISTED = 4


def statement(
    fit: HawkesFit, table: TidyTable, radius: tuple[float, float, float], *, how: str
) -> str:
    """Say in a few sentences what was fitted to what, what was found, and what it cannot say.

    Parameters
    ----------
    fit
        What was fitted.
    table
        A row a parameter, as in ``fit.to_frame()``, with the intervals to be told.
    radius
        The spectral radius, and the ends of its interval.
    how
        What the intervals are.
    """
    seen = fit.record
    contacts, cases = int(seen.counts.sum()), len(seen.until)
    to = (
        f"{contacts:,} contact{'' if contacts == 1 else 's'} of {cases:,} "
        f"case{'' if cases == 1 else 's'}"
    )
    if np.isnan(fit.mu).all():
        return " ".join((f"No Hawkes process could be fitted to {to}.", *fit.warnings))
    latency = "a latency for each kind" if fit.fading == "own" else "one latency"
    told = [latency, *["an initiative for each case"] * (fit.levels is not None)]
    told += ["a rhythm of initiative"] * (seen.baseline is not None)
    parts = [
        f"A Hawkes process with {' and '.join(told)} was fitted by maximum likelihood to {to}, "
        f"observed for {_number(float(seen.until.sum()))} {seen.unit}s in all (log likelihood "
        f"{fit.log_likelihood:.1f}, {fit.without:.1f} with initiative alone).",
        _listed(table, "initiative", f"Initiative, contacts a {seen.unit}"),
        _listed(table, seen.between, f"{seen.between.capitalize()}, contacts that one calls forth"),
        _listed(table, "self-excitation", "Self-excitation, likewise"),
        _latency(fit, table),
    ]
    if np.isfinite(radius[0]):
        parts.append(f"Spectral radius {_told(*radius)}.")
    parts.append(f"Brackets are {how}.")
    parts += fit.warnings
    parts.append("What moves both alike looks like response: excitation is not cause.")
    return " ".join(part for part in parts if part)


def _listed(table: TidyTable, parameter: str, title: str) -> str:
    """Estimates of one parameter, or the largest where there are many."""
    value: Floats = table["estimate"]
    rows = np.flatnonzero((table["parameter"] == parameter) & np.isfinite(value))
    if not len(rows):
        return ""
    some: Ints = rows
    if len(rows) > _LISTED:
        some = rows[np.argsort(-value[rows], kind="stable")][:_LISTED]
        title += f" (the largest {_LISTED} of {len(rows)})"
    words = [f"{named(table, k)} {_row(table, k)}" for k in some.tolist()]
    return f"{title}: {'; '.join(words)}."


def named(table: TidyTable, row: int) -> str:
    """Who answers whom, what pulls what, or who is meant, in one row of the table."""
    kind, to = str(table["kind"][row]), str(table["to"][row])
    if table["parameter"][row] == "pull":
        return f"{to} on {kind}"
    return f"{kind} to {to}" if table["parameter"][row] == "responsiveness" else kind


def _latency(fit: HawkesFit, table: TidyTable) -> str:
    factor, unit = (24.0, "hours") if fit.record.unit == "day" else (1.0, f"{fit.record.unit}s")
    known = (table["parameter"] == "latency") & np.isfinite(table["estimate"])
    rows = np.flatnonzero(known)
    if not len(rows):
        return ""
    if fit.fading == "shared":
        return f"Latency, {unit}: {_row(table, int(rows[0]), factor)}."
    words = [f"{table['kind'][k]} {_row(table, k, factor)}" for k in rows[:_LISTED].tolist()]
    return f"Latency, {unit}: {'; '.join(words)}."


def _row(table: TidyTable, row: int, factor: float = 1.0) -> str:
    columns: list[Array] = [table[name] for name in ("estimate", "low", "high")]
    return _told(*(factor * float(column[row]) for column in columns))


def _told(value: float, low: float, high: float) -> str:
    if not np.isfinite([low, high]).all():
        return _number(value)
    return f"{_number(value)} [{_number(low)}, {_number(high)}]"


def _number(value: float) -> str:
    """Three digits that count, or all before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return np.format_float_positional(value, precision=3, fractional=False, trim="-")
