"""How tables are declared: the workspace comes first in every key."""

from typing import Any

import sqlalchemy as sa

from headgate.store.types import Id

metadata = sa.MetaData()


def table(name: str, *items: Any, key: tuple[str, ...] = ("id",), narrow: bool = False) -> sa.Table:
    """A table of one workspace's records: `workspace_id` is the first column and leads the primary key.

    `narrow` tables (short rows, looked up by their key alone) are stored in key order on SQLite.
    """
    owner: sa.Column[Any] = sa.Column("workspace_id", Id("ws"), nullable=False, autoincrement=False)
    primary = sa.PrimaryKeyConstraint("workspace_id", *key)
    options: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": not narrow}
    return sa.Table(name, metadata, owner, *items, primary, **options)


def shared_table(name: str, *items: Any, key: tuple[str, ...] = ("id",)) -> sa.Table:
    """A table outside any workspace: sign-in identities, sessions, token prefixes."""
    return sa.Table(name, metadata, *items, sa.PrimaryKeyConstraint(*key), sqlite_strict=True)


def column(name: str, type_: Any, *, null: bool = False, default: str | None = None) -> sa.Column[Any]:
    """A column; not null unless said. `default`: what rows have that were there before the column was."""
    return sa.Column(name, type_, nullable=null, autoincrement=False, server_default=default)


def shared_index(name: str, *columns: str, unique: bool = False) -> sa.Index:
    """An index of a shared table."""
    return sa.Index(name, *columns, unique=unique)


def index(name: str, *columns: str, unique: bool = False, where: Any = None) -> sa.Index:
    """An index that begins with the workspace; `where` makes it partial on both engines."""
    extra: dict[str, Any] = (
        {} if where is None else {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    )
    return sa.Index(name, "workspace_id", *columns, unique=unique, **extra)
