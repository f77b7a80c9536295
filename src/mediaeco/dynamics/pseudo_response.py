"""Response beyond chance: a real record beside records in which nobody answers anybody."""

from __future__ import annotations

from html import escape
from typing import Literal

import numpy as np
from attrs import frozen

from mediaeco.dynamics.hawkes_estimate import HawkesFit
from mediaeco.dynamics.hawkes_fit import HawkesSearch, fit_hawkes
from mediaeco.dynamics.hawkes_statement import named
from mediaeco.dynamics.response_control import moved, scattered
from mediaeco.dynamics.surrogate import compared
from mediaeco.errors import InvalidCaseError, UnknownTermError, shown
from mediaeco.kernels.array import Array, Floats
from mediaeco.model import Result, TidyTable
from mediaeco.model.seed import generator

__all__ = ["PseudoResponse", "pseudo_response"]

_WAYS = {"sides": moved, "moments": scattered}
_DONE = {
    "sides": "one kind is moved in time against the other within each case",
    "moments": "contacts are scattered in time within each case",
}
_LISTED = 6
_LAST = ("spectral radius", "gain in log likelihood")


@frozen(kw_only=True, eq=False, repr=False)
class PseudoResponse(Result):
    """Estimates of a real record beside those of its controls.

    Parameters
    ----------
    fit
        Of the real record.
    pseudo
        Estimates by control, as in ``fit.to_frame()``, then the spectral radius, then the gain in
        log likelihood over initiative alone; NaN where a control could not tell; shape
        (draws, parameters + 2).
    effect
        ``(real - mean(pseudo)) / sd(pseudo)``; NaN where it is not defined; shape
        (parameters + 2,).
    p
        ``(1 + controls that respond as much) / (1 + controls)``, one-sided: for what is called
        forth, the radius and the gain those that are at least as large, for latency and initiative
        those that are at most as large; NaN where nothing is known; shape (parameters + 2,).
    by
        How controls were made.
    """

    fit: HawkesFit
    pseudo: Floats
    effect: Floats
    p: Floats
    by: str

    def to_frame(self) -> TidyTable:
        """One row a parameter, then the spectral radius, then the gain over initiative alone.

        ``low`` and ``high`` hold 95 % of the controls, and are no interval of the estimate.
        """
        rows = self.fit.to_frame()
        known = ~np.isnan(self.pseudo)
        middle, low, high = np.full((3, self.pseudo.shape[1]), np.nan)
        for k, column in enumerate(self.pseudo.T):
            if known[:, k].any():
                values = column[known[:, k]]
                middle[k] = values.mean()
                low[k], high[k] = np.quantile(values, [0.025, 0.975])

        def longer(name: str, *last: str) -> Array:
            found: Array = np.concatenate([rows[name], np.array(last)])
            return found

        return TidyTable(
            {
                "parameter": longer("parameter", *_LAST),
                "kind": longer("kind", "", ""),
                "to": longer("to", "", ""),
                "unit": longer("unit", "", ""),
                "estimate": _values(self.fit),
                "controls": known.sum(axis=0),
                "pseudo": middle,
                "low": low,
                "high": high,
                "effect": self.effect,
                "p": self.p,
            }
        )

    def statement(self) -> str:
        """Say in a few sentences what is left where nobody answers, and how often as much is."""
        table = self.to_frame()
        known = np.isfinite(self.p)
        rows = np.flatnonzero(known & (table["parameter"] == self.fit.record.between))
        rows = rows[np.argsort(-table["estimate"][rows], kind="stable")][:_LISTED]
        last = np.flatnonzero(known & np.isin(table["parameter"], _LAST))
        words = [_row(table, k) for k in (*rows.tolist(), *last.tolist())]
        if not words:
            return " ".join(("Nothing is there to set beside controls.", *self.fit.warnings))
        return (
            f"Estimates beside those of {len(self.pseudo):,} controls, in which {_DONE[self.by]} "
            f"(brackets hold 95% of controls; p is one-sided): {'; '.join(words)}. What happens to "
            "both at once is not told apart from response."
        )

    def __repr__(self) -> str:
        return f"{self.statement()}\n\n{self.summary()}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.statement())}</p>{self.summary()._repr_html_()}"


