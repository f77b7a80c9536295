"""How a record is held against media richness's claims."""

from __future__ import annotations

from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import MediumFit
from mediaeco.kernels.array import Floats
from mediaeco.media.process import contact_need
from mediaeco.theory.alliance_reading import gap_closes, richer_higher
from mediaeco.theory.judgement import Judgement
from mediaeco.theory.media_reading import (
    agreed_where_fit,
    channel_index,
    chosen_by,
    clarified_with_use,
    conveyance_clarified,
    go_together,
    rises_with,
)

__all__ = [
    "agreed_over_rich",
    "chosen_by_richness",
    "equivocal_over_rich",
    "gap_persists",
    "media_stay_lean",
    "rich_conveys",
    "richer_end_higher",
    "rises_with_richness",
]


def _richness(eco: Ecosystem) -> Floats:
    return channel_index(eco, MediumFit.RICHNESS)[eco.table.channel]


def equivocal_over_rich(eco: Ecosystem) -> Judgement:
    """Judge whether the more equivocal what a contact is for, the richer its channel is."""
    return go_together(
        contact_need(eco),
        _richness(eco),
        ">",
        otherwise="three contacts for purposes of different need, over different channels, are "
        "needed",
    )


def chosen_by_richness(eco: Ecosystem) -> Judgement:
    """Judge whether purposes go with richness more closely than with synchronicity."""
    return chosen_by(eco, MediumFit.RICHNESS, MediumFit.SYNCHRONICITY)


def rich_conveys(eco: Ecosystem) -> Judgement:
    """Judge whether what is conveyed is clarified less after contacts over richer media."""
    return conveyance_clarified(eco, MediumFit.RICHNESS, "<")


def media_stay_lean(eco: Ecosystem) -> Judgement:
    """Judge whether contacts over a medium are clarified as often however many came before."""
    return clarified_with_use(eco, ">=")


def gap_persists(eco: Ecosystem) -> Judgement:
    """Judge whether the gap between leaner and richer media stays open as contacts add up."""
    return gap_closes(eco, claimed=False)


def richer_end_higher(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance is higher over richer media after many contacts."""
    return richer_higher(eco, at_last=True, claimed=True)


def agreed_over_rich(eco: Ecosystem) -> Judgement:
    """Judge whether elements are agreed over channels richer than the others in use."""
    return agreed_where_fit(eco, MediumFit.RICHNESS)


def rises_with_richness(eco: Ecosystem) -> Judgement:
    """Judge whether the alliance rises with the richness of the media used so far."""
    return rises_with(eco, _richness(eco), what="the richness of media")
