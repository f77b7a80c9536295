"""The scales on which settings are looked for, and on which their intervals are made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mediaeco.forming.parameter import FormationParameters
from mediaeco.kernels.array import Floats
from mediaeco.kernels.effect import normal_quantile

__all__ = [
    "BOUNDS",
    "DROP_95",
    "NORMAL_95",
    "from_search",
    "from_wald",
    "search_bounds",
    "search_slope",
    "settings_at",
    "slope",
    "to_search",
    "to_wald",
]

BOUNDS = {
    "rate": (1e-6, 1 - 1e-6),
    "primacy": (0.0, 100.0),
    "primacy_contacts": (0.1, 1_000.0),
    "exposure": (1e-9, 1.0),
    "content": (0.0, 1.0),
}
"""Between which values each setting is looked for (library default)."""

NORMAL_95 = float(normal_quantile(0.95))
DROP_95 = NORMAL_95**2 / 2
"""Half the 95 % quantile of chi squared with one degree of freedom."""


def to_search(name: str, value: float | Floats) -> Floats:
    """Value of a setting on the scale on which it is looked for.

    Log odds of the rate, log of the contacts over which primacy fades, ``rho / (1 + rho)`` of
    primacy, which the hazard is linear in; exposure and content as they are, for the same reason.
    """
    at = np.asarray(value, dtype=np.float64)
    if name == "rate":
        return np.log(at / (1 - at))
    if name == "primacy":
        return at / (1 + at)
    return np.log(at) if name == "primacy_contacts" else at


def from_search(name: str, at: float | Floats) -> Floats:
    """Value of a setting from where it stands on the scale of the search."""
    value = np.asarray(at, dtype=np.float64)
    if name == "rate":
        return 1 / (1 + np.exp(-value))
    if name == "primacy":
        return value / (1 - value)
    return np.exp(value) if name == "primacy_contacts" else value


def to_wald(name: str, value: float | Floats) -> Floats:
    """Value of a setting on the scale on which its Wald interval is even.

    Log odds of what lies between 0 and 1, log of the contacts, ``log(1 + rho)`` of primacy: the
    interval's ends then lie within the bounds (that of primacy is cut at 0, which it may reach).
    """
    at = np.asarray(value, dtype=np.float64)
    if name == "primacy":
        return np.log1p(at)
    with np.errstate(divide="ignore"):
        return np.log(at) if name == "primacy_contacts" else np.log(at) - np.log1p(-at)


def from_wald(name: str, at: float | Floats) -> Floats:
    """Value of a setting from where it stands on the scale of Wald intervals."""
    value = np.asarray(at, dtype=np.float64)
    if name == "primacy":
        return np.maximum(np.expm1(value), 0.0)
    return np.exp(value) if name == "primacy_contacts" else 1 / (1 + np.exp(-value))


def search_slope(name: str, value: float) -> float:
    """How fast a setting changes with the scale of the search."""
    if name == "rate":
        return value * (1 - value)
    if name == "primacy":
        return (1 + value) ** 2
    return value if name == "primacy_contacts" else 1.0


def slope(name: str, value: float) -> tuple[float, float]:
    """How fast the search's scale, and the setting itself, change with the scale of intervals."""
    searched = 1.0
    if name == "primacy":
        searched = 1 / (1 + value)
    elif name in ("exposure", "content"):
        searched = value * (1 - value)
    return searched, searched * search_slope(name, value)


def search_bounds(names: Sequence[str]) -> Floats:
    """Least and largest value of settings on the scale of the search; shape (settings, 2)."""
    return np.array([to_search(name, np.array(BOUNDS[name])) for name in names]).reshape(-1, 2)


def settings_at(parameters: FormationParameters, names: Sequence[str]) -> Floats:
    """Where settings stand on the scale of the search, brought within its bounds."""
    own = [
        float(to_search(name, np.clip(getattr(parameters, name), *BOUNDS[name]))) for name in names
    ]
    return np.array(own, dtype=np.float64)
