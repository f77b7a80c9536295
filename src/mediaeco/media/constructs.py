"""Constructs of the theories of media."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["CONSTRUCTS"]

CONSTRUCTS: tuple[Construct, ...] = (
    Construct(
        name="media synchronicity",
        theory="Media Synchronicity Theory",
        sources=("dennis2008",),
        lives=("mediaeco.media.synchronicity",),
        takes="the five capabilities of a channel",
        range="0 to 1",
        standing="adapted",
        reason="signs as published; the index and its weights are the library's",
        laws=("tests/media/test_synchronicity.py",),
    ),
)
