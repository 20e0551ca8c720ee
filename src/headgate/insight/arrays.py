"""What figures reckon with: arrays, and the number that stands for nothing in them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
NONE = -(1 << 62)
"""Stands for “nothing” in the arrays of whole numbers."""
BATCH = 50_000
"""Rows that are turned into arrays at a time, so that no reading holds all of its rows twice."""


def columns_of(
    batches: Iterable[Sequence[Any]], names: Sequence[str], loose: Sequence[str] = ()
) -> dict[str, NDArray[Any]]:
    """Each column of the rows as an array of whole numbers; those in `loose` of whatever they hold."""
    pieces: dict[str, list[NDArray[Any]]] = {name: [] for name in names}
    kinds = {name: object if name in loose else np.int64 for name in names}
    for rows in batches:
        for name, column in zip(names, zip(*rows, strict=True), strict=True):
            piece = np.empty(len(column), dtype=kinds[name])
            piece[:] = column
            pieces[name].append(piece)
    return {name: np.concatenate([np.empty(0, dtype=kinds[name]), *some]) for name, some in pieces.items()}


def joined(one: T, other: T) -> T:
    """Two records of arrays, such as Facts, as one: the rows of the first, then those of the other."""
    names = [f.name for f in fields(one)]
    return replace(one, **{n: np.concatenate([getattr(one, n), getattr(other, n)]) for n in names})
