"""The verbs of teams: add, edit, archive."""

from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, line, sent, words, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, InTheWay, holds, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict
from headgate.kit.text import fold
from headgate.records.members import events, queries
from headgate.records.members.fields import MEMBER, TEAM
from headgate.records.members.schemas import EditTeam, NameTeam, NewTeam
from headgate.records.workspace.queries import lock

undoable(TEAM)
KEYS[TEAM] = lambda values: {"name_key": fold(values["name"])} if "name" in values else {}


@verb("team.add", permission="team.edit", payload=NewTeam)
def add(work: Work, batch: Sequence[NewTeam]) -> list[str]:
    """Gives the ids of the teams made. Raises 422: a name in use, an unknown manager."""
    lock(work.tx, work.ws)
    made: list[rows.Row] = []
    for place, new in at(batch):
        name = line(new.name, f"{place}/name")
        made.append(
            {
                "id": ids.new("team"),
                "name": name,
                "name_key": fold(name),
                "manager_id": new.manager_id,
                "parent_id": new.parent_id,
                "region": words(new.region, f"{place}/region", 120),
                "standing": rows.LIVE,
                "created_at": work.at,
                "version": 1,
            }
        )
    check_names(work, [(f"{place}/name", row) for (place, _), row in zip(at(batch), made, strict=True)])
    check_links(work.tx, work.ws, MEMBER, {f"{place}/manager_id": new.manager_id for place, new in at(batch)})
    check_links(work.tx, work.ws, TEAM, {f"{place}/parent_id": new.parent_id for place, new in at(batch)})
    rows.insert(work, TEAM, events.TEAM_ADDED, made)
    return [str(row["id"]) for row in made]


def check_names(work: Work, given: Sequence[tuple[str, rows.Row]]) -> None:
    """Raises 422 at the first name that another team in use has."""
    found = queries.teams_named(work.tx, work.ws, [row["name"] for _, row in given])
    taken = {key: owners[0] for key, owners in found.items()}
    for place, row in given:
        if taken.setdefault(row["name_key"], row["id"]) != row["id"]:
            raise wrong(place, f"There is a team “{row['name']}” already.")


@verb("team.edit", permission="team.edit", payload=EditTeam)
def edit(work: Work, batch: Sequence[EditTeam]) -> list[str]:
    """Changes fields. Raises 404, 409 for a stale version, 422."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, TEAM, [change.id for change in batch])
    managers = {f"{p}/manager_id": c.manager_id for p, c in at(batch) if isinstance(c.manager_id, str)}
    check_links(work.tx, work.ws, MEMBER, managers)
    parents = {f"{p}/parent_id": c.parent_id for p, c in at(batch) if isinstance(c.parent_id, str)}
    check_links(work.tx, work.ws, TEAM, parents)
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values: dict[str, Any] = sent(change)
        if "name" in values:
            values["name"] = line(values["name"], f"{place}/name")
            values["name_key"] = fold(values["name"])
            check_names(work, [(f"{place}/name", {**row, **values})])
        if "region" in values:
            values["region"] = words(values["region"], f"{place}/region", 120)
        rows.edit(work, TEAM, events.TEAM_EDITED, row, values)
        if "parent_id" in values and in_circle(work, row["id"]):
            raise wrong(f"{place}/parent_id", "A team cannot be part of itself, directly or through others.")
    return [change.id for change in batch]


def in_circle(work: Work, team_id: str) -> bool:
    """Whether the way up from a team comes back to it."""
    above = dict(work.tx.all(queries.all_teams(), ws=work.ws))
    at_ = above.get(team_id)
    for _ in above:
        if at_ is None or at_ == team_id:
            break
        at_ = above.get(at_)
    return at_ is not None


@verb("team.archive", permission="team.edit", payload=NameTeam)
def archive(work: Work, batch: Sequence[NameTeam]) -> list[str]:
    """Puts teams away. Raises 409 while members are in one."""
    for row, change in zip(
        rows.load_each(work.tx, work.ws, TEAM, [change.id for change in batch]), batch, strict=True
    ):
        rows.check_version(row, change.version)
        if count := in_team(work, row["id"]):
            raise conflict(f"Put the members of {row['name']} ({count}) into other teams first.")
        if row["id"] in dict(work.tx.all(queries.all_teams(), ws=work.ws)).values():
            raise conflict(f"Other teams are part of {row['name']}. Put them elsewhere first.")
        rows.edit(work, TEAM, events.TEAM_ARCHIVED, row, {"standing": rows.ARCHIVED})
    return [change.id for change in batch]


def in_team(work: Work, team_id: str) -> int:
    return int(work.tx.one(queries.members_in_team(), ws=work.ws, team=team_id) or 0)


@reverser(TEAM, "team.edit")
def undo_team(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves no circle."""
    lock(work.tx, work.ws)
    put_back(work, record, subjects)
    if any(in_circle(work, subject) for subject, _ in subjects):
        raise InTheWay("What the team was part of is part of it by now.")


@holds(TEAM)
def its_members(work: Work, team_id: str) -> None:
    if in_team(work, team_id):
        raise InTheWay("Members were put into the team.")
    if team_id in dict(work.tx.all(queries.all_teams(), ws=work.ws)).values():
        raise InTheWay("Other teams were made part of it.")


@holds(MEMBER)
def teams_managed(work: Work, member_id: str) -> None:
    if work.tx.all(queries.teams_managed_by(), ws=work.ws, manager=member_id):
        raise InTheWay("The member manages a team.")
