"""What of deals an actor sees, in statements that are written out: the predicate of `visible` by hand."""

from typing import Any, Literal

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.store.dialect import among

Narrowed = Literal["", "owners", "shared"]
"""How far a statement is narrowed: not at all, to the deals of `owners`, or to these and the ids `shared`."""
NARROWED: tuple[Narrowed, ...] = ("", "owners", "shared")


def narrowing(actor: Actor) -> tuple[Narrowed, dict[str, Any]]:
    """The way, and the values that it takes."""
    if actor.owners is None:
        return "", {}
    if not actor.shared:
        return "owners", {"owners": actor.owners}
    return "shared", {"owners": actor.owners, "shared": actor.shared}


def within(narrowed: Narrowed, deals: Any) -> Any:
    """The condition over a deal's columns `id` and `owner_id`."""
    if not narrowed:
        return sa.true()
    owned = among(deals.owner_id, "owners")
    return sa.or_(owned, among(deals.id, "shared")) if narrowed == "shared" else owned
