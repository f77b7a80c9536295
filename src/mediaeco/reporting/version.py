"""Which software an account was made with."""

from __future__ import annotations

__all__ = ["software_version"]


def software_version() -> str:
    """Version of mediaeco as it is installed."""
    # Nothing below the face may ask the face, and nobody but a report asks this.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("mediaeco")
    except PackageNotFoundError:  # run from a source tree that nobody installed
        return "of an unknown version"
