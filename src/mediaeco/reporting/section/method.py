"""Methods, parameters, what is not defined, limits, and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, element, fragment, items, paragraph, section, table
from mediaeco.reporting.method import cited, limits, methods
from mediaeco.reporting.parameter import every_parameter, terms
from mediaeco.reporting.source import SOURCES
from mediaeco.reporting.undefined import undefined
from mediaeco.reporting.wording import listed, upper_first

__all__ = ["method_section"]

_LISTED = 8
_GROUPS: Mapping[str, str] = {
    "formation": "Formation",
    "appropriation": "Appropriation",
    "frame": "Strength of the frame",
    "synchronicity": "Synchronicity",
    "relevance": "Relevance",
    "shapley": "Shapley values",
    "stages": "Stage model",
}


def method_section(account: Account, files: Sequence[tuple[str, str]]) -> Markup:
    """Tell how everything was worked out, and what it cannot say.

    Parameters
    ----------
    account
        All results.
    files
        Path and description of every file of the report.
    """
    return section(
        "methods",
        "Methods, parameters and limits",
        element("h3", "Methods"),
        *(paragraph(text) for text in methods(account)),
        element("h3", "Limits"),
        items(limits(account)),
        element("h3", "What is not defined, and why"),
        _undefined(account),
        element("h3", "Every parameter"),
        paragraph(
            "A default is a default, never a finding. A source beside a default says where the "
            "idea comes from, not the number, unless its provenance says published."
        ),
        *_parameters(account),
        _relevance(account),
        element("h3", "Sources"),
        paragraph(_verified()),
        items(cited()),
        element("h3", "Files of this report"),
        _files(files),
    )


def _undefined(account: Account) -> Markup:
    gathered: dict[tuple[str, str], list[str]] = {}
    for entry in undefined(account):
        gathered.setdefault((entry.measure, entry.reason), []).append(entry.of)
    if not gathered:
        return paragraph("Every measure is defined for this record.")
    rows = []
    for (measure, reason), of in gathered.items():
        named = [name for name in of if name]
        shown = named[:_LISTED]
        if len(named) > _LISTED:
            shown.append(f"{len(named) - _LISTED} more")
        rows.append((upper_first(measure), listed(shown) if named else "the case", reason))
    about = "Measures without a value (an empty field in the CSV files)"
    return table(about, ("Measure", "Of", "Reason"), rows)


def _parameters(account: Account) -> list[Markup]:
    frame = every_parameter(account.parameters, account.eco)
    columns = ("parameter", "value", "unit", "meaning", "provenance", "source")
    made = []
    for group, title in _GROUPS.items():
        rows = []
        for i in (i for i, name in enumerate(frame["group"].tolist()) if name == group):
            name, value, unit, *rest = (str(frame[column][i]) for column in columns)
            rows.append((name, f"{value} {unit}".strip(), *rest))
        header = ("Parameter", "Value", "Meaning", "Provenance", "Source")
        made.append(table(f"Parameters: {title}", header, rows))
    return [*made, _channels(account), _elements(account), _purposes(account)]


def _channels(account: Account) -> Markup:
    names = ("velocity", "parallelism", "symbols", "rehearsability", "reprocessability")
    rows = [
        (
            channel.name,
            *(f"{getattr(channel.capability, name):g}" for name in names),
            str(channel.provenance),
            channel.source,
        )
        for channel in account.eco.channels
    ]
    header = ("Channel", *map(upper_first, names), "Provenance", "Source")
    return table("Parameters: Capabilities of the channels", header, rows, numbers=range(1, 6))


def _elements(account: Account) -> Markup:
    rows = [
        (
            item.name,
            f"{item.weight:g}",
            f"{item.need:g}",
            "; ".join(terms(item)) or "none",
            str(item.provenance),
            item.source,
        )
        for item in account.eco.elements
    ]
    header = ("Element", "Weight", "Need", "Terms of contact", "Provenance", "Source")
    about = (
        "Parameters: Elements of the frame (weight in coverage, synchronicity that agreeing one "
        "needs, terms as the record has them)"
    )
    return table(about, header, rows, numbers=(1, 2))


def _purposes(account: Account) -> Markup:
    rows = [(item.name, f"{item.need:g}", str(item.provenance)) for item in account.eco.purposes]
    about = "Parameters: Synchronicity that the purposes need"
    return table(about, ("Purpose", "Need", "Provenance"), rows, numbers=(1,))


def _relevance(account: Account) -> Markup:
    eco, relevance = account.eco, account.parameters.formation.relevance
    k = relevance.matrix([p.id for p in eco.purposes], [e.id for e in eco.elements])
    names = [*(purpose.name for purpose in eco.purposes), "not recorded"]
    rows = [(name, *(f"{x:g}" for x in row)) for name, row in zip(names, k.tolist(), strict=True)]
    header = ("Purpose", *(upper_first(item.name) for item in eco.elements))
    about = f"Parameters: Relevance k of each purpose for each element ({relevance.provenance})"
    return table(about, header, rows, numbers=range(1, len(header)))


def _verified() -> str:
    unverified = [citation for citation in SOURCES if not citation.verified]
    if not unverified:
        return "What is taken from these sources was compared with the sources themselves."
    if len(unverified) == len(SOURCES):
        return (
            "None of these sources has been verified by the library: what is taken from them was "
            "known from abstracts and secondary sources, and was not compared with the sources "
            "themselves. Check them before you cite them."
        )
    return (
        f"Unverified, that is not compared with the source itself: "
        f"{listed(citation.key for citation in unverified)}. Check them before you cite them."
    )


def _files(files: Sequence[tuple[str, str]]) -> Markup:
    return element(
        "ul",
        fragment(
            element("li", element("a", path, href=path), f": {about}") for path, about in files
        ),
        class_="files",
    )
