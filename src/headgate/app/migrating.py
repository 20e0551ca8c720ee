"""Bringing a store up to this program: with a backup first, never half-way."""

from importlib.resources.abc import Traversable
from pathlib import Path

from headgate.app import nouns
from headgate.app.settings import Settings
from headgate.core.search.rebuild import fill_waiting
from headgate.kit import clock
from headgate.store import migrate
from headgate.store.engine import Store
from headgate.store.open import back_up, open_unchecked

BACKUPS = "backups"


class BackupFirst(Exception):
    """This program cannot back this store up; the message says how to, and how to go on."""


def open_migrated(settings: Settings, *, backed_up: bool = False) -> Store:
    """The store, brought up to this program. Raises BackupFirst, NotMigrated, FolderInUse."""
    store = open_unchecked(settings.data, settings.database_url)
    try:
        bring_up(store, settings.data, backed_up=backed_up)
    except BaseException:
        store.close()
        raise
    return store


def bring_up(
    store: Store, folder: Path, *, backed_up: bool = False, source: Traversable = migrate.OWN
) -> list[int]:
    """Runs what is missing; gives the numbers run. An existing store is backed up first. What the new
    tables hold of older records is filled in, at the next start if this one ends before."""
    before = migrate.done(store, source)
    missing = [number for number in migrate.numbers(store.engine, source) if number > before]
    if before and missing and not backed_up:
        target = backup_path(folder, f"before-{missing[0]:04}")
        if not back_up(store, target):
            raise BackupFirst(
                "This database is to be changed. Back it up first (`headgate backup` of the version that "
                "made it, or `pg_dump --format=custom`), then run "
                "`headgate migrate --backed-up`."
            )
    run = migrate.migrate(store, source)
    if source is migrate.OWN:
        nouns.load()
        fill_waiting(store)
    return run


def backup_path(folder: Path, why: str, suffix: str = ".db") -> Path:
    """A new name in the folder of backups, which is made when it is missing."""
    backups = folder / BACKUPS
    backups.mkdir(parents=True, exist_ok=True)
    return backups / f"{clock.now():%Y%m%dT%H%M%S}-{why}{suffix}"
