"""Everything that is worked out about one case, once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from mediaeco.analysis import (
    Appropriation,
    AppropriationCurves,
    BoundaryLoad,
    Cocreation,
    Contexts,
    FirstContact,
    FrameConstancy,
    FrameLifecycle,
    FrameStrength,
    MediaShare,
    Ruptures,
    StageTrajectory,
    appropriation,
    appropriation_curves,
    boundary_load,
    cocreation,
    contexts,
    findings,
    first_contact,
    frame_constancy,
    frame_lifecycle,
    frame_strength,
    media_share,
    ruptures,
    stages,
)
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import (
    Attribution,
    By,
    ChannelRemoval,
    ChannelShapley,
    Formation,
    attribution,
    channel_removal,
    channel_shapley,
    formation,
)
from mediaeco.media import ChannelFit, channel_fit
from mediaeco.model import Case, Finding
from mediaeco.reporting.parameter import AccountParameters

__all__ = ["ATTRIBUTED", "Account", "account", "shared_out"]

ATTRIBUTED = (By.CHANNEL, By.PURPOSE, By.CONTENT, By.ACTOR, By.STAGE, By.SOURCE)
"""What formation is attributed to in an account, in the order of the report."""


@frozen(kw_only=True, eq=False, repr=False)
class Account:
    """How the frame of one case was formed: all results, made with one set of parameters.

    Parameters
    ----------
    eco
        The record.
    parameters
        Every setting that the results were made with.
    findings
        What the record shows that its rules forbid.
    first_contact, appropriation, curves, cocreation, contexts, fit
        How it began; who made which channel their own, at the end and contact by contact; whether
        both sides made it; in which bouts; how the channels fit what they were used for.
    lifecycle, constancy, strength, media, boundary
        What the acts did to the frame, how constant and how strong it is held, over which
        channels it was negotiated, and the contacts outside of it.
    ruptures, stages
        What ruptured and was mended; where the relationship stands.
    formation
        Expected formation beside the observed one.
    attributions
        By what it is attributed to, for each of `ATTRIBUTED`.
    shapley_total, shapley_rate, removal
        Three further readings of what each channel is worth.
    """

    eco: Ecosystem
    parameters: AccountParameters
    findings: tuple[Finding, ...]
    first_contact: FirstContact
    appropriation: Appropriation
    curves: AppropriationCurves
    cocreation: Cocreation
    contexts: Contexts
    fit: ChannelFit
    lifecycle: FrameLifecycle
    constancy: FrameConstancy
    strength: FrameStrength
    media: MediaShare
    boundary: BoundaryLoad
    ruptures: Ruptures
    stages: StageTrajectory
    formation: Formation
    attributions: Mapping[By, Attribution]
    shapley_total: ChannelShapley
    shapley_rate: ChannelShapley
    removal: ChannelRemoval

    @property
    def case(self) -> Case:
        """The case that the record is of."""
        return self.eco.case

    def __repr__(self) -> str:
        contacts = len(self.eco.table)
        noun = "contact" if contacts == 1 else "contacts"
        return f"<Account of {self.case.id!r}: {contacts} {noun}, {self.stages.stands()}>"


def shared_out(parts: Attribution) -> bool:
    """Tell whether there is anything that could be attributed to groups."""
    return bool((parts.contacts > 0).any()) and not bool(np.isnan(parts.total_share).any())


def account(eco: Ecosystem, *, parameters: AccountParameters | None = None) -> Account:
    """How was the frame of this case formed, by whom, and through which media?

    Parameters
    ----------
    eco
        One case.
    parameters
        Settings of all measures; None: the defaults.

    Returns
    -------
    Account
        All results; `mediaeco.reporting.report` tells, draws and tabulates them.

    Notes
    -----
    *Theory*: valenciarey; each result names its own.

    *Laws*: every result is the one that its own function gives.

    Examples
    --------
    >>> from mediaeco.io.example import read_example
    >>> account(Ecosystem(read_example("sent-away")))
    <Account of 'sent-away': 49 contacts, dropout>
    """
    parameters = parameters or AccountParameters()
    settings = parameters.formation
    own = appropriation(eco, parameters=settings.appropriation)
    formed = formation(eco, parameters=settings, appropriated=own)
    drawn = {"permutations": parameters.permutations, "seed": parameters.seed}
    return Account(
        eco=eco,
        parameters=parameters,
        findings=findings(eco),
        first_contact=first_contact(eco),
        appropriation=own,
        curves=appropriation_curves(eco, parameters=settings.appropriation),
        cocreation=cocreation(eco),
        contexts=contexts(eco, gap_hours=settings.appropriation.bout_gap_hours),
        fit=channel_fit(eco, weights=settings.synchronicity),
        lifecycle=frame_lifecycle(eco),
        constancy=frame_constancy(eco),
        strength=frame_strength(eco, parameters=parameters.frame),
        media=media_share(eco),
        boundary=boundary_load(eco),
        ruptures=ruptures(eco),
        stages=stages(eco),
        formation=formed,
        attributions={by: attribution(eco, by=by, formed=formed) for by in ATTRIBUTED},
        shapley_total=channel_shapley(eco, game="total", parameters=settings, **drawn),
        shapley_rate=channel_shapley(eco, game="rate", parameters=settings, **drawn),
        removal=channel_removal(eco),
    )
