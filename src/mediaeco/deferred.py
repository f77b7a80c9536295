"""Names that a package offers before the files that they live in are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["deferred"]


def deferred(package: str, places: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Make the function by which a package gives out names when they are first asked for.

    Parameters
    ----------
    package
        Name of the package.
    places
        By module, the names that live in it. No submodule of the package may be called like one of
        them: Python would give out the submodule.

    Returns
    -------
    Callable
        What the package's ``__getattr__`` calls. It raises `AttributeError` for any other name.

    Examples
    --------
    >>> get = deferred("here", {"mediaeco.errors": ("MediaEcoError",)})
    >>> get("MediaEcoError").__name__
    'MediaEcoError'
    """
    where = {name: module for module, names in places.items() for name in names}

    def get(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(where[name]), name)

    return get
