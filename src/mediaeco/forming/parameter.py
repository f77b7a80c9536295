"""The settings of formation."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from mediaeco.analysis import AppropriationParameters
from mediaeco.analysis.parameter import setting
from mediaeco.analysis.synchronicity import SynchronicityWeights
from mediaeco.catalog import RELEVANCE, RelevanceTable
from mediaeco.errors import InvalidCaseError, shown
from mediaeco.model.bound import number, share
from mediaeco.model.vocabulary import Term

__all__ = ["FormationParameters", "MediumFit"]


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
    """

    rate: float = setting(
        0.3, number(0, below=1), "rate of formation of a fitting contact (lambda)"
    )
    rates: dict[str, float] = field(factory=dict, converter=_copied)
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

    @rates.validator
    def _check_rates(self, _: object, value: dict[str, float]) -> None:
        for element, rate in value.items():
            if not (_is_number(rate) and 0 <= rate < 1):
                raise InvalidCaseError(
                    f"FormationParameters.rates[{shown(element)}]",
                    "a rate from 0 to below 1",
                    shown(rate),
                )
