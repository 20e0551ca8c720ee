"""Ids: rising, unique, 63 bits, readable back."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import clock, ids

AT = datetime(2026, 11, 24, 10, 0, 0, 5_000, tzinfo=UTC)


def _number(text: str) -> int:
    return ids.to_int("deal", text)


def test_ids_rise_even_when_one_millisecond_overflows() -> None:
    with clock.frozen(AT):
        made = [_number(ids.new("deal")) for _ in range(10_000)]
    assert made == sorted(set(made))
    assert made[-1] < 1 << 63


def test_ids_rise_when_the_clock_is_set_back() -> None:
    first = _number(ids.new("deal"))
    with clock.frozen(datetime(2001, 1, 1, tzinfo=UTC)):
        second = _number(ids.new("deal"))
    assert first < second < _number(ids.new("deal"))


def test_threads_never_share_an_id() -> None:
    made: list[str] = []

    def make() -> None:
        mine = [ids.new("deal") for _ in range(2_000)]
        assert [_number(i) for i in mine] == sorted(_number(i) for i in mine)
        made.extend(mine)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 12_000


def test_the_moment_of_birth_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids._maker, "tick", 0)  # a clock frozen in another test may have been years ahead
    at = clock.now() + timedelta(days=1)
    with clock.frozen(at):
        made = ids.new("deal")
    assert abs(ids.created_at(made) - at) < timedelta(milliseconds=2)


def test_the_worker_is_inside() -> None:
    ids.claim_worker(7)
    try:
        assert _number(ids.new("deal")) >> 12 & 1023 == 7
    finally:
        ids.claim_worker(0)
    with pytest.raises(ValueError, match="1023"):
        ids.claim_worker(1024)


@given(st.integers(0, (1 << 63) - 1))
def test_text_and_number_round_trip(number: int) -> None:
    assert ids.to_int("co", ids.to_text("co", number)) == number


@pytest.mark.parametrize(
    "text",
    ["", "deal", "deal_", "co_1f", "deal_1F", "deal_01", "deal_xyz", "deal_8000000000000000", "deal_1_2"],
)
def test_anything_else_names_the_prefix_expected(text: str) -> None:
    with pytest.raises(ValueError, match="“deal_”"):
        ids.to_int("deal", text)


def test_a_number_of_64_bits_is_refused() -> None:
    for number in (-1, 1 << 63):
        with pytest.raises(ValueError, match="63 bits"):
            ids.to_text("deal", number)
