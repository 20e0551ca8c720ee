"""Writes a backup: a zip file with a list of rows for each table, what it holds, and the key of secrets."""

import os
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

import headgate
from headgate.app.backup.lines import Content, Sum, columns, lines_of, tables
from headgate.kit import clock
from headgate.store import migrate
from headgate.store.engine import Store, Tx

FORMAT = 1
MANIFEST, KEY = "manifest.json", "secret.key"


class Manifest(msgspec.Struct):
    """What a backup says of itself. `migration`: the number of the schema that its rows fit."""

    format: int
    migration: int
    version: str
    engine: str
    made_at: datetime
    tables: dict[str, Content]


def write(store: Store, target: Path, key: str | None) -> Manifest:
    """Writes the backup to a new file that its owner alone may read. Raises FileExistsError."""
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    migration = migrate.done(store)
    try:
        made = store.read(partial(written, part, migration, key))
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return made


def written(part: Path, migration: int, key: str | None, tx: Tx) -> Manifest:
    """One snapshot as a file; begun anew if the store asks for it again."""
    part.unlink(missing_ok=True)
    found: dict[str, Content] = {}
    owned = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    with owned as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for table in tables():
            own = Sum()
            with file.open(member(table.name), "w", force_zip64=True) as out:
                out.write(msgspec.json.encode(columns(table)) + b"\n")
                for text in lines_of(tx, table, columns(table)):
                    own.add(text)
                    out.write(text + b"\n")
            found[table.name] = own.content()
        if key is not None:
            file.writestr(KEY, key)
        made = Manifest(FORMAT, migration, headgate.__version__, tx.engine, clock.now(), found)
        file.writestr(MANIFEST, msgspec.json.encode(made))
        raw.flush()
    return made


def member(table: str) -> str:
    return f"tables/{table}.jsonl"
