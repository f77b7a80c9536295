"""Synchrony of two people: windowed correlation, lag by lag, and who leads."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from mediaeco.errors import InvalidCaseError
from mediaeco.kernels.array import Floats
from mediaeco.kernels.correlation import lagged_correlation, window_starts
from mediaeco.model import Result, TidyTable
from mediaeco.model.bound import number

__all__ = ["Synchrony", "SynchronySettings", "active_share", "synchrony"]

_MOST = 10.0  # Fisher's z of a correlation of 1 is not finite


@frozen(kw_only=True)
class SynchronySettings:
    """How synchrony is looked for.

    Parameters
    ----------
    rate
        Samples a second, above 0.
    window, step, max_lag, absolute
        As of `synchrony`; windows and steps are above 0, and lags at least 0.

    Raises
    ------
    InvalidCaseError
        Where one is out of its range, a window has fewer than three samples, or a step none.
    """

    rate: float = field(converter=float, validator=number(above=0))
    window: float = field(default=60.0, converter=float, validator=number(above=0))
    step: float = field(default=30.0, converter=float, validator=number(above=0))
    max_lag: float = field(default=5.0, converter=float, validator=number(0))
    absolute: bool = True

    def __attrs_post_init__(self) -> None:
        if self.samples[0] < 3:
            raise InvalidCaseError(
                "SynchronySettings.window", "three samples or more", str(self.samples[0])
            )
        if self.samples[1] < 1:
            raise InvalidCaseError("SynchronySettings.step", "a sample or more", "less")

    @property
    def samples(self) -> tuple[int, int, int]:
        """Samples of a window, of a step and of the longest lag, rounded."""
        window, step, lag = (
            round(seconds * self.rate) for seconds in (self.window, self.step, self.max_lag)
        )
        return window, step, lag


@frozen(kw_only=True, eq=False, repr=False)
class Synchrony(Result):
    """Correlation of two series by window and lag.

    Parameters
    ----------
    begin
        Seconds at which each window begins; shape (windows,).
    lag
        Seconds by which y comes after x; negative: x comes after y; shape (lags,).
    r
        Pearson correlation, from -1 to 1; NaN where one of the two does not vary in the window,
        or is not known throughout; shape (windows, lags).
    settings
        As asked for.
    """

    begin: Floats
    lag: Floats
    r: Floats
    settings: SynchronySettings

    @property
    def z(self) -> Floats:
        """Fisher's z of r, its absolute value where the settings say so; at most 10."""
        with np.errstate(divide="ignore"):
            z = np.clip(np.arctanh(self.r), -_MOST, _MOST)
        return np.abs(z) if self.settings.absolute else z

    @property
    def by_window(self) -> Floats:
        """Mean z over the lags of each window; NaN where none is defined; shape (windows,)."""
        return _mean(self.z, 1)

    @property
    def by_lag(self) -> Floats:
        """Mean z over the windows at each lag; NaN where none is defined; shape (lags,)."""
        return _mean(self.z, 0)

    @property
    def peak_lag(self) -> Floats:
        """Lag of the highest z of each window, in seconds; NaN where none is defined.

        Of several, the one nearest to 0, and of two, the one at which x leads.
        """
        order = np.lexsort((-self.lag, np.abs(self.lag)))
        z = np.nan_to_num(self.z[:, order], nan=-np.inf)
        lag = self.lag[order][z.argmax(axis=1)] if z.size else np.zeros(len(z))
        return np.where(np.isneginf(z).all(axis=1), np.nan, lag)

    @property
    def mean(self) -> float:
        """Mean z over all windows and lags; NaN where none is defined."""
        return float(_mean(self.z.ravel(), 0))

    @property
    def x_leads(self) -> float:
        """Mean z over the lags at which y comes after x; NaN where none is defined."""
        return float(_mean(self.z[:, self.lag > 0].ravel(), 0))

    @property
    def y_leads(self) -> float:
        """Mean z over the lags at which x comes after y; NaN where none is defined."""
        return float(_mean(self.z[:, self.lag < 0].ravel(), 0))

    def to_frame(self) -> TidyTable:
        """One row a window and lag."""
        windows, lags = self.r.shape
        return TidyTable(
            {
                "begin_seconds": np.repeat(self.begin, lags),
                "lag_seconds": np.tile(self.lag, windows),
                "r": self.r.ravel(),
                "z": self.z.ravel(),
            }
        )

    def summary(self) -> TidyTable:
        """One row: means over windows and lags."""
        return TidyTable(
            {
                "windows": np.array([len(self.begin)]),
                "defined": np.array([_share(self.r)]),
                "mean": np.array([self.mean]),
                "x_leads": np.array([self.x_leads]),
                "y_leads": np.array([self.y_leads]),
            }
        )


