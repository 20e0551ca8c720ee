"""Every module of the nouns and of what is built on them: importing them registers verbs, fields and jobs."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import headgate

FLOORS = ("records", "insight", "flows", "rooms")


def modules(ending: str = "") -> Iterator[ModuleType]:
    """Imports those whose name ends so; a new noun needs no line here."""
    for floor in FLOORS:
        # Floor by floor: a walk over everything would import this floor's packages from within themselves.
        for found in walk_packages([f"{path}/{floor}" for path in headgate.__path__], f"headgate.{floor}."):
            if found.name.endswith(ending):
                yield import_module(found.name)


def load() -> None:
    """Imports them all: before a verb is called by its name, and before a worker takes a job."""
    for _ in modules():
        continue
