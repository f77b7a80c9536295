"""Where everything on the map of a media ecosystem stands."""

from __future__ import annotations

from attrs import evolve, frozen

from mediaeco.figures.ecosystem_map import Map
from mediaeco.figures.ecosystem_scale import LARGEST
from mediaeco.figures.lettering import cut, height, rounded, width, wrapped
from mediaeco.figures.style import base_size

__all__ = ["PILL", "Plan"]

PILL = 5.0  # millimetres that a person's pill is high
_FAN = 17.0  # millimetres from a person to the channels
_TOLD = 6.5  # millimetres of a column from which the links' numbers have room
_RIGHT = 4.0


@frozen(kw_only=True)
class Plan:
    """Places in millimetres."""

    width: float
    left: float
    pitch: float
    labels: tuple[tuple[str, ...], ...]
    upright: bool
    label: float
    row: float
    rows: int
    foot: float

    @property
    def matrix(self) -> float:
        """Height of the matrix of elements and channels."""
        return self.row * self.rows + (5.0 if self.rows else 0.0)

    @property
    def patient(self) -> float:
        """Foot of the patient's pill."""
        return self.foot + self.matrix

    @property
    def under(self) -> float:
        """Lower end of a channel's marker and name."""
        return self.patient + PILL + _FAN

    @property
    def node(self) -> float:
        """Middle of the channels' markers."""
        return self.under + self.label + 3.4 + LARGEST / 2

    @property
    def over(self) -> float:
        """Upper end of a channel's marker."""
        return self.node + LARGEST / 2 + 2.2

    @property
    def therapist(self) -> float:
        """Foot of the therapist's pill."""
        return self.over + _FAN

    @property
    def top(self) -> float:
        """Upper end of the map."""
        return self.therapist + PILL + 0.5

    def x(self, channel: int) -> float:
        """Middle of a channel's column."""
        return self.left + self.pitch * (channel + 0.5)

    @property
    def told(self) -> bool:
        """Whether the links' numbers have room."""
        return self.pitch >= _TOLD

    @property
    def middle(self) -> float:
        """Middle of the people's pills."""
        return self.left + (self.width - self.left - _RIGHT) / 2

    @property
    def pill(self) -> float:
        """Width of a person's pill."""
        return min(0.5 * (self.width - self.left), 60.0)

    def above(self, foot: float) -> Plan:
        """Lift everything above a key of this height."""
        return evolve(self, foot=foot)

    @staticmethod
    def of(found: Map, wide: float) -> Plan:
        """Plan a map of this width, as yet without a key under it."""
        size = base_size()
        widest = max((width(name, size) for name in found.elements), default=0.0)
        left = min(max(widest + 2.5, 22.0), 0.27 * wide)
        pitch = (wide - left - _RIGHT) / max(len(found.names), 1)
        upright, labels = _names(found, pitch)
        label = (
            max((width(line, size - 0.5) for lines in labels for line in lines), default=0.0)
            if upright
            else height(size - 0.5, max((len(lines) for lines in labels), default=0))
        )
        return Plan(
            width=wide,
            left=left,
            pitch=pitch,
            labels=labels,
            upright=upright,
            label=label,
            row=4.6 if widest + 2.5 <= left else 5.2,
            rows=len(found.elements),
            foot=0.0,
        )


def _names(found: Map, pitch: float) -> tuple[bool, tuple[tuple[str, ...], ...]]:
    """Names of the channels in lines as wide as a column, or turned where a word is wider."""
    size = base_size() - 0.5
    told = [
        (f"n {int(count):,}", f"J {rounded(float(joint))}")
        for count, joint in zip(found.contacts, found.joint, strict=True)
    ]
    words = [word for name in found.names for word in name.split()]
    if all(width(word, size) <= pitch - 0.8 for word in (*words, "J 0.00")):
        return False, tuple(
            (*wrapped(name, pitch - 0.8, size, 4), *numbers)
            for name, numbers in zip(found.names, told, strict=True)
        )
    room = 30.0
    if pitch > height(size, 2) + 0.4:
        return True, tuple(
            (*wrapped(name, room, size, 1), ", ".join(numbers))
            for name, numbers in zip(found.names, told, strict=True)
        )
    return True, tuple(
        (cut(name, room - width(f", {numbers[0]}", size), size) + f", {numbers[0]}",)
        for name, numbers in zip(found.names, told, strict=True)
    )
