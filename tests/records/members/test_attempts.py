"""Counted attempts: each key by itself, forgotten in time, in one count for all processes."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.members.attempts import LIMIT, SHARE, WINDOW, Attempts, network
from headgate.records.members.tables import signin_attempts
from headgate.store.engine import Store
from headgate.store.statements import Query
from tests.stores import Place

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DIGESTS = Query[str](sa.select(signin_attempts.c.digest))
COUNT = Query[int](sa.select(sa.func.count().label("n")).select_from(signin_attempts))


def begin(store: Store, *keys: str) -> int | None:
    """The seconds to wait, None where the attempt may be made."""
    try:
        asyncio.run(Attempts(store).begin(*keys))
    except Problem as problem:
        assert (problem.status, problem.code) == (429, "too_many")
        return int(problem.extra["retry_after"])
    return None


def test_they_are_counted_each_by_itself_and_forgotten_in_time(store: Store) -> None:
    with clock.frozen(NOON):
        for i in range(LIMIT):
            assert begin(store, "a", f"b{i}") is None
        assert begin(store, "fresh", "a") == SHARE.total_seconds() + 1
        for _ in range(LIMIT):
            assert begin(store, "fresh") is None, "an attempt that is refused counts for nobody"
        clock.advance(SHARE)
        assert begin(store, "a") is None
        assert begin(store, "a") is not None
        asyncio.run(Attempts(store).succeeded("a"))
        assert begin(store, "a") is None, "only failures count"
        clock.advance(WINDOW)
        assert [begin(store, "a") for _ in range(LIMIT + 1)].count(None) == LIMIT


def test_who_failed_is_not_to_be_read_and_is_forgotten(store: Store) -> None:
    with clock.frozen(NOON):
        counted = Attempts(store)
        for i in range(20):
            asyncio.run(counted.begin(f"e-mail {i}@example.com"))
        rows = store.read(lambda tx: tx.all(DIGESTS))
        assert len(rows) == 20 and all(len(row) == 64 for row in rows)
        clock.advance(WINDOW)
        asyncio.run(counted.begin("another"))
        assert store.read(lambda tx: tx.one(COUNT)) == 1


def test_a_clock_that_was_ahead_locks_nobody_out(store: Store) -> None:
    with clock.frozen(NOON + timedelta(days=2)):
        for _ in range(LIMIT):
            begin(store, "a")
    with clock.frozen(NOON):
        assert begin(store, "a") is None


@pytest.fixture
def pair(place: Place) -> Iterator[list[Store]]:
    """Two stores on one database, as two processes would have; the embedded one has but one owner."""
    opened = [place.open() for _ in range(2 if place.engine == "postgresql" else 1)]
    yield opened
    for store in opened:
        store.close()


def test_many_at_once_in_two_processes_gain_nothing(pair: list[Store]) -> None:
    def one(number: int) -> bool:
        return begin(pair[number % len(pair)], "a", f"address {number % 3}", f"own {number}") is None

    with clock.frozen(NOON), ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(one, range(40))) == LIMIT


@pytest.mark.parametrize(
    ("host", "is_"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_what_an_address_is_counted_as(host: str, is_: str) -> None:
    assert network(host) == is_


@given(st.text(max_size=300))
def test_any_address_is_short(host: str) -> None:
    assert len(network(host)) <= 64
