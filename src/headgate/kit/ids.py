"""Time-ordered 63-bit ids, made by the application and shown as short prefixed text."""

import re
import threading
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from headgate.kit import clock

# Layout, high to low: 41 bits of milliseconds since 2020, 10 bits worker, 12 bits counter.
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_BEGIN_MICROS = clock.to_micros(_BEGIN)
_WORKER_BITS, _COUNTER_BITS = 10, 12
_COUNTER_MASK = (1 << _COUNTER_BITS) - 1
_HEX = re.compile(r"[1-9a-f][0-9a-f]{0,15}|0")


class NotAnId(ValueError):
    """Text that is no id of the kind wanted."""

    def __init__(self, prefix: str, text: str) -> None:
        self.prefix, self.text = prefix, text
        super().__init__(f"expected an id that begins with “{prefix}_”, got {text[:40]!r}")


class _Maker:
    """What this process has given out so far."""

    worker = 0
    # Milliseconds and counter as one number: adding one to a full counter borrows the next millisecond.
    tick = 0


_maker = _Maker()
_lock = threading.Lock()


def claim_worker(number: int) -> None:
    """Number this process among those that share a store, 0 to 1023; two must never share one."""
    if not 0 <= number < 1 << _WORKER_BITS:
        raise ValueError(f"a worker number lies between 0 and {(1 << _WORKER_BITS) - 1}, not {number}")
    _maker.worker = number


def new(prefix: str) -> str:
    """A new id: `prefix_` and lower-case hex, greater than every id this process made before."""
    return to_text(prefix, _next())


@lru_cache(maxsize=8192)
def to_int(prefix: str, text: str) -> int:
    """The number inside an id; NotAnId (a ValueError) naming the expected prefix for anything else."""
    head, _, digits = text.partition("_")
    if head != prefix or not _HEX.fullmatch(digits) or (number := int(digits, 16)) >> 63:
        raise NotAnId(prefix, text)
    return number


def to_text(prefix: str, number: int) -> str:
    """The text of a number between 0 and 2^63 - 1; ValueError outside."""
    if number < 0 or number >> 63:
        raise ValueError(f"an id holds 63 bits, {number} does not fit")
    return f"{prefix}_{number:x}"


def created_at(text: str) -> datetime:
    """The instant, to the millisecond, at which an id of any prefix was made."""
    number = to_int(text.partition("_")[0], text)
    return _BEGIN + timedelta(milliseconds=number >> (_WORKER_BITS + _COUNTER_BITS))


def _next() -> int:
    millis = max(0, (clock.to_micros(clock.now()) - _BEGIN_MICROS) // 1000)
    with _lock:
        # max() holds the order when the clock is set back or two calls share a millisecond.
        tick = _maker.tick = max(millis << _COUNTER_BITS, _maker.tick + 1)
    head, counter = tick >> _COUNTER_BITS, tick & _COUNTER_MASK
    return head << (_WORKER_BITS + _COUNTER_BITS) | _maker.worker << _COUNTER_BITS | counter
