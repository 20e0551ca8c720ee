"""The verbs of targets: create, edit, assign, archive, restore."""

from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, sent, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import SIGHTS, InTheWay, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import not_found
from headgate.records.targets import events, queries
from headgate.records.targets.days import days
from headgate.records.targets.fields import TARGET
from headgate.records.targets.reach import Part, sees
from headgate.records.targets.schemas import AssignTarget, EditTarget, NameTarget, NewTarget
from headgate.records.workspace.queries import lock, workspace_of

TWICE = "There is a target for this period and this part of the workspace already: change that one."
UNSEEN = "A target is set by who sees all deals that count towards it."
undoable(TARGET)


@verb("target.create", permission="target.edit", payload=NewTarget)
def create(work: Work, batch: Sequence[NewTarget]) -> list[str]:
    """Gives the ids of the targets set. Raises 422 for what it is of, and where there is one already."""
    lock(work.tx, work.ws)
    workspace = workspace_of(work.tx, work.ws)
    made: list[rows.Row] = []
    for place, new in at(batch):
        starts_on, ends_on = days(new.period, workspace, f"{place}/period")
        if new.team_id is not None and new.member_id is not None:
            raise wrong(f"{place}/member_id", "A target is a team's or a member's, not both's.")
        made.append(
            {
                "id": ids.new("tgt"),
                "starts_on": starts_on,
                "ends_on": ends_on,
                **{name: getattr(new, name) for name in queries.PARTS},
                "amount": new.amount,
                "currency": workspace.base_currency,
                "standing": rows.LIVE,
                "created_at": work.at,
                "version": 1,
            }
        )
    for name, record in queries.PARTS.items():
        check_links(work.tx, work.ws, record, {f"{p}/{name}": getattr(new, name) for p, new in at(batch)})
    seen = sees(work.tx, work.actor, [Part(new.team_id, new.member_id) for new in batch])
    for (place, new), whole in zip(at(batch), seen, strict=True):
        if not whole:
            whose = "member_id" if new.member_id is not None else "team_id"
            raise wrong(f"{place}/{whose}", UNSEEN)
    for (place, _), row in zip(at(batch), made, strict=True):
        rows.insert(work, TARGET, events.CREATED, [row])
        if standing_twice(work, row):
            raise wrong(f"{place}/period", TWICE)
    return [str(row["id"]) for row in made]


def standing_twice(work: Work, row: rows.Row) -> bool:
    keys = {name: row[name] for name in ("starts_on", "ends_on", *queries.PARTS)}
    return len(work.tx.all(queries.same(), ws=work.ws, **keys)) > 1


def load(work: Work, batch: Sequence[Any]) -> list[rows.Row]:
    """Raises 404, for targets out of the actor's sight as well; 409 for a stale version."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, TARGET, [change.id for change in batch])
    if not seen_whole(work, found):
        raise not_found("target")
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    return found


def seen_whole(work: Work, found: Sequence[rows.Row]) -> bool:
    return all(sees(work.tx, work.actor, [Part(row["team_id"], row["member_id"]) for row in found]))


@verb("target.edit", permission="target.edit", payload=EditTarget)
def edit(work: Work, batch: Sequence[EditTarget]) -> list[str]:
    """Changes what is to be reached. Raises 404, 409, 422."""
    changes = [(row, sent(change)) for row, change in zip(load(work, batch), batch, strict=True)]
    rows.edit_many(work, TARGET, events.EDITED, changes)
    return [change.id for change in batch]


@verb("target.assign", permission="target.edit", payload=AssignTarget)
def assign(work: Work, batch: Sequence[AssignTarget]) -> list[str]:
    """Gives members' targets to others. Raises 404, 409, 422 where the other has one for the period."""
    found = load(work, batch)
    check_links(work.tx, work.ws, "member", {f"{p}/member_id": c.member_id for p, c in at(batch)})
    for row, (place, change) in zip(found, at(batch), strict=True):
        if row["member_id"] is None:
            raise wrong(f"{place}/id", "It is not a member's target.")
        if not seen_whole(work, [{**row, "member_id": change.member_id}]):
            raise wrong(f"{place}/member_id", UNSEEN)
        rows.edit_many(work, TARGET, events.ASSIGNED, [(row, {"member_id": change.member_id})])
        if standing_twice(work, row):
            raise wrong(f"{place}/member_id", TWICE)
    return [change.id for change in batch]


def put(work: Work, batch: Sequence[NameTarget], kind: str, standing: str) -> list[str]:
    found = load(work, batch)
    rows.edit_many(work, TARGET, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("target.archive", permission="target.edit", payload=NameTarget, inverse="target.restore")
def archive(work: Work, batch: Sequence[NameTarget]) -> list[str]:
    """Puts targets away."""
    return put(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("target.restore", permission="target.edit", payload=NameTarget, inverse="target.archive")
def restore(work: Work, batch: Sequence[NameTarget]) -> list[str]:
    """Brings targets back. Raises 422 where another has taken their place."""
    done = put(work, batch, events.RESTORED, rows.LIVE)
    for (place, _), row in zip(at(batch), rows.load_each(work.tx, work.ws, TARGET, done), strict=True):
        if standing_twice(work, row):
            raise wrong(place, TWICE)
    return done


@reverser(TARGET, "target.edit")
def undo_target(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves one target for a period and part."""
    lock(work.tx, work.ws)
    put_back(work, record, subjects)
    found = rows.load(work.tx, work.ws, TARGET, [id_ for id_, _ in subjects])
    if any(row["standing"] == rows.LIVE and standing_twice(work, row) for row in found.values()):
        raise InTheWay("There is another target for the period by now.")


def in_sight(work: Work, targets: Sequence[str]) -> bool:
    return seen_whole(work, list(rows.load(work.tx, work.ws, TARGET, targets).values()))


SIGHTS[TARGET] = in_sight
