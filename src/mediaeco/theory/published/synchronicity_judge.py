"""How a record is held against media synchronicity's claims."""

from __future__ import annotations

import math

import numpy as np

from mediaeco.analysis import appropriation, boundary_load, frame_strength
from mediaeco.analysis.synchronicity import fit
from mediaeco.analysis.thread import came_about
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit
from mediaeco.kernels.array import Floats
from mediaeco.media import media_variety, process_need
from mediaeco.media.process import contact_need
from mediaeco.theory.judgement import Judgement, compared, undecided
from mediaeco.theory.media_reading import (
    agreed_where_fit,
    channel_index,
    chosen_by,
    clarified,
    conveyance_clarified,
    go_together,
    rises_with,
)

__all__ = [
    "added_cost_boundaries",
    "chosen_by_synchronicity",
    "converge_synchronously",
    "convey_asynchronously",
    "elements_agreed_where_fit",
    "fit_is_understood",
    "need_falls",
    "own_channels_are_understood",
    "rises_with_fit",
    "synchronicity_falls",
    "variety_fits",
]


def _synchronicity(eco: Ecosystem) -> Floats:
    return channel_index(eco, MediumFit.SYNCHRONICITY)[eco.table.channel]


def _fit(eco: Ecosystem) -> Floats:
    return fit(_synchronicity(eco), contact_need(eco))


def converge_synchronously(eco: Ecosystem) -> Judgement:
    """Judge whether the more a contact is for converging, the more synchronous its channel is."""
    return go_together(
        contact_need(eco),
        _synchronicity(eco),
        ">",
        otherwise="three contacts for purposes of different need, over different channels, are "
        "needed",
    )


def chosen_by_synchronicity(eco: Ecosystem) -> Judgement:
    """Judge whether purposes go with synchronicity more closely than with richness."""
    return chosen_by(eco, MediumFit.SYNCHRONICITY, MediumFit.RICHNESS)


def fit_is_understood(eco: Ecosystem) -> Judgement:
    """Judge whether less has to be clarified after contacts whose channel fits their purposes."""
    return go_together(
        _fit(eco),
        clarified(eco),
        "<",
        otherwise="three contacts that fit differently are needed, of which some were clarified",
    )


def convey_asynchronously(eco: Ecosystem) -> Judgement:
    """Judge whether what is conveyed is clarified less after less synchronous contacts."""
    return conveyance_clarified(eco, MediumFit.SYNCHRONICITY, ">")


def own_channels_are_understood(eco: Ecosystem) -> Judgement:
    """Judge whether less has to be clarified after contacts over appropriated channels."""
    misunderstood = clarified(eco)
    if not (misunderstood > 0).any():
        return undecided("no contact was clarified")
    return go_together(
        appropriation(eco).joint_before,
        misunderstood,
        "<",
        otherwise="three contacts that differ in appropriation are needed, of which some were not "
        "clarified",
    )


def need_falls(eco: Ecosystem) -> Judgement:
    """Judge whether contacts are less for converging as the two grow familiar."""
    trend = float(process_need(eco).trend[0])
    if math.isnan(trend):
        return undecided("three contacts for purposes of different need are needed")
    return compared(trend, "<", 0.0)


def synchronicity_falls(eco: Ecosystem) -> Judgement:
    """Judge whether channels are less synchronous as the two grow familiar."""
    rows = np.flatnonzero(came_about(eco.table))
    return go_together(
        np.arange(len(rows), dtype=np.float64),
        _synchronicity(eco)[rows],
        "<",
        otherwise="three contacts over channels that differ in synchronicity are needed",
    )


def variety_fits(eco: Ecosystem) -> Judgement:
    """Judge whether the media chosen fit better than the best of them alone would have."""
    table = eco.table
    if len(np.unique(table.channel)) < 2:
        return undecided("only one channel was used, so that there was no variety")
    if len(table.purposes.values) == 0:
        return undecided("nobody recorded what contacts were for")
    need = np.array([purpose.need for purpose in eco.purposes], dtype=np.float64)
    chosen = fit(_synchronicity(eco)[table.purposes.rows], need[table.purposes.values])
    return compared(float(chosen.mean()), ">", float(media_variety(eco).best_single[0]))


def added_cost_boundaries(eco: Ecosystem) -> Judgement:
    """Judge whether channels without which the frame would be stronger carried contacts outside."""
    table = eco.table
    if len(np.unique(table.channel)) < 2:
        return undecided("no channel was added to the first one")
    strength = float(frame_strength(eco).final[0])
    weakening = [
        code
        for code in np.setdiff1d(table.channel, table.channel[:1]).tolist()
        if frame_strength(eco.without(channel=eco.channels[code].id)).final[0] > strength + 1e-9
    ]
    if not weakening:
        return undecided("the frame would not be stronger without any channel that was added")
    load = boundary_load(eco).by_channel[0]
    worst = min(weakening, key=lambda code: load[code])
    first = int(table.n[np.flatnonzero(table.channel == worst)[0]])
    return compared(float(load[worst]), ">", 0.0, contact=first)


def elements_agreed_where_fit(eco: Ecosystem) -> Judgement:
    """Judge whether elements are agreed over channels that fit them better than the others."""
    return agreed_where_fit(eco, MediumFit.SYNCHRONICITY)


def rises_with_fit(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with the fit of media to purposes."""
    return rises_with(eco, _fit(eco), what="the fit of media to purposes")
