"""Four readings of what each channel did, beside one another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mediaeco.forming import By
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, table
from mediaeco.reporting.section.attributed import labels
from mediaeco.reporting.wording import decimal, listed, percent, tops, upper_first

__all__ = ["reading_table", "readings"]


def readings(account: Account) -> list[str]:
    """Say what the four readings are and where they part."""
    if not len(account.eco.table):
        return ["None of them is defined without contacts."]
    names = labels(account, By.CHANNEL)
    first = {
        "the additive share": tops(names, account.attributions[By.CHANNEL].total_share.tolist()),
        "the Shapley value of the total": tops(names, account.shapley_total.value.tolist()),
        "the Shapley value of the rate": tops(names, account.shapley_rate.value.tolist()),
        "the Markov removal effect": tops(names, account.removal.effect.tolist()),
    }
    told = [
        "The Shapley value shares out what all channels are worth together, whatever the order "
        "in which they join; of the total it still credits use, of the rate it does not. The "
        "Markov removal effect uses the observed acts and no parameters: it is a rival reading.",
    ]
    if int((account.attributions[By.CHANNEL].contacts > 0).sum()) == 1:
        return [*told, "With one channel in use there is nothing that they could part over."]
    return [*told, *_agreement(first)]


def _agreement(first: Mapping[str, list[str]]) -> list[str]:
    """Say which channels the readings put first, and whether they part over them."""
    defined = {reading: found for reading, found in first.items() if found}
    told = []
    if len({tuple(found) for found in defined.values()}) == 1 and len(defined) == len(first):
        told.append(f"All four put {listed(next(iter(defined.values())))} first.")
    elif defined:
        by_name: dict[str, list[str]] = {}
        for reading, found in defined.items():
            by_name.setdefault(listed(found), []).append(reading)
        if len(by_name) == 1:
            told.append(f"All that are defined put {next(iter(by_name))} first.")
        else:
            parts = [
                f"{listed(those)} {'puts' if len(those) == 1 else 'put'} {name} first"
                for name, those in by_name.items()
            ]
            told.append(f"They part: {'; '.join(parts)}.")
    if len(defined) < len(first):
        missing = listed(reading for reading in first if reading not in defined)
        told.append(f"Not defined: {missing} (see below for the reasons).")
    return told


def reading_table(account: Account) -> Markup:
    """Tabulate the four readings of each channel."""
    parts, removal = account.attributions[By.CHANNEL], account.removal
    total, rate = account.shapley_total, account.shapley_rate
    shares = [shapley.to_frame()["share"] for shapley in (total, rate)]
    rows = [
        (
            upper_first(name),
            percent(float(parts.total_share[c])),
            _bounded(float(total.value[c]), float(total.error[c])),
            percent(float(shares[0][c])),
            _bounded(float(rate.value[c]), float(rate.error[c])),
            percent(float(shares[1][c])),
            decimal(float(removal.effect[c])),
            percent(float(removal.share[c])),
        )
        for c, name in enumerate(labels(account, By.CHANNEL))
        if parts.contacts[c]
    ]
    header = ("Channel", "Share", "Value", "Share", "Value", "Share", "Effect", "Share")
    groups = (
        ("", 1),
        ("Additive", 1),
        ("Shapley, total", 2),
        ("Shapley, rate", 2),
        ("Markov removal", 2),
    )
    how = (
        "Shapley values are exact"
        if total.exact
        else f"Shapley values are sampled ({total.permutations} orders, seed {total.seed}; ± 95 %)"
    )
    about = f"Four readings of each channel ({how})"
    return table(about, header, rows, numbers=range(1, 8), groups=groups)


def _bounded(value: float, error: float) -> str:
    if error == 0 or np.isnan(value):
        return decimal(value, 3)
    return f"{decimal(value, 3)} ± {decimal(error, 3)}"
