"""Reading targets: those of a period, and one."""

from typing import Any

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.kit import ids, periods
from headgate.kit.errors import not_found
from headgate.records.members.tables import members, teams
from headgate.records.pipelines.tables import pipelines
from headgate.records.targets.days import days
from headgate.records.targets.reach import Part, sees
from headgate.records.targets.schemas import Target
from headgate.records.targets.tables import targets
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

PARTS = {"pipeline_id": "pipeline", "team_id": "team", "member_id": "member"}
"""What a target may be of: column -> record."""
KEPT = ("id", "starts_on", "ends_on", "pipeline_id", "team_id", "member_id", "amount", "currency", "version")


def rows_of() -> sa.Select[Any]:
    t = targets.c

    def own(table: sa.Table, id_: Any) -> Any:
        return sa.and_(table.c.workspace_id == t.workspace_id, table.c.id == id_)

    joined = (
        targets.outerjoin(pipelines, own(pipelines, t.pipeline_id))
        .outerjoin(teams, own(teams, t.team_id))
        .outerjoin(members, own(members, t.member_id))
    )
    names = (members.c.name, teams.c.name, pipelines.c.name)
    return (
        sa.select(*(t[name] for name in KEPT), t.standing, *names)
        .select_from(joined)
        .where(t.workspace_id == P("ws"), t.standing != "removed")
    )


@shape()
def in_days() -> sa.Select[Any]:
    t = targets.c
    return (
        rows_of()
        .where(t.starts_on < P("until"), t.ends_on > P("since"), t.standing == P("standing"))
        .order_by(t.starts_on.desc(), t.ends_on.desc(), t.id)
        .limit(P("n"))
    )


@shape()
def one() -> sa.Select[Any]:
    return rows_of().where(targets.c.id == P("id"))


@shape()
def same() -> sa.Select[Any]:
    """Targets in use of the same days and the same part of the workspace."""
    t = targets.c
    same = [sa.func.coalesce(t[name], 0) == sa.func.coalesce(P(name, t[name].type), 0) for name in PARTS]
    return sa.select(t.id).where(
        t.workspace_id == P("ws"),
        t.standing == "live",
        t.starts_on == P("starts_on"),
        t.ends_on == P("ends_on"),
        *same,
    )


MOST = 1_000


def target(row: Any) -> Target:
    *kept, standing, member, team, pipeline = row
    values = dict(zip(KEPT, kept, strict=True))
    whose = member or team or "Everybody"
    name = f"{whose}, {pipeline}" if pipeline else whose
    return Target(**values, name=name, archived=standing != "live")


def targets_during(tx: Tx, actor: Actor, period: str | None, *, put_away: bool = False) -> list[Target]:
    """Those that share a day with the period, None for any, as far as the actor sees their deals whole.
    Raises 422."""
    since, until = periods.ALL.start.date().isoformat(), periods.ALL.end.date().isoformat()
    if period is not None:
        since, until = days(period, workspace_of(tx, actor.workspace_id), "/period")
    standing = "archived" if put_away else "live"
    rows = tx.all(in_days(), ws=actor.workspace_id, since=since, until=until, standing=standing, n=MOST)
    found = [target(row) for row in rows]
    seen = sees(tx, actor, (Part(each.team_id, each.member_id) for each in found))
    return [each for each, there in zip(found, seen, strict=True) if there]


def the_target(tx: Tx, actor: Actor, id_: str) -> Target:
    """Raises 404, for one whose deals the actor does not see whole as well."""
    try:
        ids.to_int("tgt", id_)
    except ValueError:
        raise not_found("target") from None
    row = tx.one(one(), ws=actor.workspace_id, id=id_)
    found = None if row is None else target(row)
    if found is None or not all(sees(tx, actor, [Part(found.team_id, found.member_id)])):
        raise not_found("target")
    return found
