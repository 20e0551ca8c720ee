"""One pass over a file: how many rows; of each column how much is filled, how varied, what stands there."""

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from headgate.flows.exchange import tablefile
from headgate.flows.exchange.tablefile import FileShape, RowProblem

BLOCK = 1_000
COUNTED = 20_000
"""Different values counted one by one; beyond them only whether all differ is followed."""
SAMPLED = 20_000
"""Rows looked at for the kind of values and the order of dates: all of a file up to that size, then every
second, fourth, eighth … row."""
SAMPLES = 5
LONGEST = 400
"""Characters of a cell that are remembered, as long as what a plan may name; no longer text is a name."""


class ColumnProfile(msgspec.Struct):
    """`counts`: the values with how often each stands there; empty when there are too many different ones,
    then `distinct` is exact only where all differed at first (`bound` says that it is not)."""

    name: str
    samples: list[str]
    filled: int
    distinct: int
    bound: bool
    counts: dict[str, int]
    plain: bool
    """Whether all cells are plain ASCII without quotes, which reading keeps sign for sign."""
    sample: list[str]
    """The column's values in the rows that were sampled, aligned with the other columns' ones."""

    @property
    def unique(self) -> bool:
        return self.filled > 0 and self.distinct == self.filled and not self.bound


class Profile(msgspec.Struct):
    shape: FileShape
    rows: int
    unreadable: int
    columns: list[ColumnProfile]


class _Variety:
    """Counts the different values of a column: each by name while they are few, else their hashes."""

    def __init__(self) -> None:
        self.filled = 0
        self.samples: dict[str, None] = {}
        self.counts: Counter[str] | None = Counter()
        self.hashes: array[int] | None = None
        self.least = 0
        self.plain = True

    def take(self, cells: tuple[str, ...]) -> None:
        full = [text if len(text) <= LONGEST else short(text) for cell in cells if (text := cell.strip())]
        self.filled += len(full)
        whole = "".join(full)
        self.plain = self.plain and whole.isascii() and whole.isprintable() and "'" not in whole
        if len(self.samples) < SAMPLES:
            self.samples.update(dict.fromkeys(full))
        if self.counts is not None:
            self.counts.update(full)
            if len(self.counts) > COUNTED:
                self.least = len(self.counts)
                # Only a column whose values (nearly) all differ may turn out to be a key.
                if self.counts.total() < len(self.counts) * 1.05:
                    self.hashes = array("q", (hash(text) for text in self.counts.elements()))
                self.counts = None
        elif self.hashes is not None:
            self.hashes.extend(map(hash, full))

    def told(self, name: str, sample: list[str]) -> ColumnProfile:
        counts, bound = dict(self.counts or {}), False
        if self.counts is not None:
            distinct = len(counts)
        elif self.hashes is not None:
            distinct = len(np.unique(np.frombuffer(self.hashes, dtype=np.int64)))
        else:
            distinct, bound = self.least, True
        return ColumnProfile(
            name,
            list(islice(self.samples, SAMPLES)),
            self.filled,
            distinct,
            bound,
            counts,
            self.plain,
            sample,
        )


def short(text: str) -> str:
    """The beginning of a long text and a mark of its rest, so that different ones stay different."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… {hash(text):x}"


def profile(path: Path, shape: FileShape | None = None) -> Profile:
    """Reads the whole file once. Memory stays flat: bounded counts, and eight bytes a row for key columns.

    Raises the 422 problem of a file that is no table.
    """
    shape = shape or tablefile.sniff(path)
    width = len(shape.header)
    varieties = [_Variety() for _ in range(width)]
    sample: list[list[str]] = []
    rows = unreadable = 0
    stride = 1
    for block in blocks(tablefile.rows(path, shape)):
        good = [row[1] for row in block if not isinstance(row, RowProblem)]
        unreadable += len(block) - len(good)
        for variety, cells in zip(varieties, zip(*good, strict=True), strict=False):
            variety.take(cells)
        first = -rows % stride
        sample += [[short(cell) for cell in cells] for cells in good[first::stride]]
        rows += len(good)
        if len(sample) > SAMPLED:
            sample, stride = sample[::2], stride * 2
    columns = list(zip(*sample, strict=True)) or [()] * width
    return Profile(
        shape,
        rows + unreadable,
        unreadable,
        [
            variety.told(name, [cell.strip() for cell in cells])
            for name, variety, cells in zip(shape.header, varieties, columns, strict=True)
        ],
    )


def blocks(rows: Iterator[Any], size: int = BLOCK) -> Iterator[list[Any]]:
    """The items by the thousand."""
    while block := list(islice(rows, size)):
        yield block
