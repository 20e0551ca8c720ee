"""Every table of the program: the modules called `tables` on all floors, and the two declared elsewhere."""

from importlib import import_module
from pkgutil import walk_packages

import headgate
from headgate.core.verbs import idempotency
from headgate.store import migrate
from headgate.store.schema import metadata

ELSEWHERE = (idempotency.answers, migrate.MARK)


def load() -> None:
    """Imports them all, so that `metadata` is complete; a new noun needs no line here."""
    for module in walk_packages(headgate.__path__, "headgate."):
        if module.name.rpartition(".")[2] == "tables" and module.name != __name__:
            import_module(module.name)


load()

__all__ = ["ELSEWHERE", "metadata"]
