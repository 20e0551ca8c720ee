"""Readings kept while the journal of their workspace has not grown."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sized
from typing import Generic, TypeVar

T = TypeVar("T", bound=Sized)
MOST_READINGS, MOST_ROWS = 32, 1_000_000


class Shelf(Generic[T]):
    """The latest few readings, at most a million rows in all unless one alone is larger; for any thread."""

    def __init__(self, readings: int = MOST_READINGS, rows: int = MOST_ROWS) -> None:
        self.readings, self.rows = readings, rows
        self.lock = threading.Lock()
        self.kept: OrderedDict[Hashable, tuple[int, T]] = OrderedDict()

    def get(self, key: Hashable, seq: int) -> T | None:
        """What was read when the journal stood at `seq`."""
        with self.lock:
            found = self.kept.get(key)
            if found is None or found[0] != seq:
                return None
            self.kept.move_to_end(key)
            return found[1]

    def before(self, key: Hashable, seq: int) -> tuple[int, T] | None:
        """What was read last, if the journal did not stand beyond `seq` then."""
        found = self.latest(key)
        return found if found and found[0] <= seq else None

    def latest(self, key: Hashable) -> tuple[int, T] | None:
        """What was read last, and where the journal stood then."""
        with self.lock:
            return self.kept.get(key)

    def put(self, key: Hashable, seq: int, reading: T) -> None:
        with self.lock:
            self.kept[key] = (seq, reading)
            self.kept.move_to_end(key)
            while len(self.kept) > self.readings or (len(self.kept) > 1 and self.held() > self.rows):
                self.kept.popitem(last=False)

    def held(self) -> int:
        """Rows kept in all."""
        return sum(len(reading) for _, reading in self.kept.values())
