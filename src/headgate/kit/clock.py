"""The one source of the present moment, and its exact conversion to and from stored microseconds."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_MICROS = 86_400_000_000
TICK = timedelta(microseconds=1)
"""The least by which two stored instants differ."""


class _Hands:
    """Where the clock is held; None while it runs freely."""

    at: datetime | None = None


# Module-level and not a context variable: worker threads must see the same frozen moment.
_hands = _Hands()
_lock = threading.Lock()


def now() -> datetime:
    """The present moment, in UTC, to the microsecond."""
    return _hands.at or datetime.now(UTC)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold `now()` at an instant for every thread until the block ends; blocks may nest."""
    with _lock:
        before, _hands.at = _hands.at, _utc(at)
    try:
        yield
    finally:
        with _lock:
            _hands.at = before


def advance(delta: timedelta) -> datetime:
    """Move the frozen moment on by `delta` and return it; RuntimeError when the clock runs freely."""
    with _lock:
        if _hands.at is None:
            raise RuntimeError("the clock is not frozen, so it cannot be advanced")
        _hands.at += delta
        return _hands.at


def to_micros(at: datetime) -> int:
    """Whole microseconds since 1970-01-01T00:00Z, negative before; TypeError for a naive datetime."""
    # From the three integers of the difference: no float ever rounds.
    since = at - _EPOCH
    return since.days * _DAY_MICROS + since.seconds * 1_000_000 + since.microseconds


def from_micros(micros: int) -> datetime:
    """The UTC instant that many microseconds after 1970; OverflowError outside the years 1 to 9999."""
    return _EPOCH + timedelta(microseconds=micros)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)
