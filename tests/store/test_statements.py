"""Statements as fixed text: each known trap is refused when the shape is made, or closed."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as upsert

from headgate.store.dialect import among, whole
from headgate.store.engine import Clash, Store, Tx
from headgate.store.kept import Kept
from headgate.store.statements import DIALECTS, P, Query
from tests.store.shelf import ALL, INSERT, NAMES, RENAME, Thing, names, put, row, things

ENGINES = sorted(DIALECTS)
NOON = datetime(2026, 11, 24, 12, 0, 0, 1, UTC)


def query(statement: Any, row: type | None = None) -> Query[Any]:
    return Query(statement, row)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_value_with_two_types_is_refused(engine: str) -> None:
    statement = sa.select(things.c.name).where(things.c.id == P("x"), things.c.at == P("x"))
    with pytest.raises(TypeError, match="two types"):
        query(statement).on(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_in_is_refused(engine: str) -> None:
    with pytest.raises(TypeError, match="use among"):
        query(sa.select(things.c.name).where(things.c.id.in_(["thing_1"]))).on(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_python_defaults_are_refused(engine: str) -> None:
    defaulted = sa.Table(
        "defaulted", sa.MetaData(), sa.Column("m", sa.Text), sa.Column("n", sa.Text, default=lambda: "1")
    )
    with pytest.raises(TypeError, match="defaults do not run"):
        query(sa.insert(defaulted).values(m=P("m"))).on(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_must_be_the_struct_s_fields_in_order(engine: str) -> None:
    first, *others = things.columns
    with pytest.raises(TypeError, match="the statement gives"):
        query(sa.select(*others, first), Thing).on(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_value_names_are_exact(engine: str) -> None:
    plan = query(sa.select(things.c.name).where(things.c.id == P("id"), things.c.name == P("name"))).on(
        engine
    )
    assert plan.args({"id": "thing_1f", "name": "x"}) == (31, "x")
    for wrong in (
        {"id": "thing_1"},
        {"id": "thing_1", "name": "x", "more": 1},
        {"id": "thing_1", "nam": "x"},
    ):
        with pytest.raises(TypeError, match="unknown values"):
            plan.args(wrong)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_may_be_called_query(engine: str) -> None:
    assert query(sa.select(things.c.name).where(things.c.name == P("query"))).on(engine).args({"query": "x"})


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "id_",
    ["deal_1", "1", "thing_", "thing_g", "thing_-1", "thing_1F", "thing_01", "thing_1 ", "thing_" + 17 * "f"],
)
def test_ids_have_one_prefix_and_one_spelling(engine: str, id_: str) -> None:
    plan = query(sa.select(things.c.name).where(things.c.id == P("id"))).on(engine)
    with pytest.raises(ValueError, match="begins with “thing_”"):
        plan.args({"id": id_})


@pytest.mark.parametrize("engine", ENGINES)
def test_boolean_constructs_stay_bare(engine: str) -> None:
    """`(...) = 1` around a condition would lose its index."""
    text = (
        query(sa.select(things.c.name).where(among(things.c.id, "ids"), things.c.open == P("o")))
        .on(engine)
        .sql
    )
    assert "= 1" not in text
    assert "= true" not in text.lower()


def test_values_come_back_as_they_went(shelf: Store) -> None:
    east = datetime(2026, 11, 24, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    data = {"b": [1, None, "é"], "a": True}
    shelf.write(lambda tx: put(tx, 1, "é\n'\"", open=False, at=NOON, data=data, size=1 << 62))
    shelf.write(lambda tx: put(tx, (1 << 63) - 1, at=east, data=[]))
    first, last = shelf.read(lambda tx: tx.all(ALL))
    assert first == Thing("thing_1", "é\n'\"", False, NOON, first.data, 1 << 62)
    assert first.data is not None
    assert msgspec.json.decode(first.data) == data
    assert first.open is False
    assert (last.id, last.at, last.size) == ("thing_7fffffffffffffff", east, None)
    assert last.at is not None
    assert last.at.tzinfo is UTC
    assert last.open is True
    assert msgspec.json.encode(last).startswith(b'{"id":"thing_7fffffffffffffff","name":"a","open":true')


def test_booleans_of_expressions_are_booleans(shelf: Store) -> None:
    shelf.write(lambda tx: put(tx, 1, size=3))
    gate = query(
        sa.select((things.c.size > P("n", sa.BigInteger)).label("ok"), things.c.at.is_(None).label("no"))
    )
    assert shelf.read(lambda tx: tx.all(gate, n=2)) == [(True, True)]
    assert [type(cell) for cell in shelf.read(lambda tx: tx.all(gate, n=5))[0]] == [bool, bool]


@pytest.mark.parametrize("length", [0, 1, 5000])
def test_lists_of_any_length(shelf: Store, length: int) -> None:
    shelf.write(lambda tx: tx.many(INSERT, [row(i, f"n{i}") for i in range(1, 21)]))
    by_id = query(sa.select(things.c.name).where(among(things.c.id, "ids")).order_by(things.c.id))
    by_name = query(sa.select(things.c.name).where(among(things.c.name, "names")).order_by(things.c.id))
    wanted = [f"n{i}" for i in range(1, 21)][:length]
    asked = list(range(1, length + 1))
    assert shelf.read(lambda tx: tx.all(by_id, ids=[f"thing_{i:x}" for i in asked])) == wanted
    assert shelf.read(lambda tx: tx.all(by_name, names=[f"n{i}" for i in asked])) == wanted


def test_an_upsert_is_written_once_for_both(shelf: Store) -> None:
    insert = upsert(things).values({c.name: P(c.name) for c in things.columns})
    add = query(
        insert.on_conflict_do_update(
            index_elements=["id"], set_={"size": things.c.size + insert.excluded.size}
        )
    )

    def add_size(size: int, tx: Tx) -> int:
        return tx.run(add, **row(1, size=size))

    for size in (3, 4):
        shelf.write(partial(add_size, size))
    assert [thing.size for thing in shelf.read(lambda tx: tx.all(ALL))] == [7]


def test_changes_are_counted_and_returned(shelf: Store) -> None:
    shelf.write(lambda tx: put(tx, 1))
    assert shelf.write(lambda tx: tx.run(RENAME, which="thing_1", to="b")) == 1
    assert shelf.write(lambda tx: tx.run(RENAME, which="thing_2", to="b")) == 0
    bump = query(sa.update(things).where(things.c.id == P("which")).values(size=7).returning(things.c.size))
    assert shelf.write(lambda tx: tx.one(bump, which="thing_1")) == 7
    assert shelf.write(lambda tx: tx.one(bump, which="thing_2")) is None


def test_a_taken_key_is_a_clash(shelf: Store) -> None:
    shelf.write(lambda tx: put(tx, 1))
    with pytest.raises(Clash):
        shelf.write(lambda tx: put(tx, 1))
    assert names(shelf) == ["a"]


def test_sums_are_integers(shelf: Store) -> None:
    shelf.write(lambda tx: tx.many(INSERT, [row(1, size=1 << 40), row(2, size=1)]))
    total = query(sa.select(whole(sa.func.sum(things.c.size)).label("sum")).select_from(things))
    found = shelf.read(lambda tx: tx.one(total))
    assert (found, type(found)) == ((1 << 40) + 1, int)


def test_one_integer_width_for_one_text(shelf: Store) -> None:
    """Each width by value would be a prepared statement of its own."""
    asked = query(sa.select(sa.literal_column("1").label("one")).where(P("n", sa.BigInteger) > 0))

    def ask(n: int, tx: Tx) -> list[int]:
        return tx.all(asked, n=n)

    for n in 4 * (1, 1 << 20, 1 << 40):
        assert shelf.read(partial(ask, n)) == [1]
    if shelf.engine == "postgresql":
        text = sa.select(sa.column("statement", sa.Text)).select_from(sa.table("pg_prepared_statements"))
        prepared = shelf.read(lambda tx: tx.all(query(text)))
        assert sum(asked.on("postgresql").sql == each for each in prepared) == 1


def test_names_alone_come_bare(shelf: Store) -> None:
    shelf.write(lambda tx: put(tx, 1, "x"))
    assert shelf.read(lambda tx: tx.one(NAMES)) == "x"


def test_what_was_made_of_a_row_is_kept_until_the_row_changes(shelf: Store) -> None:
    made: list[str] = []

    def upper(thing: Thing) -> str:
        made.append(thing.name)
        return thing.name.upper()

    kept: Query[str] = Query(ALL.stmt, Thing, Kept(upper, 2))
    shelf.write(lambda tx: put(tx, 1, "a"))
    shelf.write(lambda tx: put(tx, 2, "b"))
    for _ in range(3):
        assert shelf.read(lambda tx: tx.all(kept)) == ["A", "B"]
    assert made == ["a", "b"]
    shelf.write(lambda tx: tx.run(RENAME, which="thing_1", to="c"))
    assert shelf.read(lambda tx: tx.all(kept)) == ["C", "B"]
    assert made[2:3] == ["c"]


def test_what_was_made_of_a_whole_answer_is_kept_until_one_of_its_rows_changes(shelf: Store) -> None:
    """Answers that begin and end alike are told apart, and no rows give nothing."""
    made: list[list[str]] = []

    def joined(names: list[str]) -> str:
        made.append(names)
        return "".join(names)

    kept: Query[str] = Query(ALL.stmt, Thing, Kept(lambda thing: thing.name, 10, joined))
    assert shelf.read(lambda tx: tx.one(kept)) is None
    for number, name in ((1, "a"), (2, "b"), (3, "c")):
        shelf.write(partial(put, number=number, name=name))
    for _ in range(3):
        assert shelf.read(lambda tx: tx.one(kept)) == "abc"
    assert made == [["a", "b", "c"]]
    shelf.write(lambda tx: tx.run(RENAME, which="thing_2", to="x"))
    assert shelf.read(lambda tx: tx.one(kept)) == "axc"
    assert shelf.read(lambda tx: tx.one(kept)) == "axc"
    assert made[1:] == [["a", "x", "c"]]
