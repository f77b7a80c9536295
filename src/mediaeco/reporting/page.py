"""The page: one self-contained HTML document, without scripts and without the network."""

from __future__ import annotations

from collections.abc import Sequence

from mediaeco.model import Origin
from mediaeco.reporting.account import Account
from mediaeco.reporting.markup import Markup, element, fragment, paragraph, text
from mediaeco.reporting.picture import Pictures
from mediaeco.reporting.section import (
    appropriation_section,
    finding_section,
    formation_section,
    method_section,
    record_section,
    rupture_section,
    shaping_section,
    standing_section,
)
from mediaeco.reporting.section.record import ORIGINS
from mediaeco.reporting.style import STYLE
from mediaeco.reporting.summary import summary
from mediaeco.reporting.version import software_version

__all__ = ["GENERATOR", "page"]

GENERATOR = '<meta name="generator" content="mediaeco'
"""How a page of ours begins to say whose it is."""

_CONTENTS = (
    ("record", "What was recorded"),
    ("findings", "Findings about the record"),
    ("appropriation", "Who made which channel their own"),
    ("formation", "How the frame was formed"),
    ("shaping", "What shaped the frame"),
    ("ruptures", "Ruptures and repairs"),
    ("standing", "Where the relationship stands"),
    ("methods", "Methods, parameters and limits"),
)


def page(account: Account, pictures: Pictures, files: Sequence[tuple[str, str]]) -> str:
    """Write the page of a report.

    Parameters
    ----------
    account
        All results.
    pictures
        The figures.
    files
        Path and description of every other file of the report.

    Returns
    -------
    str
        An HTML document; the same for the same input.
    """
    title = account.case.title.strip() or f"Case {account.case.id}"
    sections = (
        record_section(account, pictures),
        finding_section(account),
        appropriation_section(account, pictures),
        formation_section(account, pictures),
        shaping_section(account, pictures),
        rupture_section(account),
        standing_section(account),
        method_section(account, files),
    )
    body = fragment(
        [
            element("a", "Skip to the report", href="#summary", class_="skip"),
            _header(account, title),
            _contents(),
            element("main", summary(account), *(fragment([part], "\n") for part in sections)),
            element("footer", paragraph(f"Made with mediaeco {software_version()}.")),
        ],
        "\n",
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{GENERATOR} {text(software_version())}">\n'
        f"<title>{text(title)}: how the frame was formed</title>\n"
        f"<style>\n{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _header(account: Account, title: str) -> Markup:
    case = account.case
    origin = ORIGINS.get(Origin(case.origin))
    return element(
        "header",
        element("h1", title),
        element("p", "How the therapeutic frame was formed, contact by contact.", class_="lead"),
        element("p", f"Case {case.id}", class_="case") if case.title.strip() else "",
        element("p", origin, class_="origin", role="note") if origin else "",
    )


def _contents() -> Markup:
    links = (element("li", element("a", title, href=f"#{name}")) for name, title in _CONTENTS)
    return element("nav", element("ol", fragment(links)), aria_label="Contents")
