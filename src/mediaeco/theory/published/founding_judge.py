"""How a record is held against the founding study's claims."""

from __future__ import annotations

import math

import attrs
import numpy as np

from mediaeco.analysis import (
    appropriation,
    appropriation_curves,
    contexts,
    frame_coverage,
    frame_lifecycle,
    ratings,
)
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import formation
from mediaeco.model import ActKind, Ragged
from mediaeco.theory.case_test import rank_test
from mediaeco.theory.judgement import (
    Bound,
    Judgement,
    at_every_contact,
    by_test,
    compared,
    undecided,
)
from mediaeco.theory.reading import agreed_rows

__all__ = [
    "GRADUAL",
    "LATER",
    "NOTICEABLE",
    "access_caps",
    "agreed_on_own_channels",
    "agreed_where_appropriated",
    "begins_digitally",
    "content_shapes",
    "first_contact_weighs",
    "first_exchange",
    "first_exchange_frames",
    "gradual",
    "medium_shapes",
    "more_than_its_parts",
    "no_act_before_contact",
    "no_rating_before_contact",
    "nothing_by_decree",
]

GRADUAL = 0.5
"""Share of the frame that one contact may agree and the frame still be shaped gradually (library
default: the study says "gradually", and names no number)."""

NOTICEABLE = 0.01
"""Coverage by which the frame must move to count as moved (library default)."""

LATER = 12
"""Later contacts, evenly spread, that the first one is held against (library default)."""


def no_rating_before_contact(eco: Ecosystem) -> Judgement:
    """Judge whether nobody rated the relationship before the two were in contact."""
    rated = ratings(eco, constructs=("alliance", "real_relationship"))
    rated = rated.take(rated.channel < 0)
    if len(rated) == 0:
        return undecided("nobody rated the relationship")
    rows = np.flatnonzero(came_about(eco.table))
    first = int(rows[0]) if len(rows) else len(eco)
    return compared(int((rated.row < first).sum()), "==", 0, contact=_n(eco, first))


def agreed_where_appropriated(eco: Ecosystem) -> Judgement:
    """Judge whether elements were agreed only over channels that both had begun to appropriate."""
    row = agreed_rows(eco)
    joint = appropriation(eco).joint_before
    return at_every_contact(
        joint[row], ">", 0.0, eco.table.n[row], otherwise="no element was agreed"
    )


def agreed_on_own_channels(eco: Ecosystem) -> Judgement:
    """Judge whether elements were agreed over channels more appropriated than the others in use."""
    row = agreed_rows(eco)
    if len(row) == 0:
        return undecided("no element was agreed")
    if len(np.unique(eco.table.channel)) < 2:
        return undecided("only one channel was used, so that none could be chosen")
    joint = appropriation_curves(eco).joint
    before = np.vstack([np.zeros(joint.shape[1]), joint[:-1]])
    used = np.unique(eco.table.channel)
    ahead = before[row, eco.table.channel[row]] - before[row][:, used].mean(axis=1)
    return compared(float(ahead.mean()), ">", 0.0)


def nothing_by_decree(eco: Ecosystem) -> Judgement:
    """Judge whether no element was treated as agreed that the other side never agreed to."""
    life = frame_lifecycle(eco)
    kind = np.array(tuple(ActKind))[life.kind] if len(life.kind) else np.zeros(0, dtype=object)
    # Taken as agreed although the other side never agreed: one's own proposal accepted, or an
    # element held as broken or mended that was never there.
    taken = ~life.legal & np.isin(
        kind, [ActKind.ACCEPT, ActKind.BREACH, ActKind.REPAIR, ActKind.RENEGOTIATE]
    )
    if not taken.any() and not (life.agreed_row >= 0).any():
        return undecided("no element was agreed, nor treated as if it were")
    first = int(life.n[taken][0]) if taken.any() else None
    return compared(int(taken.sum()), "==", 0, contact=first)


def more_than_its_parts(eco: Ecosystem) -> Judgement:
    """Judge whether the two form more together than what each of them forms alone, added up."""
    table = eco.table
    both = came_about(table)
    if len(np.unique(table.sender[both])) < 2 or not eco.elements:
        return undecided("not both of the two contacted one another about a frame")
    whole = float(formation(eco).final[0])
    alone = [float(formation(eco.select(table.sender == side)).final[0]) for side in (0, 1)]
    return compared(whole - sum(alone), ">", 0.0)


def no_act_before_contact(eco: Ecosystem) -> Judgement:
    """Judge whether nobody acted upon the frame before the two were in contact."""
    acts = eco.table.acts.rows
    if len(acts) == 0:
        return undecided("no act upon the frame was recorded")
    rows = np.flatnonzero(came_about(eco.table))
    first = int(rows[0]) if len(rows) else len(eco)
    early = acts[acts < first]
    return compared(len(early), "==", 0, contact=_n(eco, int(early[0])) if len(early) else None)


