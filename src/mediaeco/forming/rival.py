"""Models of formation that say different things, each with a name."""

from __future__ import annotations

import attrs

from mediaeco.catalog import RelevanceTable
from mediaeco.forming.model import FREE, FormationModel
from mediaeco.forming.parameter import AppropriatedBy, FormationParameters, MediumFit

__all__ = ["FORMATION_MODELS", "formation_models"]

_FLAT = RelevanceTable(rows={}, otherwise=1, unstated=1)


def formation_models(parameters: FormationParameters | None = None) -> tuple[FormationModel, ...]:
    """List nested and rival models of formation.

    ``co_appropriation`` is the study's: medium, content, appropriation by both and the order of
    contacts all matter, each as much as the data say. Of it,

    - ``exposure_only`` lets nothing count but that there was a contact;
    - ``medium_only``, ``content_only`` let one of the two count, and neither appropriation nor
      order;
    - ``no_appropriation`` (b = 1) and ``full_mediation`` (b = 0) are the ends of its claim;
    - ``no_primacy`` leaves order out (rho = 0);
    - ``either``, ``therapist``, ``patient`` ask for the appropriation of one side alone;
    - ``richness``, ``naturalness`` take the medium as rival theories do.

    Parameters
    ----------
    parameters
        Settings that all have in common, and where searches begin; None: the defaults.

    Returns
    -------
    tuple of FormationModel
        ``co_appropriation`` first.

    Notes
    -----
    *Theory*: valenciarey, zajonc1968 (mere exposure), dennis2008, daft1986, kock2005; that these
    models say what the theories say is the library's reading.

    Examples
    --------
    >>> [model.id for model in formation_models()][:3]
    ['co_appropriation', 'exposure_only', 'medium_only']
    """
    base = parameters or FormationParameters()
    bare = attrs.evolve(base, exposure=1, primacy=0)
    # A null that a search began in would leave it at a bound.
    begin = attrs.evolve(
        base,
        exposure=base.exposure if 0 < base.exposure < 1 else 0.2,
        primacy=base.primacy or 1.0,
    )

    def full(name: str, settings: FormationParameters) -> FormationModel:
        return FormationModel(id=name, free=FREE, parameters=settings)

    def without(name: str, **fixed: float) -> FormationModel:
        lost = {"primacy_contacts"} if "primacy" in fixed else set()
        free = [each for each in FREE if each not in fixed and each not in lost]
        settings: dict[str, object] = dict(fixed)
        return FormationModel(
            id=name,
            free=free,
            parameters=attrs.evolve(begin, **settings),  # type: ignore[arg-type]  # names of FREE
        )

    def alone(name: str, settings: FormationParameters) -> FormationModel:
        return FormationModel(id=name, free=("rate",), parameters=settings)

    return (
        full("co_appropriation", begin),
        alone("exposure_only", attrs.evolve(bare, content=1, relevance=_FLAT)),
        alone("medium_only", attrs.evolve(bare, content=0)),
        alone("content_only", attrs.evolve(bare, content=1)),
        without("no_appropriation", exposure=1.0),
        without("full_mediation", exposure=0.0),
        without("no_primacy", primacy=0.0),
        full("either", attrs.evolve(begin, appropriated_by=AppropriatedBy.EITHER)),
        full("therapist", attrs.evolve(begin, appropriated_by=AppropriatedBy.THERAPIST)),
        full("patient", attrs.evolve(begin, appropriated_by=AppropriatedBy.PATIENT)),
        full("richness", attrs.evolve(begin, medium=MediumFit.RICHNESS)),
        full("naturalness", attrs.evolve(begin, medium=MediumFit.NATURALNESS)),
    )


FORMATION_MODELS = formation_models()
"""Nested and rival models with the default settings."""
