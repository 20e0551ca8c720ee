"""Opens the store that the settings name, migrated and fit to use."""

from pathlib import Path

from headgate.store.engine import Store
from headgate.store.migrate import check
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore

FILE = "headgate.db"


def open_store(folder: Path, database_url: str | None = None) -> Store:
    """The PostgreSQL store at `database_url`, else the embedded one in `folder`.

    Raises NotMigrated (behind, half-migrated or newer than this program) and FolderInUse.
    """
    store: Store = PostgresStore(database_url) if database_url else SqliteStore(folder / FILE)
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store
