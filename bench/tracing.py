"""Records the very statements that a request runs, and runs them again by themselves."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bench.cases import Ask, on_the_wire
from bench.filling import Filled
from headgate.app.api import create_app
from headgate.store.engine import Lane, Listener, News, Store, Tx
from headgate.store.statements import Query

T = TypeVar("T")


@dataclass(frozen=True)
class Statement:
    """Text and arguments; with `many`, a list of arguments."""

    sql: str
    args: Any
    many: bool = False


@dataclass
class Transaction:
    """The statements of one request."""

    writes: bool
    statements: list[Statement] = field(default_factory=list)


class TracingTx:
    """Notes each statement on its way through."""

    def __init__(self, tx: Tx, noted: Transaction) -> None:
        self.tx, self.noted = tx, noted
        self.engine, self.settled = tx.engine, tx.settled

    def note(self, query: Query[Any], values: dict[str, Any]) -> None:
        plan = query.on(self.engine)
        self.noted.statements.append(Statement(plan.sql, plan.args(values)))

    def all(self, query: Query[T], /, **values: Any) -> list[T]:
        self.note(query, values)
        return self.tx.all(query, **values)

    def batches(self, query: Query[T], size: int, /, **values: Any) -> Iterator[list[T]]:
        self.note(query, values)
        return self.tx.batches(query, size, **values)

    def one(self, query: Query[T], /, **values: Any) -> T | None:
        self.note(query, values)
        return self.tx.one(query, **values)

    def run(self, query: Query[Any], /, **values: Any) -> int:
        self.note(query, values)
        return self.tx.run(query, **values)

    def many(self, query: Query[Any], rows: Sequence[dict[str, Any]], /) -> None:
        plan = query.on(self.engine)
        self.noted.statements.append(Statement(plan.sql, [plan.args(row) for row in rows], many=True))
        self.tx.many(query, rows)

    def script(self, statements: Sequence[str], /) -> None:
        self.tx.script(statements)

    def attempt(self) -> AbstractContextManager[None]:
        return self.tx.attempt()

    def announce(self, news: News, /) -> None:
        self.tx.announce(news)


class TracingStore:
    """A store whose transactions are noted."""

    def __init__(self, store: Store) -> None:
        self.store, self.engine = store, store.engine
        self.noted: list[Transaction] = []

    @property
    def trouble(self) -> str | None:
        return self.store.trouble

    @property
    def waiting(self) -> int:
        return self.store.waiting

    def size(self) -> int:
        return self.store.size()

    def traced(self, work: Callable[[Tx], T], *, writes: bool) -> Callable[[Tx], T]:
        def within(tx: Tx) -> T:
            made = Transaction(writes)
            self.noted.append(made)
            return work(TracingTx(tx, made))

        return within

    def read(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        return self.store.read(self.traced(work, writes=False), bounded=bounded)

    def write(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return self.store.write(self.traced(work, writes=True), lane=lane)

    async def reading(self, work: Callable[[Tx], T], /, *, bounded: bool = True) -> T:
        return await self.store.reading(self.traced(work, writes=False), bounded=bounded)

    async def writing(self, work: Callable[[Tx], T], /, *, lane: Lane = "interactive") -> T:
        return await self.store.writing(self.traced(work, writes=True), lane=lane)

    def listen(self, listener: Listener, /) -> None:
        self.store.listen(listener)

    def close(self) -> None:
        self.store.close()


def record(store: Store, filled: Filled, asks: Sequence[Ask]) -> tuple[list[Transaction], list[Any]]:
    """The transactions of these requests, asked one after another of the application itself, and the answers.

    RuntimeError for an answer that is no success.
    """
    traced = TracingStore(store)
    app = create_app(traced)
    answers = asyncio.run(asked(app, filled, asks))
    return traced.noted, answers


async def asked(app: Any, filled: Filled, asks: Sequence[Ask]) -> list[Any]:
    return [await one(app, on_the_wire(ask, filled)) for ask in asks]


async def one(app: Any, wire: bytes) -> Any:
    """Gives the decoded answer of one request, through ASGI and without a server."""
    head, _, body = wire.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    method, target, _ = first.decode().split(" ")
    path, _, query = target.partition("?")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    status = sent[0]["status"]
    content = b"".join(message.get("body", b"") for message in sent[1:])
    if status >= 300:
        raise RuntimeError(f"{method} {target}: {status} {content[:300]!r}")
    return json.loads(content)
