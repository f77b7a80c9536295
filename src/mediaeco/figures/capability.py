"""What each channel can do by rival theories, beside how it was used."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.canvas import Canvas, Entry, blank, key_height, mark, room
from mediaeco.figures.lettering import counted, cut, rounded, width, wrapped
from mediaeco.figures.palette import INK, MUTED, ChannelLook, channel_looks, tint
from mediaeco.figures.style import Style, base_size, drawn_with
from mediaeco.kernels.array import Floats, Ints
from mediaeco.media import ChannelCapabilities

__all__ = ["draw_capabilities"]

_ROW = 5.4  # millimetres
_HEAD = 5.0
_AXIS = 8.0
_GAP = 4.0

# Each theory's sign: marker and face, apart in grey.
_THEORIES = (
    ("synchronicity", "o", INK),
    ("richness", "s", "#FFFFFF"),
    ("naturalness", "^", "#B0B0B0"),
)
_SIZES = (3.6, 5.8, 5.0)


def draw_capabilities(
    eco: Ecosystem,
    found: ChannelCapabilities,
    *,
    style: Style = "double",
    ax: Axes | None = None,
) -> Figure:
    """Draw what each channel in use can do by three rival theories, and how it was used.

    A row a channel, from the most synchronous down. On the left synchronicity, richness and
    naturalness, tied where they belong to one channel: the longer the tie, the more the theories
    disagree. On the right the contacts over it, those outside the agreed frame in full colour.

    Parameters
    ----------
    eco
        One case, or a cohort whose contacts were counted together.
    found
        What `mediaeco.media.channel_capabilities` found in it.
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
    >>> from mediaeco.io.example import read_example
    >>> from mediaeco.media import channel_capabilities
    >>> eco = Ecosystem(read_example("sent-away"))
    >>> figure = draw_capabilities(eco, channel_capabilities(eco))
    >>> print(alt_text(figure)[:40])
    Capabilities of channels in case sent-aw
    """
    with drawn_with(style):
        return _drawn(_Rows.of(eco, found), ax)


@frozen(kw_only=True, eq=False)
class _Rows:
    """The channels in use, from the most synchronous down."""

    what: str
    total: int
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    indices: Floats  # channels, theories
    contacts: Ints
    outside: Ints
    unused: tuple[str, ...]

    @staticmethod
    def of(eco: Ecosystem, found: ChannelCapabilities) -> _Rows:
        used = np.flatnonzero(found.contacts)
        order = used[np.argsort(-found.synchronicity[used], kind="stable")].tolist()
        looks = channel_looks([channel.id for channel in eco.channels])
        names = [channel.name for channel in eco.channels]
        indices = np.column_stack((found.synchronicity, found.richness, found.naturalness))
        alone = len(eco.ids) == 1
        return _Rows(
            what=f"case {eco.ids[0]}" if alone else counted(len(eco.ids), "case"),
            total=int(found.contacts.sum()),
            names=tuple(names[c] for c in order),
            looks=tuple(looks[c] for c in order),
            indices=indices[order],
            contacts=found.contacts[order],
            outside=found.outside[order],
            unused=tuple(
                name for name, n in zip(names, found.contacts.tolist(), strict=True) if n == 0
            ),
        )

    @property
    def labels(self) -> list[str]:
        """Contacts of each channel, and how many of them lay outside."""
        return [
            f"{n:,}" if not out else f"{n:,} ({out:,})"
            for n, out in zip(self.contacts.tolist(), self.outside.tolist(), strict=True)
        ]


def _drawn(rows: _Rows, ax: Axes | None) -> Figure:
    wide = room(ax)
    size = base_size()
    entries = _entries(rows)
    notes = wrapped(_note(rows), wide - 1, size - 0.5, 4)
    foot = key_height(entries, notes, wide) + _AXIS + 1.5
    count = max(len(rows.names), 1)
    canvas = Canvas.opened(foot + count * _ROW + _HEAD, ax)
    high = max(canvas.height - foot - _HEAD, 1.0)
    told = max((width(label, size - 0.5) for label in rows.labels), default=0.0) + 2.5
    left = min(max((width(name, size) for name in rows.names), default=0.0) + 6.0, 0.3 * wide)
    inner = wide - left - _GAP - told - 1.5
    across = inner * 0.6
    theories = canvas.panel(left, foot, across, high)
    use = canvas.panel(left + across + _GAP, foot, inner - across, high)
    for panel in (theories, use):
        panel.set_ylim(count - 0.5, -0.5)
        panel.tick_params(left=False, labelleft=False)
    _indices(theories, rows)
    _use(use, rows)
    if rows.names:
        _words(canvas, rows, foot, high, left, canvas.width - told)
    else:
        blank(theories, cut("no contact recorded", across, size))
    top = foot + high + 2.4
    canvas.text(left, top, cut("what it can do", across, size))
    canvas.text(left + across + _GAP, top, cut("how it was used", inner - across + told, size))
    canvas.text(left + across / 2, foot - 5.4, cut("index (0 to 1)", across, size), ha="center")
    canvas.text(
        left + across + _GAP + (inner - across) / 2,
        foot - 5.4,
        cut("contacts", inner - across, size),
        ha="center",
    )
    canvas.key(foot - _AXIS, entries, notes)
    return canvas.closed(f"Capabilities of channels in {rows.what}", _told(rows))


def _indices(panel: Axes, rows: _Rows) -> None:
    panel.set_xlim(-0.04, 1.04)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2.5, 5, 10]))
    for place in range(len(rows.names)):
        index = rows.indices[place]
        known = index[~np.isnan(index)]
        panel.plot([known.min(), known.max()], [place, place], color=MUTED, linewidth=0.8, zorder=1)
        # Where two agree, the smaller sign lies upon the larger.
        for k, (_, marker, face) in reversed(list(enumerate(_THEORIES))):
            if not np.isnan(index[k]):
                mark(
                    panel,
                    float(index[k]),
                    place,
                    marker,
                    size=_SIZES[k],
                    markerfacecolor=face,
                    markeredgecolor=INK,
                    markeredgewidth=0.6,
                    clip_on=False,
                    zorder=5 - k,
                )


def _use(panel: Axes, rows: _Rows) -> None:
    most = int(rows.contacts.max(initial=1))
    panel.set_xlim(0, most * 1.02)
    panel.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True, steps=[1, 2, 5, 10]))
    for place, look in enumerate(rows.looks):
        n, out = int(rows.contacts[place]), int(rows.outside[place])
        panel.barh(place, n, height=0.62, color=tint(look.color, 0.3), linewidth=0)
        panel.barh(place, out, height=0.62, color=look.color, edgecolor=INK, linewidth=0.4)


def _words(
    canvas: Canvas, rows: _Rows, foot: float, high: float, left: float, right: float
) -> None:
    """Name each row, and say its numbers."""
    pitch = high / len(rows.names)
    for place, name in enumerate(rows.names):
        y = foot + high - (place + 0.5) * pitch
        canvas.channel(1.6, y, rows.looks[place])
        canvas.name(3.8, y, name, left - 5.0)
        canvas.text(right, y, rows.labels[place], color=MUTED, fontsize=base_size() - 0.5)


def _entries(rows: _Rows) -> list[Entry]:
    if not rows.names:
        return []
    signs = [
        Entry.marker(name, marker, size=_SIZES[k], markerfacecolor=face, markeredgewidth=0.6)
        for k, (name, marker, face) in enumerate(_THEORIES)
    ]
    return [
        *signs,
        Entry.patch("contacts", facecolor="#D6D6D6", edgecolor="none"),
        Entry.patch("outside the agreed frame", facecolor=MUTED, edgecolor=INK),
    ]


def _note(rows: _Rows) -> str:
    text = (
        f"n = {counted(rows.total, 'contact')}. Three theories of media, rivals and never "
        "averaged; the profiles behind them are coded, not measured. Beside the bars: contacts, "
        "and in brackets those outside the agreed frame."
    )
    if rows.unused:
        text += f" Not used: {', '.join(rows.unused)}."
    return text


def _told(rows: _Rows) -> str:
    text = (
        f"Capabilities of channels in {rows.what} over {counted(rows.total, 'contact')} and "
        f"{counted(len(rows.names), 'channel')} in use, by three rival theories."
    )
    for place, name in enumerate(rows.names):
        said = ", ".join(
            f"{theory} {rounded(float(rows.indices[place, k]))}"
            for k, (theory, _, _) in enumerate(_THEORIES)
        )
        text += (
            f" {name}: {said}; {counted(int(rows.contacts[place]), 'contact')}, "
            f"{int(rows.outside[place]):,} outside the agreed frame."
        )
    if rows.unused:
        text += f" Not used: {', '.join(rows.unused)}."
    return text
