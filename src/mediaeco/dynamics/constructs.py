"""Constructs of the literature that live in this package."""

from __future__ import annotations

from mediaeco.model import Construct

__all__ = ["CONSTRUCTS"]

CONSTRUCTS: tuple[Construct, ...] = ()
