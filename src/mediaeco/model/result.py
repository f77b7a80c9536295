"""What every result of an analysis can do."""

from __future__ import annotations

from abc import ABC, abstractmethod

from mediaeco.model.tidy import TidyTable

__all__ = ["Result"]


class Result(ABC):
    """A frozen answer: it gives its rows as a tidy table, and prints as one."""

    __slots__ = ()

    @abstractmethod
    def to_frame(self) -> TidyTable:
        """Give the rows of the answer, one observation each."""

    def summary(self) -> TidyTable:
        """Give the table as which the answer prints."""
        return self.to_frame()

    def __repr__(self) -> str:
        return str(self.summary())

    def _repr_html_(self) -> str:
        return self.summary()._repr_html_()
