"""Ranks: strictly between, never ending in the lowest digit, short, whatever the inserts."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import ranking

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANK = st.text(DIGITS, min_size=1, max_size=8).filter(lambda rank: not rank.endswith("0"))


@given(st.tuples(RANK | st.none(), RANK | st.none()))
def test_between_lies_between_and_is_shortest(pair: tuple[str | None, str | None]) -> None:
    a, b = pair
    if a is not None and b is not None:
        if a == b:
            return
        a, b = min(a, b), max(a, b)
    middle = ranking.between(a, b)
    assert (a or "") < middle
    assert b is None or middle < b
    assert not middle.endswith("0")
    if len(middle) > 1:
        # No rank with one digit less fits: neither the middle cut short nor the next one of that length.
        cut = middle[:-1]
        successor = ranking._text(ranking._number(cut) + 1, len(cut) + 1)[1:]
        assert cut.rstrip("0") <= (a or "")
        assert (b is not None and successor >= b) or set(successor) == {"0"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (None, None, "V"),
        ("V", None, "W"),
        (None, "V", "U"),
        ("1", "2", "1V"),
        (None, "1", "0z"),
        ("z", None, "z1"),
    ],
)
def test_known_middles(a: str | None, b: str | None, expected: str) -> None:
    assert ranking.between(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"), [("b", "a"), ("a", "a"), ("a0", None), ("", None), (None, "ä"), ("a-", "b")]
)
def test_what_is_no_order_or_no_rank_is_refused(a: str | None, b: str | None) -> None:
    with pytest.raises(ValueError, match="rank"):
        ranking.between(a, b)


def test_ten_thousand_random_inserts_keep_order() -> None:
    chance = random.Random(7)
    ranks: list[str] = []
    for _ in range(10_000):
        at = chance.randint(0, len(ranks))
        below = ranks[at - 1] if at else None
        above = ranks[at] if at < len(ranks) else None
        ranks.insert(at, ranking.between(below, above))
    assert ranks == sorted(set(ranks))
    assert max(map(len, ranks)) <= 12


def test_growing_at_an_end_stays_short() -> None:
    top, bottom = ranking.between(None, None), ranking.between(None, None)
    for _ in range(1_000):
        top, bottom = ranking.between(None, top), ranking.between(bottom, None)
    assert not ranking.too_long(top)
    assert not ranking.too_long(bottom)


@given(RANK | st.none(), st.integers(1, 300))
def test_those_before_a_rank_are_in_order_with_room_around(first: str | None, n: int) -> None:
    ranks = ranking.before(first, n)
    assert len(ranks) == n
    assert ranks == sorted(set(ranks))
    assert first is None or ranks[-1] < first
    assert not any(rank.endswith("0") for rank in ranks)
    if first is not None:
        longest = max(map(len, ranks))
        assert all(len(ranking.between(a, b)) <= longest for a, b in pairwise(ranks))


def test_a_list_that_grows_at_its_beginning_by_batches_stays_short() -> None:
    first = ranking.before(None, 1_000)[0]
    for _ in range(1_000):
        first = ranking.before(first, 1_000)[0]
    assert len(first) <= 8


def test_always_the_same_gap_grows_until_it_is_too_long() -> None:
    low, high = "1", "2"
    for _ in range(200):
        high = ranking.between(low, high)
    assert ranking.too_long(high)
    assert not ranking.too_long("a" * 24)


@pytest.mark.parametrize("n", [0, 1, 2, 61, 62, 100, 3843, 3844, 10_000])
def test_spread_is_even_and_short(n: int) -> None:
    ranks = ranking.spread(n)
    assert len(ranks) == n
    assert ranks == sorted(set(ranks))
    length = max(map(len, ranks), default=1)
    assert length == 1 or 62 ** (length - 1) <= n
    places = [0, *(ranking._number(rank.ljust(length, "0")) for rank in ranks), 62**length]
    gaps = [later - earlier for earlier, later in pairwise(places)]
    assert max(gaps) - min(gaps) <= 1
    assert not any(rank.endswith("0") for rank in ranks)
