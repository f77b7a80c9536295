"""The figures of an account: drawn once, inlined in the page and saved beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from mediaeco.reporting.markup import Markup, element, fragment

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mediaeco.reporting.account import Account

__all__ = ["TITLES", "Pictures", "drawn_figures", "inlined"]

TITLES: Mapping[str, str] = {
    "timeline": "The record over time",
    "ecosystem": "The media ecosystem",
    "appropriation": "Appropriation, contact by contact",
    "formation": "Formation of the frame",
    "attribution": "What formation is attributed to, channel by element",
}
"""The figures of a report, in its order, with the titles of their captions."""

READING: Mapping[str, str] = {
    "timeline": "Who made contact, when, and over which channel; what was done to the frame; "
    "ruptures (gaps), repairs (stitches) and stages.",
    "ecosystem": "Each side's appropriation of each channel (width of the links), co-appropriation "
    "(rings), and the elements of the frame that were worked on over it.",
    "appropriation": "The therapist's and the patient's appropriation of each channel, and what "
    "both made of it.",
    "formation": "Expected formation, which the parameters imply, beside the agreements that the "
    "record shows.",
    "attribution": "Share of each channel in each element, beside how much it was used and what "
    "a contact over it did. Attribution is not causation.",
}
"""How each figure is read, a sentence."""

_ID = re.compile(r'(?<=\sid=")([^"]+)(?=")')
_REFERENCE = re.compile(r'(?<=href="#)([^"]+)(?=")|(?<=url\(#)([^)]+)(?=\))')
_PROLOGUE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)


def drawn_figures(account: Account) -> dict[str, Figure]:
    """Draw every figure of an account.

    Parameters
    ----------
    account
        All results.

    Returns
    -------
    dict
        Matplotlib figures by the names in `TITLES`, in their order.
    """
    # Matplotlib takes its time to load, and who asks for no picture need not wait for it.
    from mediaeco.figures import (
        draw_appropriation,
        draw_attribution,
        draw_ecosystem,
        draw_formation,
        draw_timeline,
    )
    from mediaeco.forming import By

    eco, life = account.eco, account.lifecycle
    return {
        "timeline": draw_timeline(eco, account.stages, account.ruptures, life),
        "ecosystem": draw_ecosystem(eco, account.appropriation, life),
        "appropriation": draw_appropriation(eco, account.curves),
        "formation": draw_formation(eco, account.formation, life, account.stages),
        "attribution": draw_attribution(eco, account.attributions[By.CHANNEL]),
    }


@frozen
class Pictures:
    """Figures as a page takes them.

    Parameters
    ----------
    svg
        Content of each figure's SVG file, by name.
    told
        What each figure shows, in words, by name.
    """

    svg: Mapping[str, str]
    told: Mapping[str, str]

    def figure(self, name: str) -> Markup:
        """Put a figure into the page, its caption under it."""
        number = list(TITLES).index(name) + 1
        label = element("strong", f"Figure {number}. {TITLES[name]}.")
        # What a figure shows is told to a screen reader by the figure itself; here it is for all.
        words = element("details", element("summary", "The figure in words"), self.told[name])
        caption = element("figcaption", fragment([label, READING[name]], " "), words)
        svg = inlined(self.svg[name], name)
        return element("figure", svg, caption, id=f"figure-{name}")


def inlined(svg: str, name: str) -> Markup:
    """Make an SVG file a part of a page.

    Prologue and metadata are left out, and every id is prefixed: two figures in one page must not
    share any.

    Parameters
    ----------
    svg
        Content of the file.
    name
        Prefix of the ids.

    Examples
    --------
    >>> print(inlined('<?xml version="1.0"?><svg width="9pt"><use id="a" href="#b"/></svg>', "map"))
    <svg width="9pt"><use id="map-a" href="#map-b"/></svg>
    """
    kept = _PROLOGUE.sub("", svg)
    kept = _ID.sub(lambda found: f"{name}-{found[1]}", kept)
    kept = _REFERENCE.sub(lambda found: f"{name}-{found[1] or found[2]}", kept)
    return Markup(kept.strip())
