"""Whose deals a board shows: of those asked for what the viewer sees."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.records.deals.tables import deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

Who = Literal["all", "owners", "owner", "owners+", "owner+"]
"""Whose deals are shown: everybody's, those of a list or of one owner; with those in `shared`."""


class Sight(NamedTuple):
    """Whose deals a board shows, None for everybody's; and deals of others shared with the viewer."""

    owners: tuple[str, ...] | None
    shared: tuple[str, ...] = ()


EVERYTHING = Sight(None)


@shape()
def owners_of_ids() -> sa.Select[Any]:
    return sa.select(deals.c.id, deals.c.owner_id).where(
        deals.c.workspace_id == P("ws"), among(deals.c.id, "ids")
    )


def sight(tx: Tx, actor: Actor, wanted: Sequence[str] | None = None) -> Sight:
    """What is shown: of the owners asked for, or of all, what the actor sees. A shared deal of an owner who
    is seen anyway is not told of twice."""
    owners = actor.owners if wanted is None else tuple(one for one in wanted if actor.sees_owner(one))
    if not actor.shared:
        return Sight(owners)
    of_others = [
        id_
        for id_, owner in tx.all(owners_of_ids(), ws=actor.workspace_id, ids=actor.shared)
        if not actor.sees_owner(owner) and (wanted is None or owner in wanted)
    ]
    return Sight(owners, tuple(of_others))


def who_of(seen: Sight) -> tuple[Who, dict[str, Any]]:
    if seen.owners is None:
        return "all", {}
    more = {"shared": seen.shared} if seen.shared else {}
    if len(seen.owners) == 1:
        return ("owner+" if more else "owner"), {"owner": seen.owners[0], **more}
    return ("owners+" if more else "owners"), {"owners": seen.owners, **more}


def list_of(seen: Sight) -> tuple[Who, dict[str, Any]]:
    if seen.owners is None:
        return "all", {}
    if seen.shared:
        return "owners+", {"owners": seen.owners, "shared": seen.shared}
    return "owners", {"owners": seen.owners}
