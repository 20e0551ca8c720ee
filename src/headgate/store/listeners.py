"""Those who want to hear of commits; one that fails harms neither the others nor the store."""

from collections.abc import Sequence

import structlog

from headgate.store.engine import Listener, News

log = structlog.get_logger("headgate.store")
ANYTHING = News("", 0)
"""Told after the connection was lost: some news may have been missed."""


class Listeners:
    """A list that may grow while it is told."""

    def __init__(self) -> None:
        self.each: tuple[Listener, ...] = ()

    def add(self, listener: Listener) -> None:
        self.each = (*self.each, listener)

    def tell(self, news: Sequence[News]) -> None:
        for item in news:
            for listener in self.each:
                try:
                    listener(item)
                except Exception:
                    log.exception("a listener failed", workspace=item.workspace_id, seq=item.seq)
