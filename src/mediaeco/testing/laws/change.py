"""How each relation changes a case: one small number says which way, 0 the simplest."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.ecosystem import Ecosystem
from mediaeco.model import Case, Cohort, Role
from mediaeco.testing.laws.expectation import Change
from mediaeco.testing.transformation import (
    append_silence,
    double_in_place,
    drop_channel,
    permute_channels,
    permute_contacts,
    relabel_actors,
    relabel_channels,
    remove_observer,
    scale_time,
    shift_time,
    split_case,
    swap_roles,
)

__all__ = [
    "appended_contacts",
    "appended_silence",
    "doubled_contacts",
    "dropped_channel",
    "left_out",
    "merged_cases",
    "permuted_channels",
    "permuted_contacts",
    "relabelled_actors",
    "relabelled_channels",
    "removed_observer",
    "scaled_time",
    "shifted_time",
    "shifted_weeks",
    "swapped_roles",
]

_DAY = 86_400
_SECONDS = (3600, -3600, 5 * _DAY + 12 * 3600, 37, -400 * _DAY)
_FACTORS = (2, 3, 10, 100)
_DAYS = (1, 10, 50, 500)


def relabelled_channels(case: Case, number: int) -> Change | None:
    """Give every channel a name that stands elsewhere in the alphabet."""
    names = [channel.id for channel in case.channels]
    new = dict(zip(names, _new_names("wire", len(names), number), strict=True))
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(relabel_channels(case, new)),
        told=f"channels renamed: {_listed(new)}",
        names={after: before for before, after in new.items()},
    )


def relabelled_actors(case: Case, number: int) -> Change | None:
    """Give everybody a name that stands elsewhere in the alphabet."""
    names = [actor.id for actor in case.actors]
    new = dict(zip(names, _new_names("person", len(names), number), strict=True))
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(relabel_actors(case, new)),
        told=f"people renamed to {', '.join(new.values())}",
        names={after: before for before, after in new.items()},
    )


def permuted_channels(case: Case, number: int) -> Change | None:
    """List the channels in another order."""
    order = _order(len(case.channels), number)
    if order is None:
        return None
    changed = permute_channels(case, order)
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(changed),
        told=f"channels listed as {', '.join(c.id for c in changed.channels)}",
    )


def swapped_roles(case: Case, _: int) -> Change | None:
    """Make the therapist the patient and the patient the therapist."""
    sides = {str(Role.THERAPIST): str(Role.PATIENT), str(Role.PATIENT): str(Role.THERAPIST)}
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(swap_roles(case)),
        told="therapist and patient have changed roles",
        names=sides,
    )


def shifted_time(case: Case, number: int) -> Change | None:
    """Let everything take place some hours earlier or later."""
    seconds = _SECONDS[number % len(_SECONDS)]
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(shift_time(case, seconds=seconds)),
        told=f"everything {seconds:+d} seconds later",
    )


def shifted_weeks(case: Case, number: int) -> Change | None:
    """Let everything take place whole weeks earlier or later."""
    weeks = (1, -1, 10, -30)[number % 4]
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(shift_time(case, seconds=weeks * 7 * _DAY)),
        told=f"everything {weeks:+d} weeks later",
    )


def scaled_time(case: Case, number: int) -> Change | None:
    """Let everything take several times as long."""
    factor = _FACTORS[number % len(_FACTORS)]
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(scale_time(case, factor=factor)),
        told=f"everything takes {factor} times as long",
        factor=factor,
    )


def appended_silence(case: Case, number: int) -> Change | None:
    """Observe for longer."""
    days = _DAYS[number % len(_DAYS)]
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(append_silence(case, days=days)),
        told=f"observed for {days} more days, without a contact",
    )


def appended_contacts(case: Case, number: int) -> Change | None:
    """Take the record as it stood before one of its contacts, and as it stands."""
    if not len(case.table):
        return None
    row = len(case.table) - 1 - number % len(case.table)
    n = int(case.table.n[row])
    return Change(
        before=Ecosystem(case).until(n),
        after=Ecosystem(case),
        told=f"contact {n} and those after it take place",
        kept=np.arange(row),
    )


def doubled_contacts(case: Case, _: int) -> Change | None:
    """Let every contact stand twice."""
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(double_in_place(case)),
        told="every contact stands twice",
    )


def permuted_contacts(case: Case, number: int) -> Change | None:
    """Let the contacts take place in another order, at the same moments."""
    order = _order(len(case.table), number)
    if order is None:
        return None
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(permute_contacts(case, order)),
        told=f"contacts in the order {', '.join(map(str, order))}",
    )


def dropped_channel(case: Case, number: int) -> Change | None:
    """Look at the record without a channel, and at a record that never had its contacts."""
    if not case.channels:
        return None
    channel = case.channels[number % len(case.channels)].id
    return Change(
        before=Ecosystem(drop_channel(case, channel)),
        after=Ecosystem(case).without(channel=channel),
        told=f"seen without {channel}, in place of a record that has no contact over it",
    )


def left_out(case: Case, number: int) -> Change | None:
    """Leave out all contacts over a channel, or one contact."""
    if not len(case.table):
        return None
    place = number // 2 % len(case.table)
    gone = case.table.channel == case.table.channel[place]
    told = f"contacts over {case.channels[case.table.channel[place]].id} are left out"
    if number % 2:
        gone = np.arange(len(case.table)) == place
        told = f"contact {case.table.n[place]} is left out"
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(case).select(~gone),
        told=told,
        kept=np.flatnonzero(~gone),
    )


def merged_cases(case: Case, number: int) -> Change | None:
    """Part the case into two or three, and put them end to end in a cohort."""
    size = len(case.table)
    first = min(1 + number % max(size - 1, 1), size)
    # A second cut at the first one, or at an end, makes a case without contacts.
    cuts = sorted([first, number // 8 % (size + 1)]) if number // 4 % 2 else [first]
    parts = split_case(case, cuts)
    return Change(
        before=tuple(Ecosystem(part) for part in parts),
        after=Ecosystem(Cohort(parts)),
        told=f"parted before the places {', '.join(map(str, cuts))} and put in one cohort",
    )


def removed_observer(case: Case, _: int) -> Change | None:
    """Take the observers away, and what they reported and rated."""
    return Change(
        before=Ecosystem(case),
        after=Ecosystem(remove_observer(case)),
        told="observers are gone, and nobody in particular reports what they did",
    )


def _new_names(stem: str, count: int, number: int) -> list[str]:
    """Names in the opposite order of the alphabet, or, for odd numbers, from another start."""
    places = list(range(count))[::-1]
    turn = number // 2 % count if count and number % 2 else 0
    return [f"{stem}-{place + 1:02d}" for place in places[turn:] + places[:turn]]


def _order(count: int, number: int) -> list[int] | None:
    """All in their order, but two of them, which have changed places: the first two for 0."""
    if count < 2:
        return None
    # Pairs are counted so that a pair keeps its number where there are fewer to choose from,
    # which lets a case shrink: (0, 1), (0, 2), (1, 2), (0, 3), ...
    place = number % (count * (count - 1) // 2)
    other = (1 + math.isqrt(1 + 8 * place)) // 2
    one = place - other * (other - 1) // 2
    order = list(range(count))
    order[one], order[other] = other, one
    return order


def _listed(names: dict[str, str]) -> str:
    return ", ".join(f"{before} to {after}" for before, after in names.items()) or "none"
