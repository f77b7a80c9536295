"""The fictional cases that ship, by name."""

from __future__ import annotations

from importlib.resources import as_file, files

from mediaeco.errors import UnknownTermError
from mediaeco.io.json import read_json
from mediaeco.model import Case

__all__ = ["EXAMPLES", "read_example"]

EXAMPLES: tuple[str, ...] = ("first-contact", "broken-frame", "sent-away")
"""Names of the examples: a frame gradually agreed; one broken and repaired; a patient lost."""


def read_example(name: str) -> Case:
    """Read a fictional case that ships with the library.

    Parameters
    ----------
    name
        One of `EXAMPLES`.

    Returns
    -------
    Case
        The case; its ``origin`` is fictional and its title says so.

    Raises
    ------
    UnknownTermError
        Where there is no example of that name, with the nearest there is.

    Examples
    --------
    >>> case = read_example("first-contact")
    >>> case
    <Case 'first-contact': 92 interactions, 7 channels, 12 frame elements>
    >>> case.interactions[0].channel
    'website'
    """
    if name not in EXAMPLES:
        raise UnknownTermError(name, EXAMPLES, "example")
    # A package may be imported from an archive, where its files have no path until asked for.
    with as_file(files("mediaeco.catalog") / "examples" / f"{name}.json") as path:
        return read_json(path)
