"""What a coroutine awaits and another thread keeps: a future without locks of its own."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Promise(Generic[T]):
    """Made in the loop; set by the writer's thread, by the names that `concurrent.futures.Future` has.

    That future, wrapped for the loop, costs a lock, a condition and two callbacks for each write, and both
    threads then wait for each other's locks.
    """

    __slots__ = ("future", "loop")

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[T] = self.loop.create_future()

    def __await__(self) -> Generator[Any, None, T]:
        return self.future.__await__()

    def set_running_or_notify_cancel(self) -> bool:
        """Whether anybody still waits for it."""
        return not self.future.cancelled()

    def set_result(self, result: T) -> None:
        self.tell(self.future.set_result, result)

    def set_exception(self, error: BaseException) -> None:
        self.tell(self.future.set_exception, error)

    def tell(self, set_: Callable[[Any], None], what: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits
            self.loop.call_soon_threadsafe(self.settle, set_, what)

    def settle(self, set_: Callable[[Any], None], what: Any) -> None:
        if not self.future.done():  # else whoever waited has given up
            set_(what)
