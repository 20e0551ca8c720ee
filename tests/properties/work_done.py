"""What a request asks of the store: the statements of its transactions, in order, on either engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from headgate.records.members.access import holder_of_session
from headgate.store.postgres import PostgresTx
from headgate.store.sqlite import SqliteTx

METHODS = ("all", "run", "many")


class Watch:
    """The statements of every transaction that began by asking who a session belongs to: background work
    does not, and counts for nobody."""

    def __init__(self) -> None:
        self.texts: dict[Any, list[str]] = {}

    def note(self, tx: Any, query: Any) -> None:
        text = query.on(tx.engine).sql
        if tx in self.texts or query is holder_of_session():
            self.texts.setdefault(tx, []).append(text)

    def taken(self) -> list[list[str]]:
        found = list(self.texts.values())
        self.texts.clear()
        return found


def watched(watch: Watch, method: Callable[..., Any]) -> Callable[..., Any]:
    def call(tx: Any, query: Any, /, *rows: Any, **values: Any) -> Any:
        watch.note(tx, query)
        return method(tx, query, *rows, **values)

    return call


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    with pytest.MonkeyPatch.context() as patch:
        for class_ in (SqliteTx, PostgresTx):
            for name in METHODS:
                patch.setattr(class_, name, watched(watch, getattr(class_, name)))
        yield watch
