"""What the rest of the program sees of a store: transactions, reads, writes, news of commits."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from headgate.store.statements import Query

T = TypeVar("T")
Lane = Literal["interactive", "slow"]


class Tx(Protocol):
    """One transaction. Every call consumes its rows; no cursor ever leaves it."""

    engine: str
    settled: bool
    """Whether all that it reads is committed: a snapshot, not a change under way."""

    def all(self, query: Query[T], /, **values: Any) -> list[T]: ...
    def one(self, query: Query[T], /, **values: Any) -> T | None: ...
    def batches(self, query: Query[T], size: int, /, **values: Any) -> Iterator[list[T]]:
        """The rows of very many, `size` at a time; a search that gets on so is not stopped at its deadline,
        which each batch has for itself."""
        ...

    def run(self, query: Query[Any], /, **values: Any) -> int:
        """Runs a change; gives the number of rows that it changed."""
        ...

    def many(self, query: Query[Any], rows: Sequence[dict[str, Any]], /) -> None:
        """Runs one change for each row of values."""
        ...

    def script(self, statements: Sequence[str], /) -> None:
        """Runs plain text, for migrations only."""
        ...

    def attempt(self) -> AbstractContextManager[None]:
        """A savepoint: what is done inside is undone when the block raises."""
        ...

    def announce(self, news: "News", /) -> None:
        """Told to the listeners after the commit, never before."""
        ...


@dataclass(frozen=True, slots=True)
class News:
    """A workspace's journal has grown to `seq`; with `work`, durable work was asked for and `seq` is 0.
    No workspace: some news was lost, look at each journal and for work."""

    workspace_id: str
    seq: int
    work: bool = False


Listener = Callable[[News], None]


class Busy(Exception):
    """The store cannot take the work now: its queue is full, its disk is full, another holds the lock."""


class Away(Busy):
    """The store's disk or server fails: nothing can be written, or nothing read, until it is put right.

    `uncertain`: it went away while it committed, so that the work may be kept or not.
    """

    def __init__(self, said: str, *, uncertain: bool = False) -> None:
        super().__init__(said)
        self.uncertain = uncertain


class TooSlow(Exception):
    """A search ran into its deadline."""


class Unfit(Exception):
    """A value that no row can hold: too large, or a sign that the engine does not know."""


class Clash(Exception):
    """A unique key holds such a row already: somebody else was quicker."""


class Store(Protocol):
    """A store. `read` and `write` block; `reading` and `writing` are for the event loop."""

    engine: str

    @property
    def trouble(self) -> str | None:
        """Why the last write did not hold, where the disk or the server was the reason; None once one
        holds."""
        ...

    @property
    def waiting(self) -> int:
        """Pieces of work that wait for their turn, in this process."""
        ...

    def size(self) -> int:
        """Bytes on disk. Raises Busy."""
        ...

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T: ...
    def write(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        """One transaction, all or nothing. Raises Busy, Clash, and whatever the work raises."""
        ...

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        """A snapshot read. `bounded`: the statements are fixed and few rows; else it runs in the pool with a
        deadline and may raise TooSlow."""
        ...

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T: ...
    def listen(self, listener: Listener, /) -> None: ...
    def close(self) -> None: ...
