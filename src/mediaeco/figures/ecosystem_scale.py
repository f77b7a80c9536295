"""How sizes on the map follow from numbers, in millimetres but for the ring."""

from __future__ import annotations

import math

__all__ = ["LARGEST", "WIDEST", "across", "dot", "largest", "nice", "ring"]

LARGEST = 7.5  # of the largest marker
WIDEST = 8.0  # of a link at an appropriation of 1


def largest(most: int, pitch: float) -> float:
    """Width of the largest marker: as columns allow, and no giant where contacts are few."""
    # A marker of a circle's area reaches further than the circle does.
    return max(min(LARGEST, pitch - 2.6, 2.8 * math.sqrt(max(most, 1))) / 1.2, 2.0)


def across(count: int, most: int, largest: float) -> float:
    """Width of a marker; its area grows with the contacts."""
    return 1.6 if count == 0 else max(largest * math.sqrt(count / most), 1.2)


def ring(joint: float) -> float:
    """Width in points of the ring that stands for co-appropriation."""
    return 0.3 + 4.0 * joint


def dot(count: int, most: int, pitch: float) -> float:
    """Width of a dot; its area grows with the acts."""
    return max(min(pitch, 4.0) * 0.8 * math.sqrt(count / most), 1.1)


def nice(value: float) -> int:
    """Round to 1, 2 or 5 times a power of ten."""
    if value <= 1:
        return 1
    power = 10 ** int(math.log10(value))
    return int(max(step for step in (1, 2, 5) if step * power <= value) * power)
