"""Migrations make exactly the schema of the model, and a store that does not fit is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from headgate.app import founding
from headgate.app.migrating import BACKUPS, BackupFirst, bring_up
from headgate.store import migrate
from headgate.store.engine import Store, Tx
from headgate.store.open import FILE, BadBackup, open_store, open_unchecked, put_back
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore
from headgate.store.statements import DIALECTS, Query
from tests.stores import ENGINES, Databases

TABLES = """SELECT m.name, l.wr, l.strict, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM sqlite_schema m JOIN pragma_table_list(m.name) l JOIN pragma_table_xinfo(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"""
INDEXES = """SELECT m.tbl_name, m.name, l."unique", l.partial, c.seqno, c.name, c.coll, c."desc", c.key, m.sql
FROM sqlite_schema m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name
JOIN pragma_index_xinfo(m.name) c WHERE m.type = 'index'"""
COLUMNS = """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
a.attcollation::regcollation::text, pg_get_expr(d.adbin, d.adrelid), a.attidentity
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"""
OTHERS = """SELECT pg_get_indexdef(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = 'public'::regnamespace
UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace"""


def schema(store: Store) -> set[str]:
    """What the engine's own catalogue says, as a set: the order of columns counts for nothing."""

    def said(tx: Any) -> set[str]:
        if isinstance(store, SqliteStore):
            rows = [*tx.connection.execute(TABLES).fetchall(), *tx.connection.execute(INDEXES).fetchall()]
        else:
            rows = [*tx.cursor.execute(COLUMNS).fetchall(), *tx.cursor.execute(OTHERS).fetchall()]
        return {" ".join(str(row).split()) for row in rows}

    return store.read(said)


@pytest.fixture(params=ENGINES)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store without any table."""
    if request.param == "sqlite":
        store: Store = SqliteStore(tmp_path / "bare" / FILE)
        yield store
        store.close()
        return
    databases: Databases = request.getfixturevalue("databases")
    name = databases.create("template0")
    store = PostgresStore(databases.url(name))
    yield store
    store.close()
    databases.drop(name)


def test_the_migrations_make_the_schema_of_the_model(bare: Store, request: pytest.FixtureRequest) -> None:
    """When this fails: before the first release draft it anew (scripts/draft_migration.py), later add one."""
    assert migrate.migrate(bare) == migrate.numbers(bare.engine)
    databases: Databases = request.getfixturevalue("databases")
    template: Store = (
        SqliteStore(request.getfixturevalue("sqlite_template"))
        if bare.engine == "sqlite"
        else PostgresStore(databases.url(databases.template))
    )
    wanted = schema(template)
    template.close()
    made = schema(bare)
    assert len(made) > 100
    assert sorted(made ^ wanted) == []
    assert migrate.migrate(bare) == []
    bare.write(founding.empty_workspace)


def test_a_difference_would_be_seen(bare: Store) -> None:
    migrate.migrate(bare)
    before = schema(bare)
    bare.write(lambda tx: tx.script(["CREATE INDEX more ON deal (workspace_id, name)"]))
    with_index = schema(bare)
    bare.write(lambda tx: tx.script(["DROP INDEX more", "ALTER TABLE deal DROP COLUMN lost_note"]))
    without_column = schema(bare)
    bare.write(lambda tx: tx.script(["ALTER TABLE deal ADD COLUMN lost_note TEXT"]))
    assert before < with_index
    assert without_column < before
    assert schema(bare) == before


def test_who_is_signed_in_stays_so_when_sessions_get_their_ids(bare: Store) -> None:
    migrate.done(bare)

    def before_ids(tx: Tx) -> None:
        migrate.begin(1, tx)
        migrate.step(1, migrate.statements(bare.engine, 1), tx)
        columns = "digest, identity_id, workspace_id, member_id, by_link, created_at, expires_at, seen_at"
        for name, at in (("later", 8), ("sooner", 5)):
            tx.script([f"INSERT INTO session ({columns}) VALUES ('{name}', 1, 2, 3, 0, {at}, 90, {at})"])

    bare.write(before_ids)
    assert migrate.migrate(bare)[0] == 2
    session = sa.table("session", *(sa.column(name) for name in ("id", "digest", "seen_at", "browser")))
    rows: list[Any] = bare.read(lambda tx: tx.all(Query(sa.select(session).order_by(session.c.id))))
    assert rows == [(1, "sooner", 5, None), (2, "later", 8, None)]


def test_both_engines_have_the_same_numbers() -> None:
    found = {engine: migrate.numbers(engine) for engine in DIALECTS}
    assert found["sqlite"] == found["postgresql"] == list(range(1, len(found["sqlite"]) + 1))


def test_a_half_migrated_store_is_refused(bare: Store) -> None:
    migrate.done(bare)
    bare.write(lambda tx: migrate.begin(1, tx))
    for go in (migrate.check, migrate.migrate):
        with pytest.raises(migrate.NotMigrated, match=r"Migration 1 .* did not end\. Restore the backup"):
            go(bare)


def test_a_newer_store_is_refused(bare: Store) -> None:
    migrate.migrate(bare)

    def from_the_future(tx: Tx) -> None:
        migrate.begin(9000, tx)
        migrate.step(9000, [], tx)

    bare.write(from_the_future)
    with pytest.raises(migrate.NotMigrated, match=r"at migration 9000.*Install the newer"):
        migrate.check(bare)


def test_an_older_store_is_refused(bare: Store) -> None:
    with pytest.raises(migrate.NotMigrated, match="Run `headgate migrate`"):
        migrate.check(bare)


def test_a_migration_that_fails_leaves_the_store_as_it_was_and_known_as_half_way(
    bare: Store, tmp_path: Path
) -> None:
    for engine in DIALECTS:
        (tmp_path / f"0001_a.{engine}.sql").write_text(
            "CREATE TABLE one (n TEXT);\nCREATE TABLE one (n TEXT);\n"
        )
    before = migrate.done(bare, tmp_path)
    with pytest.raises(Exception, match="one"):
        migrate.migrate(bare, tmp_path)
    count = sa.select(sa.func.count().label("n")).select_from(sa.table("one"))
    with pytest.raises(Exception, match="one"):
        bare.read(lambda tx: tx.one(Query(count)))
    assert before == 0
    with pytest.raises(migrate.NotMigrated, match="did not end"):
        migrate.done(bare, tmp_path)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Two migrations, the second not yet there."""
    folder = tmp_path / "series"
    folder.mkdir()
    for engine in DIALECTS:
        (folder / f"0001_first.{engine}.sql").write_text("CREATE TABLE one (n TEXT);\n")
    return folder


def test_an_existing_store_is_backed_up_before_it_is_changed(
    bare: Store, series: Path, tmp_path: Path
) -> None:
    assert bring_up(bare, tmp_path, source=series) == [1]
    assert not (tmp_path / BACKUPS).exists()
    for engine in DIALECTS:
        (series / f"0002_second.{engine}.sql").write_text("CREATE TABLE two (n TEXT);\n")
    if bare.engine == "sqlite":
        assert bring_up(bare, tmp_path, source=series) == [2]
        (backup,) = (tmp_path / BACKUPS).iterdir()
        assert backup.name.endswith("-before-0002.db")
        old = open_unchecked(put_away(backup, tmp_path / "old"))
        assert "('one'" in str(schema(old))
        assert "('two'" not in str(schema(old))
        old.close()
    else:
        with pytest.raises(BackupFirst, match="--backed-up"):
            bring_up(bare, tmp_path, source=series)
        assert bring_up(bare, tmp_path, backed_up=True, source=series) == [2]
    assert bring_up(bare, tmp_path, source=series) == []


def put_away(backup: Path, folder: Path) -> Path:
    """A folder whose store is that backup."""
    folder.mkdir()
    assert put_back(folder, backup) is None
    return folder


def test_a_backup_is_put_back_and_the_former_store_kept(tmp_path: Path) -> None:
    store = open_unchecked(tmp_path)
    migrate.migrate(store)
    assert isinstance(store, SqliteStore)
    store.backup(tmp_path / "copy.db")
    store.write(founding.empty_workspace)
    store.close()
    former = put_back(tmp_path, tmp_path / "copy.db")
    store = open_store(tmp_path)
    assert founding.workspaces_of(store) == []
    store.close()
    assert former is not None
    assert put_back(tmp_path, former) not in (None, former)
    assert former.exists()
    store = open_store(tmp_path)
    assert len(founding.workspaces_of(store)) == 1
    store.close()


@pytest.mark.parametrize("content", [b"", b"not a store", b"SQLite format 3\x00" + b"\x00" * 4000])
def test_what_is_no_store_is_not_put_back(tmp_path: Path, content: bytes) -> None:
    store = open_unchecked(tmp_path)
    migrate.migrate(store)
    store.close()
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / "bad.db").write_bytes(content)
    with pytest.raises(BadBackup):
        put_back(tmp_path, tmp_path / "bad.db")
    assert (tmp_path / FILE).read_bytes() == before
