"""The figure of what channels can do."""

from __future__ import annotations

import attrs
import numpy as np
from matplotlib.patches import Rectangle

from mediaeco.analysis import boundary_load
from mediaeco.ecosystem import Ecosystem
from mediaeco.figures import alt_text, channel_looks, draw_capabilities
from mediaeco.media import channel_capabilities
from mediaeco.model import Case, Cohort


def test_the_words_hold_every_index_of_every_channel(examples: dict[str, Ecosystem]) -> None:
    for eco in examples.values():
        found = channel_capabilities(eco)
        text = alt_text(draw_capabilities(eco, found))
        for c in np.flatnonzero(found.contacts).tolist():
            told = f"{eco.channels[c].name}: synchronicity {found.synchronicity[c]:.2f}, "
            told += f"richness {found.richness[c]:.2f}, naturalness {found.naturalness[c]:.2f}; "
            assert told + f"{found.contacts[c]} contact" in text


def test_the_bars_are_the_contacts_and_those_outside(examples: dict[str, Ecosystem]) -> None:
    eco = examples["broken-frame"]
    found = channel_capabilities(eco)
    _, theories, use = draw_capabilities(eco, found).axes
    bars = [bar.get_width() for bar in use.patches if isinstance(bar, Rectangle)]
    assert sum(bars[::2]) == len(eco)
    assert sum(bars[1::2]) == boundary_load(eco).outside.sum() > 0
    most = np.flatnonzero(found.contacts)[found.synchronicity[found.contacts > 0].argmax()]
    top = [line for line in theories.lines if np.asarray(line.get_ydata())[0] == 0]
    drawn = {round(float(x), 6) for line in top for x in np.asarray(line.get_xdata())}
    wanted = (found.synchronicity, found.richness, found.naturalness)
    assert drawn == {round(float(index[most]), 6) for index in wanted}


def test_a_channel_keeps_its_colour(examples: dict[str, Ecosystem]) -> None:
    eco = examples["first-contact"]
    looks = channel_looks([channel.id for channel in eco.channels])
    figure = draw_capabilities(eco, channel_capabilities(eco))
    signs = {(line.get_markerfacecolor(), line.get_marker()) for line in figure.axes[0].lines}
    for c in np.unique(eco.table.channel).tolist():
        assert (looks[c].color, looks[c].marker) in signs


def test_a_channel_without_a_profile_is_said_to_have_none(
    examples: dict[str, Ecosystem],
) -> None:
    case = examples["sent-away"].case
    bare = [attrs.evolve(c, richness=None, naturalness=None) for c in case.channels]
    eco = Ecosystem(attrs.evolve(case, channels=bare, interactions=case.table, clock=case.clock))
    text = alt_text(draw_capabilities(eco, channel_capabilities(eco)))
    assert "richness not defined, naturalness not defined" in text


def test_a_cohort_is_told_by_its_size(examples: dict[str, Ecosystem]) -> None:
    cases = [eco.record for eco in examples.values() if isinstance(eco.record, Case)]
    eco = Ecosystem(Cohort(cases))
    text = alt_text(draw_capabilities(eco, channel_capabilities(eco)))
    assert f"in 3 cases over {len(eco)} contacts" in text
