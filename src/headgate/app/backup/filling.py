"""Fills an empty store from a backup, all or nothing, and compares the two."""

import zipfile
from functools import partial
from pathlib import Path
from typing import IO, Any

import msgspec
import sqlalchemy as sa

from headgate.app.backup.lines import ROWS, Sum, sum_of, value_of
from headgate.app.backup.writing import FORMAT, KEY, MANIFEST, Manifest, member
from headgate.app.tables import metadata
from headgate.store import migrate
from headgate.store.engine import Clash, Store, Tx, Unfit
from headgate.store.open import BadBackup
from headgate.store.statements import P, shape


@shape()
def insert_cells(name: str, names: tuple[str, ...]) -> sa.Insert:
    return sa.insert(metadata.tables[name]).values({each: P(each) for each in names})


def opened(source: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Raises BadBackup for a file that is none, is damaged, or is of a newer program."""
    try:
        file = zipfile.ZipFile(source)
        manifest = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
        if damaged := file.testzip():
            raise BadBackup(f"{source} is damaged at {damaged}.")
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, OSError) as error:
        raise BadBackup(f"{source} cannot be used: {error}") from None
    if manifest.format != FORMAT or manifest.migration > migrate.newest():
        raise BadBackup(f"{source} was made by a newer Headgate ({manifest.version}): install that one.")
    return file, manifest


def key_in(source: Path) -> str | None:
    file, _ = opened(source)
    with file:
        return file.read(KEY).decode("ascii") if KEY in file.namelist() else None


def fill(store: Store, source: Path) -> Manifest:
    """Fills an empty store, all or nothing, and brings it up to this program. Raises BadBackup, also where
    what the store then says is not what was written."""
    file, manifest = opened(source)
    with file:
        if migrate.done(store) not in (0, manifest.migration):
            raise BadBackup(OCCUPIED)
        migrate.migrate(store, last=manifest.migration)
        try:
            store.write(partial(filled, file, manifest), lane="slow")
        except Clash:
            raise BadBackup(OCCUPIED) from None
        except (Unfit, msgspec.MsgspecError, ValueError, LookupError) as error:
            raise BadBackup(f"{source} cannot be used: {error}") from error
    migrate.migrate(store)
    return manifest


OCCUPIED = "The database holds something of Headgate already: name a new, empty one."


def filled(file: zipfile.ZipFile, manifest: Manifest, tx: Tx) -> None:
    """Raises ValueError, and then nothing is done, where the file or the store says something else."""
    for name, content in manifest.tables.items():
        if name not in metadata.tables:
            raise LookupError(f"there is no table {name}")
        own = Sum()
        with file.open(member(name)) as lines:
            names = load(tx, metadata.tables[name], lines, own)
        if own.content() != content:
            raise ValueError(f"the rows of {name} are not those that were written")
        if sum_of(tx, metadata.tables[name], names) != content:
            raise ValueError(f"the rows of {name} are kept otherwise than they were written")


def load(tx: Tx, table: sa.Table, lines: IO[bytes], own: Sum) -> tuple[str, ...]:
    """Inserts the rows; gives the columns that they have."""
    names = msgspec.json.decode(next(lines), type=tuple[str, ...])
    types = [table.columns[name].type for name in names]
    insert = insert_cells(table.name, names)
    some: list[dict[str, Any]] = []
    for text in lines:
        own.add(text)
        cells = msgspec.json.decode(text, type=list[Any])
        values = (value_of(type_, cell) for type_, cell in zip(types, cells, strict=True))
        some.append(dict(zip(names, values, strict=True)))
        if len(some) == ROWS:
            tx.many(insert, some)
            some = []
    if some:
        tx.many(insert, some)
    return names
