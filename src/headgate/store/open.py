"""Opens the store that the settings name; copies the embedded one, and puts a copy back."""

import os
from pathlib import Path

from headgate.kit.clock import now
from headgate.store.engine import Store
from headgate.store.folder import own_folder
from headgate.store.migrate import check
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore, copy, damage

FILE = "headgate.db"


class BadBackup(Exception):
    """A file that is no sound store; nothing was changed."""


def open_unchecked(folder: Path, database_url: str | None = None) -> Store:
    """The PostgreSQL store at `database_url`, else the embedded one in `folder`. Raises FolderInUse."""
    return PostgresStore(database_url) if database_url else SqliteStore(folder / FILE)


def open_store(folder: Path, database_url: str | None = None) -> Store:
    """The same, fit to use. Raises NotMigrated (behind, half-migrated or newer than this program)."""
    store = open_unchecked(folder, database_url)
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store


def back_up(store: Store, target: Path) -> bool:
    """Copies an embedded store to a new file; false for one that its own server must back up."""
    if not isinstance(store, SqliteStore):
        return False
    store.backup(target)
    return True


def copy_folder(folder: Path, target: Path) -> None:
    """Copies the embedded store of a folder to a new file, also while a server of another process owns it."""
    copy(folder / FILE, target)


def put_back(folder: Path, backup: Path) -> Path | None:
    """Makes the backup the folder's store; gives where the former one was laid, if there was one.

    Raises FolderInUse while a server runs, BadBackup for a file that is damaged or no store.
    """
    if said := damage(backup):
        raise BadBackup(f"{backup} cannot be used: {said}")
    lock = own_folder(folder)
    try:
        fresh = folder / f"{FILE}.restoring"
        fresh.unlink(missing_ok=True)
        copy(backup, fresh)
        former = put_aside(folder)
        os.replace(fresh, folder / FILE)
        return former
    finally:
        lock.close()


def put_aside(folder: Path) -> Path | None:
    """Renames the store with its log, damaged as it may be; gives the new name, None where there was none."""
    former = folder / f"{FILE}.before-{now():%Y%m%dT%H%M%S.%f}"
    for suffix in ("", "-wal", "-shm"):
        part = folder / f"{FILE}{suffix}"
        if part.exists():
            part.rename(f"{former}{suffix}")
    return former if former.exists() else None


def soundness(folder: Path) -> str:
    """What is wrong with the embedded store's file, empty when it is sound."""
    return damage(folder / FILE)
