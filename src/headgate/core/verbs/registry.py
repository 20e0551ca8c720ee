"""Every change is a verb: a function over a batch, known here by name, permission, payload and inverse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from headgate.core.access.roles import PAGE

PayloadT = TypeVar("PayloadT")
ResultT = TypeVar("ResultT")
UNDO = "undo"


@dataclass(frozen=True)
class Verb:
    """A registered change. `run(work, batch)` loads and locks, allows, changes and notes, each as a set.

    `sifts`: where a part may go (`Work.refused`), it leaves alone what it refuses and does the rest.
    """

    name: str
    permission: str
    payload: type
    run: Callable[..., list[Any]]
    inverse: str | None
    because: str
    sifts: bool


VERBS: dict[str, Verb] = {}


def verb(
    name: str,
    *,
    permission: str,
    payload: type[PayloadT],
    inverse: str | None = UNDO,
    because: str = "",
    sifts: bool = False,
) -> Callable[[Callable[..., list[ResultT]]], Callable[..., list[ResultT]]]:
    """Registers a function `(work, batch) -> results`. With no inverse, `because` says why."""

    def register(run: Callable[..., list[ResultT]]) -> Callable[..., list[ResultT]]:
        if name in VERBS:
            raise ValueError(f"the verb {name} is registered twice")
        if permission not in PAGE:
            raise ValueError(f"{permission} is not on the page of roles")
        if inverse is None and not because:
            raise ValueError(f"{name} has no inverse and no reason")
        VERBS[name] = Verb(name, permission, payload, run, inverse, because, sifts)
        return run

    return register
