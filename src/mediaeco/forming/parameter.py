"""The settings of formation."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attrs import field, frozen

from mediaeco.analysis import AppropriationParameters
from mediaeco.analysis.parameter import setting
from mediaeco.analysis.synchronicity import SynchronicityWeights
from mediaeco.catalog import RELEVANCE, RelevanceTable
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import number, share
from mediaeco.model.vocabulary import Term

__all__ = ["AppropriatedBy", "FormationParameters", "MediumFit"]


class AppropriatedBy(Term):
    """Whose appropriation of a channel lets contacts over it form the frame (J)."""

    BOTH = "both"  # the geometric mean of both sides: nothing without either
    EITHER = "either"  # the larger of the two: one side is enough
    THERAPIST = "therapist"
    PATIENT = "patient"

    @property
    def swapped(self) -> AppropriatedBy:
        """The same with the roles of therapist and patient swapped."""
        if self is AppropriatedBy.THERAPIST:
            return AppropriatedBy.PATIENT
        return AppropriatedBy.THERAPIST if self is AppropriatedBy.PATIENT else self


class MediumFit(Term):
    """What makes a medium fit for agreeing an element (m); rival theories read it differently."""

    SYNCHRONICITY = "synchronicity"  # 1 - |synchronicity - need|
    RICHNESS = "richness"  # the richer the better
    NATURALNESS = "naturalness"  # the nearer to face-to-face talk the better


def _copied(rates: Mapping[str, float]) -> dict[str, float]:
    return dict(rates)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@frozen(kw_only=True)
class FormationParameters:
    """Settings of the hazard by which contacts form the frame.

    None of the defaults is an estimate, let alone a finding: they draw a curve that can be read.
    `mediaeco.analysis.parameter_table` lists and explains them.

    Parameters
    ----------
    rate
        Rate lambda at which a contact that fits in every way agrees an element, from 0 to below 1.
    rates
        Rates of single elements, by id, where they differ.
    channel_effects
        Shifts of the log odds of the rate by channel, by id: ``logit(rate[e, c]) = logit(rate[e]) +
        shift[c]``, so that a rate stays between 0 and 1 (and 0 stays 0); none: 0.
    primacy
        rho: how much more the first contact forms than a late one, at least 0; 0 is the null "no
        primacy".
    primacy_contacts
        tau: contacts over which primacy fades, above 0.
    exposure
        b: what a contact forms on a channel that nobody has made their own, from 0 (formation is
        fully mediated by appropriation) to 1 (mere exposure, the null).
    content
        gamma: weight of content against medium, from 0 to 1.
    breach
        delta: share of an element's formation that a breach undoes, from 0 to 1.
    relevance
        k: relevance of purposes for elements.
    medium
        What m is: the fit of a channel's synchronicity to what the element needs, or, as rival
        theories have it, its richness or its naturalness.
    synchronicity
        Weights of a channel's synchronicity, from which m is made.
    appropriation
        Settings of appropriation, from which J is made.
    appropriated_by
        Whose appropriation J is: that of both sides together (the study's claim), of either, of
        the therapist or of the patient alone.
    """

    rate: float = setting(
        0.3, number(0, below=1), "rate of formation of a fitting contact (lambda)"
    )
    rates: dict[str, float] = field(factory=dict, converter=_copied)
    channel_effects: dict[str, float] = field(factory=dict, converter=_copied)
    primacy: float = setting(
        1,
        number(0, 1e6),
        "extra weight of the first contact (rho); 0: no primacy",
        source="valenciarey",
    )
    primacy_contacts: float = setting(
        6, number(above=0), "contacts over which primacy fades (tau)", unit="contacts"
    )
    exposure: float = setting(
        0.2,
        share(),
        "formation without appropriation (b); 0: appropriation is all, 1: mere exposure",
        source="valenciarey",
    )
    content: float = setting(
        0.5, share(), "weight of content against medium (gamma)", source="valenciarey"
    )
    breach: float = setting(0.5, share(), "share of formation that a breach undoes (delta)")
    relevance: RelevanceTable = RELEVANCE
    medium: MediumFit = field(default=MediumFit.SYNCHRONICITY, converter=MediumFit)
    synchronicity: SynchronicityWeights = field(factory=SynchronicityWeights)
    appropriation: AppropriationParameters = field(factory=AppropriationParameters)
    appropriated_by: AppropriatedBy = field(default=AppropriatedBy.BOTH, converter=AppropriatedBy)

    @rates.validator
    def _check_rates(self, _: object, value: dict[str, float]) -> None:
        for element, rate in value.items():
            if not (_is_number(rate) and 0 <= rate < 1):
                raise InvalidCaseError(
                    f"FormationParameters.rates[{shown(element)}]",
                    "a rate from 0 to below 1",
                    shown(rate),
                )

    @channel_effects.validator
    def _check_channel_effects(self, _: object, value: dict[str, float]) -> None:
        for channel, shift in value.items():
            if not (_is_number(shift) and math.isfinite(shift)):
                raise InvalidCaseError(
                    f"FormationParameters.channel_effects[{shown(channel)}]",
                    "a finite shift of the log odds",
                    shown(shift),
                )
