"""What each engine says in its own words finds the same rows on both, and those that plain Python finds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headgate.store.dialect import among, contains_text, custom, starts_with
from headgate.store.engine import Store, Tx
from headgate.store.open import FILE
from headgate.store.postgres import PostgresStore
from headgate.store.sqlite import SqliteStore
from headgate.store.statements import Query
from tests.store.shelf import INSERT, build, row, things
from tests.stores import Databases

# No lone surrogates, no NUL (the databases take neither), not the last code point (which bounds prefixes).
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\U0010ffff") | st.sampled_from(
    "aAbBeEéÉßẞİiIıſsSKk%_\\*?[]' \"ΣσςΆ"
)
TEXT = st.text(LETTERS, max_size=6)
FLOATS = st.floats(allow_nan=False, allow_infinity=False, width=32)
NUMBERS = st.integers(-(1 << 53), 1 << 53) | FLOATS.map(lambda x: x + 0)  # JSON of a database has no -0.0
VALUES = st.none() | st.booleans() | NUMBERS | TEXT | st.lists(st.integers(), max_size=2)
CLEAR = Query[Any](sa.delete(things))
RULES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def both(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder: Path = tmp_path_factory.mktemp("both")
    with databases.place(folder) as place:
        assert place.url is not None
        one, other = build(SqliteStore(folder / FILE)), build(PostgresStore(place.url))
        yield one, other
        one.close()
        other.close()


def found(both: tuple[Store, Store], rows: list[dict[str, Any]], ask: Callable[[Tx], Any]) -> Any:
    """What the question gives on either engine, which must agree, over exactly these rows."""

    def work(tx: Tx) -> Any:
        tx.run(CLEAR)
        tx.many(INSERT, rows)
        return ask(tx)

    one, other = (store.write(work) for store in both)
    assert one == other
    assert repr(one) == repr(other)
    return one


def lower(text: str) -> str:
    """Letters A to Z alone."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def named(names: list[str]) -> list[dict[str, Any]]:
    return [row(number, name) for number, name in enumerate(names, 1)]


def of(condition: Any) -> Query[str]:
    return Query(sa.select(things.c.name).where(condition).order_by(things.c.id))


@RULES
@given(st.lists(TEXT, max_size=12), TEXT)
def test_beginnings(both: tuple[Store, Store], names: list[str], start: str) -> None:
    query = of(starts_with(things.c.name, "start"))
    wanted = [name for name in names if name.startswith(start)]
    assert found(both, named(names), lambda tx: tx.all(query, start=start)) == wanted


@RULES
@given(st.lists(TEXT, max_size=12), TEXT)
def test_texts_within(both: tuple[Store, Store], names: list[str], part: str) -> None:
    query = of(contains_text(things.c.name, "part"))
    wanted = [name for name in names if lower(part) in lower(name)]
    assert found(both, named(names), lambda tx: tx.all(query, part=part)) == wanted


@RULES
@given(st.lists(TEXT, max_size=12))
def test_order(both: tuple[Store, Store], names: list[str]) -> None:
    """By code point, whatever language the database was made for."""
    query: Query[str] = Query(sa.select(things.c.name).order_by(things.c.name, things.c.id))
    assert found(both, named(names), lambda tx: tx.all(query)) == sorted(names)


@RULES
@given(st.lists(TEXT, max_size=8), st.lists(TEXT, max_size=8))
def test_lists(both: tuple[Store, Store], names: list[str], asked: list[str]) -> None:
    query = of(among(things.c.name, "names"))
    wanted = [name for name in names if name in asked]
    assert found(both, named(names), lambda tx: tx.all(query, names=asked)) == wanted


def kept(value: Any, kind: str) -> Any:
    """A custom value as it is read: one of another kind counts as none."""
    match kind:
        case "number":
            good = isinstance(value, int | float) and not isinstance(value, bool)
            return float(value) if good else None
        case "flag":
            return int(value) if isinstance(value, bool) else None
    return value if isinstance(value, str) else None


@RULES
@given(st.lists(VALUES, max_size=8), st.sampled_from(["number", "flag", "text"]))
def test_custom_fields(both: tuple[Store, Store], values: list[Any], kind: str) -> None:
    rows = [row(n, data={"budget": value, "other": 1}) for n, value in enumerate(values, 1)]
    rows += [row(len(rows) + 1, data={}), row(len(rows) + 2, data=None)]
    query: Query[Any] = Query(
        sa.select(custom(things.c.data, "budget", kind).label("v")).order_by(things.c.id)
    )
    wanted = [kept(value, kind) for value in values]
    assert found(both, rows, lambda tx: tx.all(query)) == [*wanted, None, None]


@RULES
@given(st.lists(TEXT, max_size=8), TEXT)
def test_custom_texts_compare_as_columns_do(both: tuple[Store, Store], values: list[str], start: str) -> None:
    rows = [row(n, data={"budget": value}) for n, value in enumerate(values, 1)]
    field = custom(things.c.data, "budget", "text")
    query: Query[str] = Query(sa.select(field.label("v")).where(starts_with(field, "start")).order_by(field))
    wanted = sorted(value for value in values if value.startswith(start))
    assert found(both, rows, lambda tx: tx.all(query, start=start)) == wanted


@pytest.mark.parametrize("key", ["", "a b", "a'b", "1a", "é", "a.b", "a-b"])
def test_a_custom_key_is_an_identifier(key: str) -> None:
    with pytest.raises(ValueError, match="not a field key"):
        custom(things.c.data, key, "text")
