"""Opens the store that the settings name; copies the embedded one, and puts a copy back."""

import os
from pathlib import Path

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
        current, fresh = folder / FILE, folder / f"{FILE}.restoring"
        fresh.unlink(missing_ok=True)
        copy(backup, fresh)
        former = None
        if current.exists():
            former = folder / f"{FILE}.before-restore"
            # Through a copy: the write-ahead log may hold what the file does not.
            former.unlink(missing_ok=True)
            copy(current, former)
            for suffix in ("-wal", "-shm"):
                Path(f"{current}{suffix}").unlink(missing_ok=True)
        os.replace(fresh, current)
        return former
    finally:
        lock.close()


def soundness(folder: Path) -> str:
    """What is wrong with the embedded store's file, empty when it is sound."""
    return damage(folder / FILE)