def pseudo_response(
    fit: HawkesFit,
    *,
    by: Literal["sides", "moments"] = "sides",
    draws: int = 99,
    seed: int = 0,
) -> PseudoResponse:
    """Is there more response than in records in which nobody answers anybody?

    Parameters
    ----------
    fit
        From `mediaeco.dynamics.response`, `mediaeco.dynamics.switching_ecology` or
        `mediaeco.dynamics.fit_hawkes`. Controls are fitted in the same way.
    by
        ``"sides"``: each kind but the first is moved round within each case, by whole weeks or days
        drawn at random. Who answers whom is gone; the hours, bursts and number of contacts of each
        side stay. Look at responsiveness. ``"moments"``: each contact comes at any moment of its
        case, along the rhythm of the fit. Numbers of contacts stay, and nothing is called forth.
        Look at the gain, log likelihood above that of initiative alone; what is left of it, and of
        the radius, is chance and how cases differ.
    draws
        Controls, at least 1 (library default: 99).
    seed
        Of the draws.

    Returns
    -------
    PseudoResponse
        By parameter. Contacts that are given stay where they are.

    Raises
    ------
    InvalidCaseError
        Where there are no draws, or the record has a baseline whose rhythm is not known.
    UnknownTermError
        Where ``by`` is neither of these.

    Notes
    -----
    *Theory*: surrogates as in ramseyer2011 and kleinbub2020, for contacts in place of movement:
    library's proposal. Where days or weeks are few there are few ways to move a case. A latency as
    long as the move is not broken by it. The hour of a moved contact is that of the zone in which
    its case began. Where cases differ in how lively they are, both kinds of controls do, too: a
    radius that is high in them is no excitation.

    *Laws*: the same seed gives the same; no control has other numbers of contacts by case and kind;
    one without excitation is not told apart from its controls, more often than chance has it; one
    with excitation is.

    Examples
    --------
    >>> from mediaeco.dynamics.hawkes import HawkesParameters, simulate_hawkes
    >>> dyad = HawkesParameters(mu=[0.1, 0.2], alpha=[[0.2, 0.3], [0.4, 0.1]], beta=4.0)
    >>> fit = fit_hawkes([simulate_hawkes(dyad, until=100, seed=k) for k in range(10)])
    >>> found = pseudo_response(fit, draws=19).to_frame()
    >>> found["p"][found["parameter"] == "responsiveness"].tolist()
    [0.05, 0.05]
    """
    if by not in _WAYS:
        raise UnknownTermError(str(by), tuple(_WAYS), "by")
    if not draws >= 1:
        raise InvalidCaseError("pseudo_response.draws", "one at least", shown(draws))
    real = _values(fit)
    pseudo = np.full((int(draws), len(real)), np.nan)
    random = generator(seed)
    # Where it excites nothing, a beta that was given is not known any more, and does not matter.
    beta = float(fit.beta[0]) if fit.fixed and not np.isnan(fit.beta).any() else None
    search = HawkesSearch(
        fading="own" if fit.fading == "own" else "shared",
        beta=beta,
        level=fit.level,
        initiative="shared" if fit.levels is None else "case",
    )
    for k in range(int(draws) if np.isfinite(fit.log_likelihood) else 0):
        pseudo[k] = _values(fit_hawkes(_WAYS[by](fit.record, random), search=search))
    # Response is more that is called forth, sooner, and less that comes of its own accord.
    sign = np.where(np.isin(_names(fit), ["initiative", "latency"]), -1.0, 1.0)
    found = compared(sign * real, sign[:, None] * pseudo.T)
    return PseudoResponse(
        fit=fit, pseudo=pseudo, effect=sign * found["effect"], p=found["p"], by=by
    )


def _row(table: TidyTable, row: int) -> str:
    who = named(table, row)
    value, mean, low, high = (table[name][row] for name in ("estimate", "pseudo", "low", "high"))
    return (
        f"{table['parameter'][row]}{f' ({who})' if who else ''} {value:.2f}, in controls "
        f"{mean:.2f} [{low:.2f}, {high:.2f}], p = {table['p'][row]:.3f}"
    )


def _names(fit: HawkesFit) -> Array:
    names: Array = np.append(fit.to_frame()["parameter"], _LAST)
    return names


def _values(fit: HawkesFit) -> Floats:
    """Estimates in the order of the fit's own table, the spectral radius, and the gain."""
    gain = fit.log_likelihood - fit.without
    return np.concatenate([fit.mu, fit.alpha.ravel(), fit.latency, [fit.radius, gain]])
