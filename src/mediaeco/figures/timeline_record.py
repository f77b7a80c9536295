"""What of a record the timeline shows."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mediaeco.analysis import StageTrajectory, is_session
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures.palette import ChannelLook, channel_looks
from mediaeco.figures.ribbon import stays
from mediaeco.kernels.array import Bools, Floats, Ints

__all__ = ["Record"]


@frozen(kw_only=True, eq=False)
class Record:
    """What of the case is drawn."""

    case: str
    t: Floats
    side: Ints
    channel: Ints
    session: Bools
    days: Floats
    names: tuple[str, ...]
    looks: tuple[ChannelLook, ...]
    used: tuple[int, ...]

    @staticmethod
    def of(eco: Ecosystem) -> Record:
        """Take from a case what is drawn."""
        table = eco.table
        return Record(
            case=eco.case.id,
            t=table.t,
            side=np.minimum(table.sender, 2).astype(np.int64),
            channel=table.channel.astype(np.int64),
            session=is_session(eco),
            days=table.duration / 86400,
            names=tuple(channel.name for channel in eco.channels),
            looks=channel_looks([channel.id for channel in eco.channels]),
            used=tuple(np.unique(table.channel).tolist()),
        )

    @property
    def unused(self) -> list[str]:
        """Channels that no contact was made over."""
        return [name for c, name in enumerate(self.names) if c not in self.used]

    def counts(self) -> list[int]:
        """Contacts that the therapist, the patient and others made."""
        return [int((self.side == code).sum()) for code in range(3)]

    @property
    def first(self) -> float:
        """Day of the first contact."""
        return float(self.t[0]) if len(self.t) else 0.0

    @property
    def last(self) -> float:
        """Day of the last contact."""
        return float(self.t[-1]) if len(self.t) else 0.0

    def count(self, channel: int) -> int:
        """Contacts over a channel."""
        return int((self.channel == channel).sum())

    def pieces(self, stages: StageTrajectory, until: float) -> list[tuple[int, float, float]]:
        """Stages from day to day; the ``until`` days after the last contact end the ribbon."""
        found = stays(stages)
        edges = [float(self.t[stay.start]) for stay in found[1:]] + [self.last + until]
        pieces = [
            (stay.stage, float(self.t[stay.start]), end)
            for stay, end in zip(found, edges, strict=False)
        ]
        if pieces and int(stages.now[0]) != pieces[-1][0]:
            code, begin, end = pieces[-1]
            pieces[-1] = (code, begin, self.last)
            pieces.append((int(stages.now[0]), self.last, end))
        return pieces
