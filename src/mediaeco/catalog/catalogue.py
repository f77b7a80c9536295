"""A catalogue: an immutable, ordered vocabulary that a user extends by making a larger one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from mediaeco.errors import InvalidCaseError, UnknownTermError

__all__ = ["Catalogue"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    listed = tuple(items)
    named = {item.id: item for item in listed}
    if len(named) != len(listed):
        raise InvalidCaseError("Catalogue", "items with different ids", "an id twice")
    return named


@frozen(repr=False, eq=False)
class Catalogue(Mapping[str, _Item], Generic[_Item]):
    """Items by their ids, in order.

    Parameters
    ----------
    items
        Channels, frame elements, purposes, stage models: anything with an ``id``.
    kind
        What is listed, for messages: ``"channel"``.

    Examples
    --------
    >>> from mediaeco.catalog import CHANNELS
    >>> CHANNELS["video_call"].live
    True
    >>> CHANNELS["vidoe_call"]
    Traceback (most recent call last):
        ...
    mediaeco.errors.UnknownTermError: channel: expected one of ...; got 'vidoe_call'. Did you ...
    """

    _items: dict[str, _Item] = field(converter=_by_id)
    kind: str = "term"

    def __getitem__(self, name: str) -> _Item:
        try:
            return self._items[name]
        except KeyError:
            raise UnknownTermError(name, self._items, self.kind) from None

    def get(self, key: str, /, default: Any = None) -> Any:
        """Give the item of this id, or the default where there is none."""
        # `Mapping.get` waits for a KeyError; an unknown term is told by an error of our own.
        return self._items.get(key, default)

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} {self.kind}s: {', '.join(self)}>"

    def extend(self, *items: _Item) -> Catalogue[_Item]:
        """Give a new catalogue with these items added; an item with a known id replaces it."""
        return Catalogue({**self._items, **{item.id: item for item in items}}.values(), self.kind)

    def pick(self, *names: str) -> tuple[_Item, ...]:
        """Items of these names, in the order asked for."""
        return tuple(self[name] for name in names)
