"""The clock: exact microseconds, and a moment that holds for every thread."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headgate.kit import clock

AT = datetime(2025, 3, 1, 12, 0, 0, 123_456, tzinfo=UTC)


@given(st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999))
def test_micros_round_trip(at: datetime) -> None:
    # Through UTC: a local time that a clock change skips equals nothing of another zone.
    assert clock.from_micros(clock.to_micros(at)) == at.astimezone(UTC)


@given(st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999))
def test_every_representable_micro_round_trips(micros: int) -> None:
    assert clock.to_micros(clock.from_micros(micros)) == micros


def test_before_1970_is_negative() -> None:
    assert clock.to_micros(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_now_is_utc_and_moves() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert now.tzinfo is UTC
    assert before <= now <= datetime.now(UTC)


def test_frozen_holds_for_other_threads_and_nests() -> None:
    seen: list[datetime] = []
    with clock.frozen(AT):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        with clock.frozen(AT + timedelta(days=1)):
            assert clock.now() == AT + timedelta(days=1)
        assert clock.advance(timedelta(hours=2)) == AT + timedelta(hours=2)
        assert clock.now() == AT + timedelta(hours=2)
    assert seen == [AT]
    assert clock.now() > AT + timedelta(days=300)


def test_a_free_clock_cannot_be_advanced() -> None:
    with pytest.raises(RuntimeError, match="not frozen"):
        clock.advance(timedelta(1))


def test_naive_instants_are_refused() -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(TypeError):
        clock.to_micros(naive)
    with pytest.raises(ValueError, match="time zone"), clock.frozen(naive):
        pass
