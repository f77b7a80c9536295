"""Which ratings speak of the alliance of the two as a whole."""

from __future__ import annotations

from mediaeco.model import Case, Measure

__all__ = ["overall_alliance"]


def overall_alliance(head: Case) -> tuple[Measure, ...]:
    """Ratings of the alliance of the two as a whole, in order of time.

    A rating about a channel is of an alliance with that channel, and does not count. Nor does one
    on a part of an instrument, such as bond, beside a total that the same rater gave by it at the
    same time.

    Parameters
    ----------
    head
        A case.

    Returns
    -------
    tuple
        The ratings.
    """
    channels = {channel.id for channel in head.channels} - {actor.id for actor in head.actors}
    of_two = [m for m in head.measures if m.construct == "alliance" and m.about not in channels]
    totals = {(m.rater, m.instrument, m.time) for m in of_two if m.scale == "total"}
    return tuple(
        m for m in of_two if m.scale == "total" or (m.rater, m.instrument, m.time) not in totals
    )