def begins_digitally(eco: Ecosystem) -> Judgement:
    """Judge whether the first contact was over a channel on which people are not in one place."""
    rows = np.flatnonzero(came_about(eco.table))
    if len(rows) == 0:
        return undecided("the two were never in contact")
    channel = eco.channels[int(eco.table.channel[rows[0]])]
    if channel.naturalness is None:
        return undecided("the first channel has no profile that says whether people meet there")
    return compared(channel.naturalness.co_location, "<", 1.0, contact=int(eco.table.n[rows[0]]))


def first_exchange_frames(eco: Ecosystem) -> Judgement:
    """Judge whether contacts of the first exchange act upon the frame more than later ones."""
    return first_exchange(eco, ">")


def first_exchange(eco: Ecosystem, bound: Bound) -> Judgement:
    """Hold acts a contact of the first exchange against those of later ones."""
    bouts = contexts(eco)
    if len(bouts) < 2:
        return undecided("there was no second exchange to compare the first one with")
    if bouts.acts.sum() == 0:
        return undecided("no act upon the frame was recorded")
    rate = bouts.acts / bouts.contacts
    return compared(float(rate[0]), bound, float(bouts.acts[1:].sum() / bouts.contacts[1:].sum()))


def first_contact_weighs(eco: Ecosystem) -> Judgement:
    """Judge whether more is lost without the first contact than without a later one, on average."""
    rows = np.flatnonzero(came_about(eco.table))
    if len(rows) < 2 or not eco.elements:
        return undecided("a frame and two contacts that came about are needed to compare them")
    whole = float(formation(eco).final[0])
    n = eco.table.n[rows]
    if len(n) > LATER + 1:
        n = n[np.linspace(0, len(n) - 1, LATER + 1).round().astype(int)]
    lost = [whole - float(formation(eco.without(contact=int(k))).final[0]) for k in n]
    return compared(lost[0], ">", float(np.mean(lost[1:])), contact=int(n[0]))


def gradual(eco: Ecosystem) -> Judgement:
    """Judge whether no contact agreed more of the frame than `GRADUAL`."""
    if len(agreed_rows(eco)) < 2:
        return undecided("fewer than two elements were agreed")
    step = np.diff(frame_coverage(eco), prepend=0.0)
    return at_every_contact(step, "<=", GRADUAL, eco.table.n, otherwise="no contact")


def medium_shapes(eco: Ecosystem) -> Judgement:
    """Judge whether the frame moves by `NOTICEABLE` as channels in use take one another's place."""
    used = np.unique(eco.table.channel[came_about(eco.table)])
    if len(used) < 2 or not eco.elements:
        return undecided("a frame and two channels are needed to tell the medium from the content")
    turned = np.arange(len(eco.channels))
    turned[used] = np.roll(used, 1)
    table = attrs.evolve(eco.table, channel=turned[eco.table.channel].astype(np.int16))
    return _shapes(eco, Ecosystem(eco.record, table=table))


def content_shapes(eco: Ecosystem) -> Judgement:
    """Judge whether the frame moves by `NOTICEABLE` as purposes take one another's place."""
    values = eco.table.purposes.values
    used = np.unique(values)
    if len(used) < 2 or not eco.elements:
        return undecided("a frame and two purposes are needed to tell the content from the medium")
    turned = np.arange(len(eco.purposes))
    turned[used] = np.roll(used, 1)
    purposes = Ragged(turned[values].astype(values.dtype), eco.table.purposes.offsets)
    return _shapes(eco, Ecosystem(eco.record, table=attrs.evolve(eco.table, purposes=purposes)))


def _shapes(eco: Ecosystem, other: Ecosystem) -> Judgement:
    moved = abs(float(formation(eco).final[0]) - float(formation(other).final[0]))
    return compared(moved, ">=", NOTICEABLE)


def access_caps(eco: Ecosystem) -> Judgement:
    """Judge whether unequal access goes, over cases, with less joint appropriation."""
    found = appropriation(eco)
    one, both = found.access.any(axis=1).sum(axis=1), found.access.all(axis=1).sum(axis=1)
    with np.errstate(invalid="ignore"):
        unequal = np.where(one > 0, 1 - both / one, math.nan)
    reached = np.where(one > 0, found.joint.max(axis=1, initial=0.0), math.nan)
    return by_test(rank_test(-unequal, reached))


def _n(eco: Ecosystem, row: int) -> int | None:
    return int(eco.table.n[row]) if row < len(eco) else None
