"""Whose a target is, and who may know of it: whoever sees all the deals that count towards it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.records.members.queries import all_teams
from headgate.records.members.tables import members
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


class Part(NamedTuple):
    """Whose a target is: a team's, a member's, or without both everybody's."""

    team_id: str | None
    member_id: str | None


@shape()
def members_by_team() -> sa.Select[Any]:
    m = members.c
    return sa.select(m.id, m.team_id).where(
        m.workspace_id == P("ws"), m.team_id.is_not(None), m.standing == "live"
    )


def with_those_below(tx: Tx, ws: str, team_id: str) -> list[str]:
    """The team and all that are part of it, through others too."""
    return below(dict(tx.all(all_teams(), ws=ws)), team_id)


def below(parents: Mapping[str, str | None], team_id: str) -> list[str]:
    found = [team_id]
    for id_ in found:
        found += [team for team, parent in parents.items() if parent == id_ and team not in found]
    return found


def sees(tx: Tx, actor: Actor, parts: Iterable[Part]) -> list[bool]:
    """Of each, whether the actor sees all deals of the member, or of all in the team and those below it."""
    asked = list(parts)
    if actor.owners is None:
        return [True] * len(asked)
    owners, ws = set(actor.owners), actor.workspace_id
    parents = dict(tx.all(all_teams(), ws=ws))
    in_team: dict[str, set[str]] = {}
    for member_id, team_id in tx.all(members_by_team(), ws=ws):
        in_team.setdefault(team_id, set()).add(member_id)

    def whole(part: Part) -> bool:
        if part.member_id is not None:
            return part.member_id in owners
        if part.team_id is None:
            return False
        people = set[str]().union(*(in_team.get(team, ()) for team in below(parents, part.team_id)))
        return bool(people) and people <= owners

    return [whole(part) for part in asked]
