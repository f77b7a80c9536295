"""Where each storey of the timeline stands."""

from __future__ import annotations

from attrs import evolve, frozen

from mediaeco.analysis import FrameLifecycle, Ruptures
from mediaeco.figures.lane import Scale, Signs, crowded, gathered, tallest
from mediaeco.figures.timeline_record import Record

__all__ = ["AXIS", "RIBBON", "SIDE", "SIGN", "Plan"]

SIGN = 2.4  # millimetres that a row of signs is high
SIDE = 3.6
LANE = 5.0
RUPTURE = 3.6
RIBBON = 4.2
AXIS = 7.0


@frozen(kw_only=True, eq=False)
class Plan:
    """Heights of all that is drawn, in millimetres from the bottom of the axes of time.

    Channels that are ``dense`` are drawn as bars, the longest of them for ``peak`` contacts.
    """

    scale: Scale
    signs: tuple[Signs, Signs]
    kinds: tuple[str, ...]
    lanes: int
    lane: float
    dense: frozenset[int]
    peak: int

    @property
    def ruptures(self) -> float:
        """Foot of the rows of ruptures."""
        return RIBBON + 1.4

    @property
    def patient_signs(self) -> float:
        """Foot of the patient's acts."""
        return self.ruptures + RUPTURE * max(len(self.kinds), 1) + 1.0

    @property
    def patient(self) -> float:
        """Foot of the patient's strip."""
        return self.patient_signs + SIGN * self.signs[1].rows + 0.6

    @property
    def channels(self) -> float:
        """Foot of the channels' lanes."""
        return self.patient + SIDE + 1.0

    @property
    def therapist(self) -> float:
        """Foot of the therapist's strip."""
        return self.channels + self.lane * self.lanes + 1.0

    @property
    def top(self) -> float:
        """Where the axes of time end."""
        return self.therapist + SIDE + 0.6 + SIGN * self.signs[0].rows + 0.4

    @staticmethod
    def of(record: Record, ruptures: Ruptures, lifecycle: FrameLifecycle, scale: Scale) -> Plan:
        """Plan a record's timeline, with lanes of their usual height."""
        dense = frozenset(c for c in record.used if crowded(record.count(c), scale))
        return Plan(
            scale=scale,
            signs=(
                gathered(lifecycle, record.t, lifecycle.actor == 0, scale),
                gathered(lifecycle, record.t, lifecycle.actor != 0, scale),
            ),
            kinds=tuple(sorted(set(ruptures.kind.tolist()))),
            lanes=max(len(record.used), 1),
            lane=LANE,
            dense=dense,
            peak=max(
                (
                    tallest(record.t[(record.channel == c) & (record.side == side)], scale)
                    for c in dense
                    for side in range(3)
                ),
                default=0,
            ),
        )

    def stretched(self, spare: float) -> Plan:
        """Give the lanes so much more height, or less."""
        return evolve(self, lane=max(self.lane + spare / self.lanes, 1.5))

    def middle(self, place: int) -> float:
        """Middle of the lane of the channel in this place, the first on top."""
        return self.channels + self.lane * (self.lanes - place - 0.5)

    def rupture(self, place: int) -> float:
        """Middle of the row of the ruptures of the kind in this place."""
        return self.ruptures + RUPTURE * (place + 0.5)
