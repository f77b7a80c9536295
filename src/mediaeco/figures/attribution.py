"""Which channel shaped which element: how much was used, and what a contact did."""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, legend_height, mark, room
from mediaeco.figures.lettering import counted, cut, height, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, PALE, ChannelLook, channel_looks
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.forming import Attribution, By, ChannelShapley
from mediaeco.kernels.array import Floats

__all__ = ["draw_attribution"]

_ROW = 6.0
_BARS = 13.0  # millimetres of the bars beneath the field
_DARK = np.array([8, 48, 92]) / 255
_LOST = np.array([176, 84, 12]) / 255
_NONE = "////////"


def draw_attribution(
    eco: Ecosystem,
    attribution: Attribution,
    *,
    shapley: ChannelShapley | None = None,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw the part of each group in each element, and tell use and effect apart.

    The field shows each group's share of what was formed of an element; hatched where nothing
    was and a share is not defined. Beneath stands how much was formed at all. At the right stand
    the contacts of each group (how much it was used) beside what one contact did (its effect,
    against the rate of the record without the group), because a share alone credits what is
    frequent.

    Parameters
    ----------
    eco
        The case or cohort that the attribution is of.
    attribution
        What `mediaeco.forming.attribution` found in it.
    shapley
        Shapley values of the channels, drawn beside, with their error where they were sampled;
        only where ``attribution`` is by channel.
    style
        Name of a style sheet, or rc settings.
    ax
        Axes whose place is taken; None: a figure of its own.

    Returns
    -------
    Figure
        The figure drawn on.

    Examples
    --------
    >>> from mediaeco.figures.canvas import alt_text
    >>> from mediaeco.forming import attribution
    >>> from mediaeco.io.example import read_example
    >>> eco = Ecosystem(read_example("first-contact"))
    >>> figure = draw_attribution(eco, attribution(eco))
    >>> print(alt_text(figure)[:47])
    Attribution of formation by channel in case fir
    """
    with drawn_with(style):
        return _drawn(_Parts.of(eco, attribution, shapley), ax)


@frozen(kw_only=True, eq=False)
class _Parts:
    """What is drawn: groups by row, elements by column."""

    of_what: str
    parts: Attribution
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...] | None
    elements: tuple[str, ...]
    formed: Floats  # elements
    shapley: ChannelShapley | None
    count: int

    @staticmethod
    def of(eco: Ecosystem, parts: Attribution, shapley: ChannelShapley | None) -> _Parts:
        by_channel = parts.by is By.CHANNEL
        known = {
            **{item.id: item.name for item in (eco.channels if by_channel else eco.purposes)},
        }
        return _Parts(
            of_what=f"case {eco.ids[0]}" if len(eco.ids) == 1 else counted(len(eco.ids), "case"),
            parts=parts,
            names=tuple(known.get(group, group.replace("_", " ")) for group in parts.groups),
            looks=channel_looks(parts.groups) if by_channel else None,
            elements=tuple(element.name for element in eco.elements),
            formed=parts.contribution.sum(axis=0),
            shapley=shapley if by_channel else None,
            count=len(eco.table),
        )


def _drawn(found: _Parts, ax: Axes | None) -> Figure:
    wide = room(ax)
    size = base_size()
    rows, columns = found.parts.share.shape
    widest = max((width(name, size) for name in found.names), default=0.0)
    left = min(max(widest + 6.0, 16.0), 0.25 * wide)
    margins = 3 if found.shapley is not None else 2
    side = min(0.15 * wide, 24.0) if margins == 2 else min(0.115 * wide, 20.0)
    gap = 2.6
    field = wide - left - margins * (side + gap) - 3.0
    pitch = field / max(columns, 1)
    turned, labels = _labels(found, pitch)
    label = (
        max((width(line, size - 0.5) for line in labels), default=0.0) + 1.5
        if turned
        else height(size - 0.5, max((len(text.split("\n")) for text in labels), default=1)) + 1.0
    )
    entries = _entries(found)
    notes = wrapped(_note(found), wide - 1, size - 0.5, 5)
    foot = legend_height(entries, wide) + height(size - 0.5, len(notes)) + 2.5
    title = f"share of each {found.parts.by} in what was formed of an element, %"
    lines = len(wrapped(title, field, size - 0.5, 3))
    head = height(size - 0.5, max(lines, 2)) + 1.5
    under = label + _BARS + 2.5
    canvas = Canvas.opened(foot + under + _ROW * max(rows, 1) + head, ax)
    high = max(canvas.height - foot - under - head, 2.0 * max(rows, 1))
    base = foot + under
    panel = canvas.panel(left, base, field, high)
    _field(panel, found, pitch, high / max(rows, 1))
    _titles(canvas, left + field / 2, base + high + 1.0, field, title)
    for row, name in enumerate(found.names):
        y = base + high * (1 - (row + 0.5) / rows)
        x = 0.5
        if found.looks is not None:
            look = found.looks[row]
            mark(
                canvas.sheet,
                2.0,
                y,
                look.marker,
                size=4.2,
                markerfacecolor=look.color,
                markeredgewidth=0.3,
            )
            x = 4.0
        canvas.name(x, y, name, left - x - 1.2)
    x = left + field + gap
    for draw in (_use, _effect, _worth)[:margins]:
        named = draw(canvas.panel(x, base, side, high), found)
        _titles(canvas, x + side / 2, base + high + 1.0, side, named)
        x += side + gap
    if columns:
        bars = canvas.panel(left, foot + label, field, _BARS - 1.0)
        _formed(bars, found)
        words = wrapped("formed, H at the end", left - 7.0, size - 0.5, 3)
        middle = foot + label + _BARS / 2
        canvas.lines(0.5, middle + height(size - 0.5, len(words)) / 2, words, fontsize=size - 0.5)
        for column, text in enumerate(labels):
            canvas.text(
                left + pitch * (column + 0.5),
                foot + label - 0.8,
                text,
                fontsize=size - 0.5,
                rotation=90 if turned else 0,
                ha="center",
                va="top",
                linespacing=1.05,
            )
    used = canvas.legend(0.5, foot - 1.0, wide - 1, entries)
    canvas.lines(0.5, foot - 1.5 - used, notes, fontsize=size - 0.5, color=MUTED)
    subject = f"Attribution of formation by {found.parts.by} in {found.of_what}"
    return canvas.closed(subject, _told(found))


def _labels(found: _Parts, pitch: float) -> tuple[bool, list[str]]:
    size = base_size() - 0.5
    if all(width(word, size) <= pitch - 0.8 for name in found.elements for word in name.split()):
        return False, ["\n".join(wrapped(name, pitch - 0.8, size, 4)) for name in found.elements]
    return True, [cut(name, 32.0, size) for name in found.elements]


def _titles(canvas: Canvas, middle: float, low: float, room_: float, text: str) -> None:
    size = base_size() - 0.5
    lines = wrapped(text, room_, size, 3)
    canvas.lines(middle, low + height(size, len(lines)), lines, fontsize=size, ha="center")


def _field(panel: Axes, found: _Parts, pitch: float, row_height: float) -> None:
    rows, columns = found.parts.share.shape
    panel.set_xlim(0, max(columns, 1))
    panel.set_ylim(max(rows, 1), 0)
    panel.set_axis_off()
    if not rows or not columns:
        what = "groups" if not rows else "frame elements"
        panel.text(
            0.5,
            0.5,
            f"no {what}: nothing to attribute",
            ha="center",
            va="center",
            color=MUTED,
            transform=panel.transAxes,
        )
        return
    size = base_size() - 1
    told = width("−100", size) + 0.6 <= pitch and row_height > 2.4
    for row in range(rows):
        for column in range(columns):
            share = float(found.parts.share[row, column])
            undefined = math.isnan(share)
            color = (1.0, 1.0, 1.0) if undefined else _shade(share)
            panel.add_patch(
                Rectangle(
                    (column, row),
                    1,
                    1,
                    facecolor=color,
                    hatch=_NONE if undefined else None,
                    edgecolor="#B5B5B5",
                    linewidth=0.3,
                    clip_on=False,
                )
            )
            if told and not undefined:
                dark = share > 0.5 or share < -0.5
                panel.text(
                    column + 0.5,
                    row + 0.5,
                    _percent(share),
                    ha="center",
                    va="center_baseline",
                    fontsize=size,
                    color="#FFFFFF" if dark else INK,
                )


def _percent(share: float) -> str:
    if share == 0:
        return "0"
    return "< 1" if 0 < share < 0.005 else f"{100 * share:.0f}".replace("-", "−")


def _shade(share: float) -> tuple[float, float, float]:
    """From white to a deep blue, evenly darker; to brown where more was lost than formed."""
    color = 1 - min(abs(share), 1.0) * (1 - (_DARK if share >= 0 else _LOST))
    return float(color[0]), float(color[1]), float(color[2])


def _rows(panel: Axes, found: _Parts) -> None:
    count = max(len(found.names), 1)
    panel.set_ylim(count, 0)
    panel.set_yticks([])
    panel.spines["left"].set_linewidth(0.4)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=2, min_n_ticks=2))
    panel.tick_params(axis="x", labelsize=base_size() - 1)
    for row in range(count + 1):
        panel.axhline(row, color=PALE, linewidth=0.3, zorder=0)


def _color(found: _Parts, row: int) -> str:
    return MUTED if found.looks is None else found.looks[row].color


def _use(panel: Axes, found: _Parts) -> str:
    """Draw how much each group was used."""
    contacts = found.parts.contacts
    most = max(int(contacts.max(initial=0)), 1)
    panel.set_xlim(0, most * 1.45)
    _rows(panel, found)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=2, integer=True, min_n_ticks=2))
    for row, count in enumerate(contacts.tolist()):
        panel.add_patch(
            Rectangle(
                (0, row + 0.22), count, 0.56, facecolor=_color(found, row), edgecolor=INK, lw=0.3
            )
        )
        panel.text(
            count + most * 0.05,
            row + 0.5,
            f"{count:,}",
            va="center_baseline",
            fontsize=base_size() - 1,
        )
    return "used: contacts"


def _effect(panel: Axes, found: _Parts) -> str:
    """Draw what a contact of each group did, and the rate of the record without the group."""
    effect, without = found.parts.effect, found.parts.rate_without
    every = np.concatenate((effect, without, [0.0]))
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    span = high - low if high > low else 1.0
    panel.set_xlim(low - 0.08 * span, high + 0.12 * span)
    _rows(panel, found)
    if not np.isnan(effect).all():
        panel.axvline(0, color=MUTED, linewidth=0.3)
    for row in range(len(found.names)):
        own, rest = float(effect[row]), float(without[row])
        if math.isnan(own):
            panel.text(
                0.5,
                row + 0.5,
                "not defined",
                transform=panel.get_yaxis_transform(),
                ha="center",
                va="center_baseline",
                fontsize=base_size() - 1.5,
                color=MUTED,
            )
            continue
        if not math.isnan(rest):
            panel.plot([own, rest], [row + 0.5] * 2, color=MUTED, linewidth=0.6)
            mark(panel, rest, row + 0.5, "|", size=5.0, color=INK, markeredgewidth=1.0)
        mark(
            panel,
            own,
            row + 0.5,
            "o" if found.looks is None else found.looks[row].marker,
            size=4.2,
            markerfacecolor=_color(found, row),
            markeredgewidth=0.3,
            zorder=3,
        )
    return "effect: H per contact"


def _worth(panel: Axes, found: _Parts) -> str:
    """Draw Shapley values with their error."""
    shapley = found.shapley
    assert shapley is not None  # noqa: S101 - the caller draws this panel only where it is given
    place = {name: k for k, name in enumerate(shapley.channels)}
    high = float(np.max(shapley.value + shapley.error, initial=0.0))
    low = float(np.min(shapley.value - shapley.error, initial=0.0))
    span = high - low if high > low else 1.0
    panel.set_xlim(low - 0.05 * span, high + 0.1 * span)
    _rows(panel, found)
    for row, group in enumerate(found.parts.groups):
        k = place.get(group)
        if k is None:
            continue
        value, error = float(shapley.value[k]), float(shapley.error[k])
        panel.add_patch(
            Rectangle(
                (0, row + 0.28), value, 0.44, facecolor=_color(found, row), edgecolor=INK, lw=0.3
            )
        )
        if error > 0:
            panel.plot([value - error, value + error], [row + 0.5] * 2, color=INK, linewidth=0.8)
    return f"Shapley value, {shapley.game}"


def _formed(panel: Axes, found: _Parts) -> None:
    """Draw how much was formed of each element, whoever formed it."""
    columns = len(found.elements)
    panel.set_xlim(0, columns)
    most = float(np.max(found.formed, initial=0.0))
    panel.set_ylim(0, most * 1.08 if most > 0 else 1.0)
    panel.set_xticks([])
    if most <= 0:
        panel.set_yticks([0])
        panel.text(columns / 2, 0.5, "nothing formed", ha="center", va="center", color=MUTED)
        return
    panel.yaxis.set_major_locator(MaxNLocator(nbins=2, min_n_ticks=2))
    for column, value in enumerate(found.formed.tolist()):
        panel.add_patch(
            Rectangle((column + 0.22, 0), 0.56, value, facecolor="#BDBDBD", edgecolor=INK, lw=0.3)
        )


def _entries(found: _Parts) -> list[Entry]:
    share = found.parts.share
    entries = []
    if share.size and not np.isnan(share).all():
        more = " or more" if np.nanmax(share) > 1.005 else ""
        entries += [
            Entry.patch(f"{text} of an element", 3.0, facecolor=_shade(value))
            for text, value in (("0 %", 0.0), ("50 %", 0.5), (f"100 %{more}", 1.0))
        ]
    if (share < 0).any():
        entries.append(Entry.patch("more lost than formed", 3.0, facecolor=_shade(-0.6)))
    if np.isnan(share).any():
        entries.append(Entry.patch("share not defined", 3.0, facecolor="#FFFFFF", hatch=_NONE))
    if not np.isnan(found.parts.effect).all():
        entries.append(Entry.marker("effect of a contact", "o", size=4.2, color=MUTED))
    if not np.isnan(found.parts.rate_without).all():
        entries.append(
            Entry.marker(f"rate without the {found.parts.by}", "|", size=5.0, markeredgewidth=1.0)
        )
    if found.shapley is not None and not found.shapley.exact:
        entries.append(Entry.line("95 % interval", color=INK, linewidth=0.8))
    return entries


def _note(found: _Parts) -> str:
    text = f"n = {counted(found.count, 'contact')}"
    if found.parts.by is By.PURPOSE:
        text += " (one with two purposes counted in both)"
    text += ". Attribution is not causation: it says what the model with its parameters adds up to."
    text += " H = −log(1 − phi): the scale on which formation adds up."
    used = found.parts.contacts > 0
    if found.parts.by is not By.SOURCE and np.isnan(found.parts.rate_without[used]).any():
        text += f" The rate without a {found.parts.by} is not defined where no contact is left."
    if found.shapley is not None:
        how = (
            "exact"
            if found.shapley.exact
            else f"sampled in {counted(found.shapley.permutations, 'order')} and their reverses"
        )
        text += f" Shapley values: {how}, sum {rounded(found.shapley.worth, 3)}."
    return text


def _told(found: _Parts) -> str:
    parts = found.parts
    text = (
        f"Attribution of formation by {parts.by} in {found.of_what}: "
        f"{counted(len(parts.groups), 'group')}, {counted(len(parts.elements), 'element')}, "
        f"{counted(found.count, 'contact')}."
    )
    for row, name in enumerate(found.names):
        share = float(parts.total_share[row])
        told = "not defined" if math.isnan(share) else f"{_percent(share)} %"
        text += (
            f" {name}: {counted(int(parts.contacts[row]), 'contact')}, share of the whole {told}, "
            f"effect per contact {rounded(float(parts.effect[row]), 3)}, rate without it "
            f"{rounded(float(parts.rate_without[row]), 3)}."
        )
        if found.shapley is not None:
            place = found.shapley.channels.index(parts.groups[row])
            text += f" Shapley value {rounded(float(found.shapley.value[place]), 3)}"
            error = float(found.shapley.error[place])
            text += f" ± {rounded(error, 3)}." if error else "."
    return f"{text} Attribution is not causation."
