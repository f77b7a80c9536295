"""Constructs of the theories of media."""

from __future__ import annotations

from mediaeco.media.constructs_capability import CAPABILITY
from mediaeco.media.constructs_ecology import ECOLOGY
from mediaeco.media.constructs_experience import EXPERIENCE
from mediaeco.model import Construct

__all__ = ["CONSTRUCTS"]

CONSTRUCTS: tuple[Construct, ...] = (*CAPABILITY, *EXPERIENCE, *ECOLOGY)
"""All constructs of the theories of media: what media can do, what people make of them, and what
media are to one another."""