def synchrony(
    x: Floats,
    y: Floats,
    *,
    rate: float,
    window: float = 60.0,
    step: float = 30.0,
    max_lag: float = 5.0,
    absolute: bool = True,
) -> Synchrony:
    """How far did two people move, speak or feel together, and who led?

    Windowed cross-lagged correlation: in each window, and at each lag k from ``-max_lag`` to
    ``max_lag``, a sample apart, ``r = cor(x[s : s + w], y[s + k : s + k + w])`` for k >= 0, and
    with x after y for k < 0; then Fisher's z. A peak at a lag above 0 means that y followed.

    Parameters
    ----------
    x, y
        Series of the two, sampled at the same moments, NaN where unknown; shape (N,).
    rate
        Samples a second.
    window, step, max_lag
        Seconds (library default: 60, 30 and 5, the settings that kleinbub2020 shows in its
        examples; lags of 5 are those of several authors).
    absolute
        True: negative correlations count as synchrony, by their size (as published).

    Returns
    -------
    Synchrony
        By window and lag; no windows where the series are too short for one.

    Raises
    ------
    InvalidCaseError
        Where the series differ in length, or a setting is out of its range.

    Notes
    -----
    *Theory*: boker2002 (windowed cross-correlation), ramseyer2011, kleinbub2020 (windows, lags,
    their sign, Fisher's z as absolute values, the bound of 10); published. Absolute values have a
    mean above 0 for two people who never met: only a comparison with pairs that never were says
    more (`mediaeco.dynamics.pseudo_synchrony`).

    *Laws*: r lies in [-1, 1]; exchanging x and y turns the lags round; a series with itself peaks
    at lag 0 with r = 1; either series shifted and stretched gives the same.

    Examples
    --------
    >>> signal = np.sin(np.arange(60) / 3)
    >>> found = synchrony(signal[2:], signal[:-2], rate=1, window=20, step=10, max_lag=4)
    >>> found.peak_lag.tolist()
    [2.0, 2.0, 2.0, 2.0]
    """
    settings = SynchronySettings(
        rate=rate, window=window, step=step, max_lag=max_lag, absolute=absolute
    )
    x, y = _series(x, "x"), _series(y, "y")
    if len(x) != len(y):
        raise InvalidCaseError("synchrony.y", f"{len(x)} samples, as many as x has", str(len(y)))
    width, every, lags = settings.samples
    starts = window_starts(len(x), width, every, lags)
    return Synchrony(
        begin=starts / settings.rate,
        lag=np.arange(-lags, lags + 1) / settings.rate,
        r=lagged_correlation(x, y, starts, width, lags),
        settings=settings,
    )


def active_share(x: Floats, *, above: float = 0.0) -> float:
    """How much of the time did somebody move?

    Share of samples above a threshold, among those that are known.

    Parameters
    ----------
    x
        Energy of movement, NaN where unknown; shape (N,).
    above
        What a sample must exceed.

    Returns
    -------
    float
        From 0 to 1; NaN where no sample is known.

    Notes
    -----
    *Theory*: kleinbub2020 (percentage of movement: samples above 0); published.

    Examples
    --------
    >>> active_share(np.array([0.0, 3.0, 0.0, 1.0]))
    0.5
    """
    x = _series(x, "x")
    known = x[~np.isnan(x)]
    return float((known > above).mean()) if len(known) else float("nan")


def _series(values: Floats, name: str) -> Floats:
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or np.isinf(series).any():
        raise InvalidCaseError(
            f"synchrony.{name}", "one series of finite samples, NaN where unknown", "another"
        )
    return series


def _mean(values: Floats, axis: int) -> Floats:
    """Mean of what is defined; NaN where nothing is."""
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, values, 0.0).sum(axis=axis) / known.sum(axis=axis)
    return mean


def _share(values: Floats) -> float:
    return float((~np.isnan(values)).mean()) if values.size else float("nan")
