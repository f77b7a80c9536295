"""What is measured: each job prepares its input and gives back the call to be timed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np

from benchmarks import data

Run = Callable[[], Any]


def our_columns(count: int) -> Run:
    """Columns from codes."""
    from mediaeco.model.build import dyadic_table

    codes = data.columns(count)
    return lambda: dyadic_table(**codes, cases=data.PAIRS)


def our_graph(count: int) -> Run:
    """Columns from codes, and the aggregated graph."""
    from mediaeco.ecosystem import Ecosystem, exchange
    from mediaeco.model import Cohort
    from mediaeco.model.build import dyadic_table

    codes, heads = data.columns(count), data.heads()

    def run() -> Any:
        table = dyadic_table(**codes, cases=data.PAIRS)
        return exchange(Ecosystem(Cohort.from_columns(heads, table)))

    return run


def our_names_graph(count: int) -> Run:
    """Columns and aggregated graph from columns of names, numbered by NumPy."""
    from mediaeco.ecosystem import Ecosystem, exchange
    from mediaeco.model import Cohort
    from mediaeco.model.build import dyadic_table

    log, heads = data.texts(count), data.heads()
    people, channels = data.people(), np.array([c.id for c in data.media()])
    order, media = np.argsort(people.ravel()), np.argsort(channels)

    def run() -> Any:
        person = order[np.searchsorted(people.ravel(), log["sender"], sorter=order)]
        channel = media[np.searchsorted(channels, log["channel"], sorter=media)]
        table = dyadic_table(
            case=person // 2,
            time=(log["time"] * 1e6).astype(np.int64),
            sender=person % 2,
            channel=channel,
            duration=log["duration"],
            cases=data.PAIRS,
        )
        return exchange(Ecosystem(Cohort.from_columns(heads, table)))

    return run


def our_text_graph(count: int) -> Run:
    """The same from a log, every cell of which is read and checked."""
    from mediaeco.ecosystem import Ecosystem, exchange
    from mediaeco.io import ColumnMapping, read_pairs

    log = data.texts(count)
    return lambda: exchange(Ecosystem(read_pairs(log, ColumnMapping()).cohort))


def networkx_edges(count: int) -> Run:
    """A multigraph, edge by edge."""
    import networkx as nx

    codes = {name: column.tolist() for name, column in data.columns(count).items()}

    def run() -> Any:
        graph = nx.MultiDiGraph()
        for case, time, sender, channel, duration in zip(
            codes["case"],
            codes["time"],
            codes["sender"],
            codes["channel"],
            codes["duration"],
            strict=True,
        ):
            graph.add_edge(
                (case, sender), (case, 1 - sender), channel=channel, time=time, duration=duration
            )
        return graph

    return run


def numpy_aggregate(count: int) -> Run:
    """Sort once, sum up by (pair, sender, channel): nothing but NumPy."""
    return _numpy(count, np.int64)


def numpy_narrow(count: int) -> Run:
    """The same with keys of 16 bits, which NumPy sorts by counting; more pairs would not fit."""
    return _numpy(count, np.uint16)


def _numpy(count: int, kind: type[np.integer[Any]]) -> Run:
    codes = data.columns(count)

    def run() -> Any:
        key = ((codes["case"] * 2 + codes["sender"]) * data.MEDIA + codes["channel"]).astype(kind)
        order = np.argsort(key, kind="stable")
        ordered, time = key[order], codes["time"][order]
        begins = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))
        return (
            ordered[begins],
            np.diff(begins, append=len(order)),
            np.minimum.reduceat(time, begins),
            np.maximum.reduceat(time, begins),
            np.add.reduceat(codes["duration"][order], begins),
        )

    return run


def pandas_graph(count: int) -> Run:
    """Group with pandas, pour the groups into networkx."""
    import networkx as nx
    import pandas as pd

    log = pd.DataFrame(data.columns(count))

    def run() -> Any:
        sums = log.groupby(["case", "sender", "channel"]).agg(
            contacts=("time", "size"),
            first=("time", "min"),
            last=("time", "max"),
            seconds=("duration", "sum"),
        )
        graph = nx.MultiDiGraph()
        graph.add_edges_from(
            ((case, sender), (case, 1 - sender), channel, dict(zip(sums, row, strict=True)))
            for (case, sender, channel), row in zip(
                sums.index, sums.itertuples(index=False), strict=True
            )
        )
        return graph

    return run


def pandas_text_graph(count: int) -> Run:
    """The same from names."""
    import networkx as nx
    import pandas as pd

    log = pd.DataFrame(data.texts(count))

    def run() -> Any:
        sums = log.groupby(["sender", "receivers", "channel"]).agg(
            contacts=("time", "size"),
            first=("time", "min"),
            last=("time", "max"),
            seconds=("duration", "sum"),
        )
        graph = nx.MultiDiGraph()
        graph.add_edges_from(
            (sender, receiver, channel, dict(zip(sums, row, strict=True)))
            for (sender, receiver, channel), row in zip(
                sums.index, sums.itertuples(index=False), strict=True
            )
        )
        return graph

    return run


def sorting_pass(count: int) -> Run:
    """The sort by case and time, which any analysis of a log begins with."""
    codes = data.columns(count)
    return lambda: np.lexsort((codes["time"], codes["case"]))


def _chain(count: int, *, counterfactual: bool) -> Run:
    from mediaeco.analysis import appropriation, stages
    from mediaeco.forming import attribution, formation

    cohort = data.ecosystem(count).record

    def run() -> Any:
        # Opened anew, so that nothing is left over from the run before.
        eco = _opened(cohort)
        formed = formation(eco, appropriated=appropriation(eco))
        return attribution(eco, formed=formed, counterfactual=counterfactual), stages(eco)

    return run


def _opened(cohort: Any) -> Any:
    from mediaeco.ecosystem import Ecosystem

    return Ecosystem(cohort, table=attrs.evolve(cohort.table))


def chain(count: int) -> Run:
    """Appropriation, formation, attribution, stages."""
    return _chain(count, counterfactual=False)


def chain_counterfactual(count: int) -> Run:
    """The same, with the counterfactual rate of every channel: formation eight times more."""
    return _chain(count, counterfactual=True)


def _document(count: int) -> str:
    from mediaeco.io import to_json

    cohort = data.cohort(count)
    table = attrs.evolve(
        cohort.table, offsets=np.array([0, count]), origin=np.array([0]), n=np.arange(count)
    )
    order = np.argsort(table.time, kind="stable")
    table = attrs.evolve(
        table.take(order, table.offsets, table.time[order][:1]),
        n=np.arange(count, dtype=np.int32),
        reply_to=np.where(np.arange(count) % 3 == 2, np.arange(count) - 1, -1).astype(np.int32),
    )
    return to_json(attrs.evolve(data.heads()[0], interactions=table))


def our_json(count: int) -> Run:
    """A case from its JSON, every reference checked."""
    from mediaeco.io import from_json

    text = _document(count)
    return lambda: from_json(text)


def plain_json(count: int) -> Run:
    """The parser of the standard library alone, which checks nothing."""
    text = _document(count)
    return lambda: json.load(io.StringIO(text))


JOBS: dict[str, Callable[[int], Run]] = {
    function.__name__: function
    for function in (
        our_columns,
        our_graph,
        our_names_graph,
        our_text_graph,
        networkx_edges,
        numpy_aggregate,
        numpy_narrow,
        pandas_graph,
        pandas_text_graph,
        sorting_pass,
        chain,
        chain_counterfactual,
        our_json,
        plain_json,
    )
}
