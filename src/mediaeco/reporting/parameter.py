"""Every setting of an account, and where each comes from."""

from __future__ import annotations

from typing import Any

import attrs
from attrs import field, frozen

from mediaeco.analysis import FrameParameters
from mediaeco.catalog import STAGES
from mediaeco.ecosystem import Ecosystem
from mediaeco.forming import FormationParameters, MediumFit
from mediaeco.model import FrameElement, Provenance, TidyTable
from mediaeco.model.bound import number

__all__ = ["AccountParameters", "every_parameter", "relevance_frame", "terms"]

_SET = "set for this report"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_COLUMNS = ("group", "parameter", "value", "unit", "meaning", "provenance", "source")


@frozen(kw_only=True)
class AccountParameters:
    """Settings of all measures of an account.

    Parameters
    ----------
    formation
        Settings of formation, and in them those of appropriation, synchronicity and relevance.
    frame
        Settings of the frame's strength.
    permutations
        Orders drawn for Shapley values where more than 15 channels were used.
    seed
        Seed of that draw.
    """

    formation: FormationParameters = field(factory=FormationParameters)
    frame: FrameParameters = field(factory=FrameParameters)
    permutations: int = field(default=500, validator=number(1, 1e6))
    seed: int = field(default=0, validator=number(0, 1e9))


_FITS = {
    MediumFit.SYNCHRONICITY: "dennis2008",
    MediumFit.RICHNESS: "daft1986",
    MediumFit.NATURALNESS: "kock2005",
}


def every_parameter(parameters: AccountParameters, eco: Ecosystem) -> TidyTable:
    """List every setting that a number of this account depends on, with value and provenance.

    Parameters
    ----------
    parameters
        The settings.
    eco
        The record, whose channels, elements and purposes carry settings of their own.

    Returns
    -------
    TidyTable
        Columns group, parameter, value, unit, meaning, provenance, source. The relevance of each
        purpose for each element stands in `relevance_frame`.
    """
    formation = parameters.formation
    rows: list[tuple[str, ...]] = []
    for group, settings in (
        ("formation", formation),
        ("appropriation", formation.appropriation),
        ("frame", parameters.frame),
    ):
        rows += _settings(group, settings)
    usual = type(formation)()
    rows += [
        ("formation", f"rate of {element}", f"{rate:g}", "", "its own lambda", _SET, "")
        for element, rate in formation.rates.items()
    ]
    rows += [
        (
            "formation",
            f"shift of {channel}",
            f"{shift:g}",
            "",
            "shift of the log odds of lambda",
            _SET,
            "",
        )
        for channel, shift in formation.channel_effects.items()
    ]
    by = formation.appropriated_by
    kept = str(Provenance.LIBRARY) if by is usual.appropriated_by else _SET
    meaning = "whose appropriation of a channel gates formation (J)"
    rows.append(("formation", "appropriated_by", str(by), "", meaning, kept, "valenciarey"))
    kept = str(Provenance.ADAPTED) if formation.medium is usual.medium else _SET
    meaning = "what makes a medium fit for agreeing an element (m)"
    rows.append(
        ("formation", "medium", str(formation.medium), "", meaning, kept, _FITS[formation.medium])
    )
    for item in attrs.fields(type(formation.synchronicity)):
        value = getattr(formation.synchronicity, item.name)
        same = value == getattr(usual.synchronicity, item.name)
        meaning = "weight in synchronicity (normed to a sum of 1)"
        kept = str(Provenance.ADAPTED) if same else _SET
        rows.append(("synchronicity", item.name, f"{value:g}", "", meaning, kept, "dennis2008"))
    relevance = formation.relevance
    kept = str(relevance.provenance) if relevance == usual.relevance else _SET
    for name, meaning in (
        ("otherwise", "relevance of a pair that the table does not name"),
        ("unstated", "relevance of a contact whose purposes were not recorded"),
    ):
        rows.append(("relevance", name, f"{getattr(relevance, name):g}", "", meaning, kept, ""))
    rows += _sampling(parameters)
    rows += _stage_model()
    rows += _vocabulary(eco)
    return TidyTable({name: [row[i] for row in rows] for i, name in enumerate(_COLUMNS)})


