"""Where the relationship stands."""

from __future__ import annotations

import numpy as np

from mediaeco.analysis.rated import overall_alliance
from mediaeco.model.clock import micros_of
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, paragraph, section, table
from mediaeco.reporting.wording import counted, days, decimal, listed

__all__ = ["standing_section"]


def standing_section(account: Account) -> Markup:
    """Tell and tabulate the stages."""
    return section(
        "standing",
        "Where the relationship stands",
        paragraph(*_told(account)),
        paragraph(*_alliance(account)),
        _table(account),
    )


def _told(account: Account) -> list[str]:
    found = account.stages
    names = {stage.id: stage.name for stage in found.model.stages}
    told = [
        f"At the end of observation the relationship is at the stage “{names[found.stands()]}”."
    ]
    silence = float(found.silence[0])
    if np.isnan(silence):
        told.append("There was no contact that could have led on from there.")
    elif silence > 0:
        told.append(f"The last contact was {days(silence)} before that end.")
    visited = [names[name] for name in dict.fromkeys(found.entries()["stage"].tolist())]
    if len(visited) > 1:
        told.append(f"On its way it went through {listed(visited)}.")
    told.append(
        "The stages and their thresholds are the library's default vocabulary, not a finding of "
        "any study."
    )
    return told


def _alliance(account: Account) -> list[str]:
    given = overall_alliance(account.case)
    if not given:
        return ["The alliance was not rated, so that the conditions upon it count as met."]
    last = max(given, key=lambda measure: micros_of(measure.time))
    role = {actor.id: actor.role for actor in account.case.actors}[last.rater]
    return [
        f"The alliance was rated {counted(len(given), 'time')}; the last rating, by the {role}, is "
        f"{last.value:g} on a scale from {last.low:g} to {last.high:g} "
        f"({decimal(last.share)} from 0 to 1)."
    ]


def _table(account: Account) -> Markup:
    found = account.stages
    names = {stage.id: stage.name for stage in found.model.stages}
    stays = found.entries()
    columns = (stays["stage"], stays["n"], stays["days"], stays["contacts"])
    rows = [
        (names[str(stage)], str(int(n)), f"{float(t):.1f}", str(int(count)))
        for stage, n, t, count in zip(*columns, strict=True)
    ]
    if rows and found.stands() != str(stays["stage"][-1]):
        rows.append((names[found.stands()], "none: after the last", "after silence", "0"))
    header = ("Stage", "Entered with contact", "Days since the first contact", "Contacts in it")
    return table("Stages, in order", header, rows, numbers=(1, 2, 3))
