"""The settings of the measures: each with its unit, its range and how far it may be trusted."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.ecosystem.context import BOUT_GAP_HOURS
from mediaeco.errors import InvalidCaseError
from mediaeco.model import Provenance, TidyTable
from mediaeco.model.bound import number, share

__all__ = ["AppropriationParameters", "FrameParameters", "parameter_table", "setting"]


def setting(
    default: Any,
    validator: Any,
    text: str,
    *,
    unit: str = "",
    provenance: Provenance = Provenance.LIBRARY,
    source: str = "",
) -> Any:
    """Declare a parameter with what a report says about it."""
    return field(
        default=default,
        validator=validator,
        converter=attrs.converters.optional(float),
        metadata={"text": text, "unit": unit, "provenance": provenance, "source": source},
    )


def parameter_table(*parameters: Any) -> TidyTable:
    """List every parameter of these settings: name, value, unit, meaning, provenance, source."""
    rows = [
        (field_.name, getattr(group, field_.name), field_.metadata)
        for group in parameters
        for field_ in attrs.fields(type(group))
        if "text" in field_.metadata
    ]
    return TidyTable(
        {
            "parameter": [name for name, _, _ in rows],
            "value": ["none" if value is None else f"{value:g}" for _, value, _ in rows],
            "unit": [data["unit"] for _, _, data in rows],
            "meaning": [data["text"] for _, _, data in rows],
            "provenance": [str(data["provenance"]) for _, _, data in rows],
            "source": [data["source"] for _, _, data in rows],
        }
    )


@frozen(kw_only=True)
class AppropriationParameters:
    """Settings of appropriation; `mediaeco.analysis.parameter_table` lists and explains them.

    Parameters
    ----------
    half_use
        Sendings at which use is one half (h), above 0.
    half_life_days
        Days in which the weight of a sending halves; None: sendings do not fade.
    alpha
        Exponent of use, above 0.
    breadth, initiative, transformation, regularity, embedding
        Weights of the components of quality. Their sum must be above 0; they are normed to 1
        over the components that are defined.
    appropriated_at
        Appropriation from which a channel counts as appropriated.
    silence_factor
        A channel is disappropriated after a silence longer than this many of its mean gaps ...
    active_elsewhere
        ... in which its actor made at least this many contacts over other channels.
    bout_gap_hours
        Silence that ends a bout of exchange.
    """

    half_use: float = setting(
        5, number(above=0), "sendings at which use is one half", unit="sendings"
    )
    half_life_days: float | None = setting(
        None,
        attrs.validators.optional(number(above=0)),
        "days in which the weight of a sending halves",
        unit="days",
    )
    alpha: float = setting(1, number(above=0), "exponent of use in appropriation")
    breadth: float = setting(0.2, number(0), "weight of breadth in quality", source="hill1973")
    initiative: float = setting(0.2, number(0), "weight of initiative in quality")
    transformation: float = setting(
        0.2, number(0), "weight of transformation in quality", source="desanctis1994"
    )
    regularity: float = setting(0.2, number(0), "weight of regularity in quality")
    embedding: float = setting(0.2, number(0), "weight of embedding in quality")
    appropriated_at: float = setting(
        0.2,
        share(),
        "appropriation from which a channel counts as appropriated",
        source="crovi2008",
    )
    silence_factor: float = setting(
        4, number(above=0), "mean gaps of silence after which a channel is left", unit="gaps"
    )
    active_elsewhere: float = setting(
        3, number(1), "contacts elsewhere in that silence", unit="contacts", source="carroll2002"
    )
    bout_gap_hours: float = setting(
        BOUT_GAP_HOURS, number(above=0), "silence that ends a bout of exchange", unit="hours"
    )

    def __attrs_post_init__(self) -> None:
        if not sum(self.weights) > 0:
            raise InvalidCaseError(
                "AppropriationParameters", "weights of which one is above 0", "none above 0"
            )

    @property
    def weights(self) -> tuple[float, ...]:
        """Weights of quality, in the order of `mediaeco.analysis.QUALITY`."""
        return (
            self.breadth,
            self.initiative,
            self.transformation,
            self.regularity,
            self.embedding,
        )


@frozen(kw_only=True)
class FrameParameters:
    """Settings of the frame's strength.

    Parameters
    ----------
    beta
        Exponent of constancy in frame strength, at least 0.
    """

    beta: float = setting(
        1, number(0), "exponent of constancy in frame strength", source="bleger1967"
    )
