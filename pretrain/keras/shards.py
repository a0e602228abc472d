"""Ticks from the Parquet files of `npm run features`, a file at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq


@dataclass
class Ticks:
    #: float32 ``[ticks, rows, features]``, raw; rows of zeros where ``mask`` is 0.
    features: np.ndarray
    #: float32 ``[ticks, rows]``: 1 for a row that counts; the last of those is "none".
    mask: np.ndarray
    #: int32 ``[ticks]``: the row that turned out right.
    label: np.ndarray
    #: float32 ``[ticks]``.
    weight: np.ndarray
    #: float32 ``[ticks]``: time before the press, ms.
    lead_ms: np.ndarray


class Shards:
    """The shards of a folder."""

    def __init__(self, folder: Path):
        self.description = json.loads((folder / "features.json").read_text())
        self._files = sorted(folder.glob("ticks-*.parquet"))
        if len(self._files) != self.description["shards"]:
            raise ValueError(f"{folder}: has {len(self._files)} shards, not {self.description['shards']}")

    def __len__(self) -> int:
        return len(self._files)

    def read(self, index: int) -> Ticks:
        """Reads a shard into memory."""
        table = pq.read_table(self._files[index])
        rows, features = self.description["rows"], len(self.description["featureNames"])

        def array(name: str, dtype: str, *shape: int) -> np.ndarray:
            column = table.column(name).combine_chunks()
            chunk = column.chunk(0) if hasattr(column, "num_chunks") else column
            return np.frombuffer(chunk.buffers()[1], dtype).reshape(len(chunk), *shape)

        return Ticks(
            features=array("features", "<f4", rows, features),
            mask=array("mask", "u1", rows).astype("float32"),
            label=table.column("label").to_numpy(),
            weight=table.column("weight").to_numpy(),
            lead_ms=table.column("lead_ms").to_numpy(),
        )

    def batches(self, size: int, seed: int, host: int = 0, hosts: int = 1) -> Iterator[Ticks]:
        """
        One epoch: shards and the ticks of each in a random order; this host's share of every batch. Ticks left over at
        the end of a shard join the next one, and those at the end of the epoch fill a last batch with weight 0.
        """
        random = np.random.default_rng(seed)
        rest: Ticks | None = None
        for index in random.permutation(len(self)):
            shard = self.read(int(index))
            shard = _take(shard, random.permutation(len(shard.label)))
            shard = shard if rest is None else _join(rest, shard)
            whole = len(shard.label) // size * size
            for start in range(0, whole, size):
                yield _take(shard, slice(start + host, start + size, hosts))
            rest = _take(shard, slice(whole, None))
        if rest is not None and len(rest.label) > 0:
            padding = _take(rest, np.zeros(size - len(rest.label), "int64"))
            padding.weight = np.zeros_like(padding.weight)
            yield _take(_join(rest, padding), slice(host, size, hosts))

    def steps(self, size: int) -> int:
        """Number of batches in an epoch."""
        return -(-self.description["ticks"] // size)


def _take(ticks: Ticks, which: slice | np.ndarray) -> Ticks:
    return Ticks(**{name: values[which] for name, values in vars(ticks).items()})


def _join(one: Ticks, other: Ticks) -> Ticks:
    return Ticks(**{name: np.concatenate([values, getattr(other, name)]) for name, values in vars(one).items()})
