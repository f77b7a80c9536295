"""Comparisons that say just what a test needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mediaeco.model import Comparison


@pytest.fixture(scope="session")
def made() -> Callable[..., Comparison]:
    """Make a comparison of video with the room, with what a test says of it."""
    settings: dict[str, Any] = {
        "source": "norwood2018",
        "study": "Somebody 2000",
        "arm": "video",
        "against": "in person",
        "channels": ("video_call",),
        "against_channels": ("face_to_face",),
        "construct": "alliance",
        "contrast": "between channels",
        "rater": "patient",
        "design": "randomised",
        "metric": "d",
    }

    def make(name: str = "one", **told: Any) -> Comparison:
        return Comparison(**{"id": name, **settings, **told})

    return make
