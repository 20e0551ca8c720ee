"""Changes of many deals as they are kept."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.jobs.kept import keep
from headgate.flows.bulk.fields import BULK
from headgate.flows.bulk.schemas import Bulk, Doing, Result, Status
from headgate.flows.bulk.tables import bulk_runs
from headgate.kit import ids
from headgate.kit.errors import not_found
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class Run(msgspec.Struct):
    """A change as it lies in the store, but for the list of its deals, which only its job reads."""

    id: str
    status: Status
    created_at: datetime
    created_by: str | None
    verb: Doing
    payload: dict[str, Any]
    whole: bool
    total: int
    done: int
    result: Result
    stop: bool
    error: str | None
    batch: int
    version: int


COLUMNS = [bulk_runs.c[name] for name in Run.__struct_fields__]
JSON: dict[str, Any] = {"payload": dict[str, Any], "result": Result}
OWN = bulk_runs.c.workspace_id == P("ws")


@shape()
def by_id(locked: bool) -> sa.Select[Any]:
    found = sa.select(*COLUMNS).where(OWN, bulk_runs.c.id == P("id"))
    return found.with_for_update() if locked else found


@shape()
def latest(own: bool) -> sa.Select[Any]:
    c = bulk_runs.c
    found = sa.select(*COLUMNS).where(OWN, c.id < P("before"))
    if own:
        found = found.where(c.created_by == P("member"))
    return found.order_by(c.id.desc()).limit(P("n", sa.Integer))


@shape()
def deals_of() -> sa.Select[Any]:
    return sa.select(bulk_runs.c.deals).where(OWN, bulk_runs.c.id == P("id"))


def decoded(cells: Any) -> Run:
    values = dict(zip(Run.__struct_fields__, cells, strict=True))
    for name, type_ in JSON.items():
        values[name] = msgspec.json.decode(values[name], type=type_)
    return Run(**values)


def run_of(tx: Tx, ws: str, id_: str, *, locked: bool = False) -> Run:
    """The change. Raises 404."""
    try:
        ids.to_int("bulk", id_)
    except ValueError:
        raise not_found("change") from None
    found = tx.one(by_id(locked), ws=ws, id=id_)
    if found is None:
        raise not_found("change")
    return decoded(found)


def seen(tx: Tx, actor: Actor, id_: str, *, locked: bool = False) -> Run:
    """A change of one's own; of others only for who sees all deals and their history. Raises 404."""
    run = run_of(tx, actor.workspace_id, id_, locked=locked)
    if actor.member_id is not None and run.created_by != actor.member_id and not sees_all(actor):
        raise not_found("change")
    return run


def sees_all(actor: Actor) -> bool:
    return actor.owners is None and actor.may("journal.read")


def runs_before(tx: Tx, actor: Actor, before: str, n: int) -> list[Run]:
    """The latest changes made before that one, of those that the actor sees."""
    own = not sees_all(actor)
    member = {"member": actor.member_id} if own else {}
    rows = tx.all(latest(own), ws=actor.workspace_id, before=before, n=n, **member)
    return [decoded(row) for row in rows]


def deals_in(tx: Tx, ws: str, id_: str) -> list[str]:
    found = tx.one(deals_of(), ws=ws, id=id_)
    return msgspec.json.decode(found, type=list[str]) if found is not None else []


def changed(tx: Tx, ws: str, run: Run, **values: Any) -> bool:
    """Stores new values of a run, which then has them; false when somebody else changed it meanwhile."""
    return keep(tx, ws, BULK, run, values)


def can_undo(run: Run) -> bool:
    return run.status in ("applied", "cancelled", "failed") and (
        run.result.changed > 0 or "into" in run.payload
    )


def answer(run: Run) -> Bulk:
    return Bulk(
        run.id,
        run.status,
        run.created_at,
        run.created_by,
        run.verb,
        run.payload,
        run.whole,
        run.total,
        run.done,
        run.result,
        run.error,
        can_undo(run),
        run.version,
    )
