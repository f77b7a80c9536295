"""HTML by small functions: every text is escaped here, and nowhere else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from mediaeco.reporting.wording import UNDEFINED

__all__ = ["Markup", "element", "fragment", "items", "paragraph", "section", "table", "text"]


@frozen
class Markup:
    """A piece of HTML that is well-formed and escaped."""

    html: str

    def __str__(self) -> str:
        return self.html


Content = Markup | str


def text(content: Content) -> str:
    """Escape a text; leave markup as it is.

    Examples
    --------
    >>> text("<script>"), text(Markup("<br>"))
    ('&lt;script&gt;', '<br>')
    """
    if isinstance(content, Markup):
        return content.html
    # What no document may hold cannot be escaped either.
    kept = "".join(c for c in content if c >= " " or c in "\t\n")
    return html.escape(kept.encode("utf-8", "replace").decode(), quote=True)


def fragment(parts: Iterable[Content], between: str = "") -> Markup:
    """Put pieces one after the other."""
    return Markup(between.join(text(part) for part in parts))


def element(tag: str, *content: Content, **attributes: str | None) -> Markup:
    """Make an element; an attribute of None is left out, ``class_`` and ``for_`` lose their dash.

    Examples
    --------
    >>> print(element("p", "a < b", class_="note"))
    <p class="note">a &lt; b</p>
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{given}>{fragment(content)}</{tag}>")


def paragraph(*content: Content, class_: str | None = None) -> Markup:
    """Make a paragraph of sentences, a space between them."""
    return element("p", fragment([part for part in content if text(part)], " "), class_=class_)


def items(entries: Iterable[Content]) -> Markup:
    """Make a list."""
    return element("ul", fragment(element("li", entry) for entry in entries))


def section(name: str, title: str, *content: Content) -> Markup:
    """Make a section with a heading that the table of contents leads to."""
    heading = element("h2", title, id=name)
    return element(
        "section", heading, *(fragment([part], "") for part in content), aria_labelledby=name
    )


def _plain(content: Content) -> str:
    """Text of a caption, without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", text(content)))


def _cell(content: Content, *, head: bool, number: bool) -> Markup:
    marks = [name for name, on in (("number", number), ("missing", content == UNDEFINED)) if on]
    css = " ".join(marks) or None
    if head:
        return element("th", content, scope="row", class_=css)
    return element("td", content, class_=css)


def table(
    caption: Content,
    header: Sequence[str],
    rows: Iterable[Sequence[Content]],
    *,
    numbers: Sequence[int] = (),
    groups: Sequence[tuple[str, int]] = (),
) -> Markup:
    """Make a table, in which the first cell of a row is its head.

    Parameters
    ----------
    caption
        What the table says.
    header
        Names of the columns.
    rows
        Cells.
    numbers
        Columns that hold numbers, which stand flush right.
    groups
        Titles over the columns, each with the number of columns it stands over; an empty title
        stands over nothing.
    """
    names = fragment(
        element("th", name, scope="col", class_="number" if i in numbers else None)
        for i, name in enumerate(header)
    )
    body = [
        element(
            "tr",
            *(_cell(cell, head=i == 0, number=i in numbers) for i, cell in enumerate(row)),
        )
        for row in rows
    ]
    if not body:
        return Markup("")
    over = [
        element("th", title, scope="colgroup", colspan=str(span), class_="group")
        if title
        else element("td", colspan=str(span))
        for title, span in groups
    ]
    head = [element("tr", fragment(over))] if over else []
    made = element(
        "table",
        element("caption", caption),
        element("thead", *head, element("tr", names)),
        element("tbody", fragment(body, "\n")),
    )
    # A wide table scrolls by itself, and by the keyboard too, where the page is narrow.
    named = {"class_": "wide", "role": "region", "tabindex": "0"}
    return element("div", made, **named, aria_label=_plain(caption))