def _settings(group: str, settings: Any) -> list[tuple[str, ...]]:
    usual = type(settings)()
    rows: list[tuple[str, ...]] = []
    for item in attrs.fields(type(settings)):
        if "text" not in item.metadata:
            continue
        value, data = getattr(settings, item.name), item.metadata
        same = value == getattr(usual, item.name)
        rows.append(
            (
                group,
                item.name,
                "none" if value is None else f"{value:g}",
                data["unit"],
                data["text"],
                str(data["provenance"]) if same else _SET,
                data["source"],
            )
        )
    return rows


def _sampling(parameters: AccountParameters) -> list[tuple[str, ...]]:
    usual = AccountParameters()
    texts = {
        "permutations": "orders drawn for Shapley values where more than 15 channels were used",
        "seed": "seed of that draw",
    }
    return [
        (
            "shapley",
            name,
            str(getattr(parameters, name)),
            "",
            text,
            str(Provenance.LIBRARY) if getattr(parameters, name) == getattr(usual, name) else _SET,
            "shapley1953" if name == "permutations" else "",
        )
        for name, text in texts.items()
    ]


def _stage_model() -> list[tuple[str, ...]]:
    kept, source = str(STAGES.provenance), STAGES.source
    rows: list[tuple[str, ...]] = [
        (
            "stages",
            "held_coverage",
            f"{STAGES.held_coverage:g}",
            "",
            "coverage that counts as held",
            kept,
            source,
        )
    ]
    for transition in STAGES.transitions:
        sources = " or ".join(transition.sources) or "any stage"
        for condition in transition.conditions:
            low, high = condition.at_least, condition.at_most
            sign, bound = (">=", low) if low > float("-inf") else ("<=", high)
            rows.append(
                (
                    "stages",
                    f"to {transition.target}",
                    f"{condition.variable} {sign} {bound:g}",
                    "days" if condition.variable == "silence" else "",
                    f"condition of the step from {sources}",
                    kept,
                    source,
                )
            )
    return rows


def _vocabulary(eco: Ecosystem) -> list[tuple[str, ...]]:
    """Settings that channels, elements and purposes carry themselves."""
    rows: list[tuple[str, ...]] = []
    for channel in eco.channels:
        profile = channel.capability
        for item in attrs.fields(type(profile)):
            value = f"{getattr(profile, item.name):g}"
            name = f"{channel.id}: {item.name}"
            kept = str(channel.provenance)
            rows.append(("channels", name, value, "", "capability", kept, channel.source))
    for element in eco.elements:
        for name, meaning in (
            ("weight", "weight in coverage"),
            ("need", "synchronicity that agreeing the element needs"),
        ):
            value, kept = f"{getattr(element, name):g}", str(element.provenance)
            rows.append(
                ("elements", f"{element.id}: {name}", value, "", meaning, kept, element.source)
            )
        rows += [
            ("elements", f"{element.id}: terms", term, "", "terms of contact", "as recorded", "")
            for term in terms(element)
        ]
    for purpose in eco.purposes:
        value, kept = f"{purpose.need:g}", str(purpose.provenance)
        meaning = "synchronicity that the purpose needs"
        rows.append(("purposes", f"{purpose.id}: need", value, "", meaning, kept, ""))
    return rows


def terms(element: FrameElement) -> list[str]:
    """Say which hours and channels of contact an element agrees.

    Examples
    --------
    >>> from mediaeco.model import ContactHours
    >>> terms(FrameElement(id="rules", hours=ContactHours(7, 20.5, days=(0, 4))))
    ['7:00 to 20:30 (Mon, Fri)']
    """
    told = []
    if element.hours is not None:
        start, end = (_clock(hour) for hour in (element.hours.start, element.hours.end))
        days = ", ".join(_DAYS[day] for day in sorted(element.hours.days))
        told.append(f"{start} to {end} ({'every day' if len(element.hours.days) == 7 else days})")
    if element.channels:
        told.append(f"over {', '.join(element.channels)}")
    return told


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def relevance_frame(parameters: AccountParameters, eco: Ecosystem) -> TidyTable:
    """List the relevance k of every purpose of the case for every element of its frame.

    Returns
    -------
    TidyTable
        One row a purpose and element; the purpose of contacts that state none is empty.
    """
    purposes = [purpose.id for purpose in eco.purposes]
    elements = [element.id for element in eco.elements]
    k = parameters.formation.relevance.matrix(purposes, elements)
    return TidyTable(
        {
            "purpose": [name for name in (*purposes, "") for _ in elements],
            "element": elements * len(k),
            "relevance": k.ravel(),
        }
    )
