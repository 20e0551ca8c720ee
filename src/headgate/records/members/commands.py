"""The verbs of members: add, edit, invite, join, deactivate, activate."""

import re
from collections.abc import Sequence
from typing import Any

from headgate.core.fields.given import at, check_links, line, sent, words, wrong
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import KEYS, undoable
from headgate.core.verbs.work import Work
from headgate.kit import ids
from headgate.kit.errors import conflict, forbidden
from headgate.kit.text import fold
from headgate.records.members import (
    events,
    identities,
    links,
    password_change,
    queries,
    role_commands,
    second_factor_change,
    sessions,
    team_commands,
    tokens,
    undoing,
)
from headgate.records.members.fields import MEMBER, TEAM
from headgate.records.members.owners import check_owners, keep_an_owner, roles_given
from headgate.records.members.queries import email_key
from headgate.records.members.schemas import EditMember, JoinMember, NameMember, NewMember
from headgate.records.workspace.queries import lock

__all__ = ["password_change", "role_commands", "second_factor_change", "team_commands", "tokens", "undoing"]
"""The other verbs of the package: who imports this module has them all."""

EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+")
GOLDEN_ANGLE = 137
"""Degrees between the hues of members, so that neighbours in a list differ."""
undoable(MEMBER)


def keys(values: dict[str, Any]) -> dict[str, Any]:
    """The search keys that follow from the values given."""
    found: dict[str, Any] = {}
    if "name" in values:
        found["name_key"] = fold(values["name"])
    if "email" in values:
        found["email_key"] = None if values["email"] is None else email_key(values["email"])
    return found


KEYS[MEMBER] = keys


@verb("member.add", permission="member.edit", payload=NewMember)
def add(work: Work, batch: Sequence[NewMember]) -> list[str]:
    """Gives the ids of the members made. Raises 403, 422: unknown team, an e-mail that another has."""
    lock(work.tx, work.ws)
    count = int(work.tx.one(queries.count_members(), ws=work.ws) or 0)
    made = []
    for i, (place, new) in enumerate(at(batch)):
        given = roles_given(work, {"role": new.role, "own_role_id": new.own_role_id}, place)
        name, email = line(new.name, f"{place}/name"), checked_email(new.email, f"{place}/email")
        made.append(
            {
                "id": ids.new("mem"),
                "name": name,
                "email": email,
                **keys({"name": name, "email": email}),
                **given,
                "status": "unclaimed" if email is None else "invited",
                "team_id": new.team_id,
                "hue": (count + i) * GOLDEN_ANGLE % 360,
                "identity_id": None,
                "standing": rows.LIVE,
                "created_at": work.at,
                "version": 1,
            }
        )
    check_emails(work, [(f"{place}/email", row) for (place, _), row in zip(at(batch), made, strict=True)])
    check_links(work.tx, work.ws, TEAM, {f"{place}/team_id": new.team_id for place, new in at(batch)})
    rows.insert(work, MEMBER, events.MEMBER_ADDED, made)
    return [str(row["id"]) for row in made]


def checked_email(email: str | None, place: str) -> str | None:
    found = words(email, place, 254)
    if found is not None and not EMAIL.fullmatch(found):
        raise wrong(place, f"“{found}” is not an e-mail address.")
    return found


def check_emails(work: Work, given: Sequence[tuple[str, rows.Row]]) -> None:
    """Raises 422 at the first e-mail that another member of the workspace has."""
    taken = queries.members_by_email(work.tx, work.ws, [row["email"] for _, row in given if row["email"]])
    for place, row in given:
        key = row["email_key"]
        if key is not None and taken.setdefault(key, row["id"]) != row["id"]:
            raise wrong(place, f"Another member has the e-mail {row['email']}.")


@verb("member.edit", permission="member.edit", payload=EditMember)
def edit(work: Work, batch: Sequence[EditMember]) -> list[str]:
    """Changes fields. Raises 403, 404, 409 for a stale version or the last owner, 422."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, MEMBER, [change.id for change in batch])
    links_given = {f"{p}/team_id": c.team_id for p, c in at(batch) if isinstance(c.team_id, str)}
    check_links(work.tx, work.ws, TEAM, links_given)
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        check_owners(work, row)
        values = sent(change)
        if values.keys() & {"role", "own_role_id"}:
            values = roles_given(work, values, place)
        if "name" in values:
            values["name"] = line(values["name"], f"{place}/name")
        if "email" in values:
            values["email"] = checked_email(values["email"], f"{place}/email")
            if row["identity_id"] is not None and values["email"] != row["email"]:
                raise wrong(f"{place}/email", f"{row['name']} signs in with this e-mail; it stays.")
            if row["status"] in ("invited", "unclaimed"):
                values["status"] = "unclaimed" if values["email"] is None else "invited"
            check_emails(work, [(f"{place}/email", {**row, **values, **keys(values)})])
            if values["email"] != row["email"]:
                links.cancel(work.tx, work.ws, row["id"])
        rows.edit(work, MEMBER, events.MEMBER_EDITED, row, {**values, **keys(values)})
    keep_an_owner(work, found)
    return [change.id for change in batch]


@verb(
    "member.invite",
    permission="member.edit",
    payload=NameMember,
    inverse=None,
    because="a link that was handed out is not taken back; another invitation or deactivating ends it",
)
def invite(work: Work, batch: Sequence[NameMember]) -> list[tuple[str, Any]]:
    """Gives (secret of the link, when it ends). Raises 409 for a member who is active or inactive, 422
    for one without an e-mail."""
    found = rows.load_each(work.tx, work.ws, MEMBER, [change.id for change in batch])
    made = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        check_owners(work, row)
        if row["status"] in ("active", "inactive"):
            raise conflict(f"{row['name']} is {row['status']}.")
        if row["email"] is None:
            raise wrong(f"{place}/email", f"{row['name']} has no e-mail yet.")
        if row["status"] != "invited":
            rows.edit(work, MEMBER, events.MEMBER_INVITED, row, {"status": "invited"})
        else:
            work.note(events.MEMBER_INVITED, row["id"], name=row["name"])
        made.append(links.made(work.tx, work.ws, row["id"], "invite", links.INVITATION))
    return made


@verb(
    "member.join",
    permission="self.edit",
    payload=JoinMember,
    inverse=None,
    because="who has joined is deactivated, not made unknown again",
)
def join(work: Work, batch: Sequence[JoinMember]) -> list[str]:
    """The invited person takes up the member; the actor is that member, or the system.

    Raises 403, 404, 409 for a member or a person who is in already, 422.
    """
    for row, change in zip(
        rows.load_each(work.tx, work.ws, MEMBER, [change.id for change in batch]), batch, strict=True
    ):
        if work.actor.member_id not in (None, change.id):
            raise forbidden("An invitation is taken up by the person invited.")
        if row["status"] not in ("invited", "unclaimed"):
            raise conflict(f"{row['name']} is {row['status']}.")
        places = dict(work.tx.all(identities.memberships_of(), identity=change.identity_id))
        other = places.get(work.ws, change.id)
        if other != change.id and queries.person(work.tx, work.ws, other) is not None:
            raise conflict("This person is a member of the workspace already.")
        name = line(change.name, "/name")
        values = {"name": name, **keys({"name": name}), "status": "active", "identity_id": change.identity_id}
        rows.edit(work, MEMBER, events.MEMBER_JOINED, row, values)
        work.tx.run(
            identities.insert_membership(),
            identity_id=change.identity_id,
            workspace_id=work.ws,
            member_id=change.id,
        )
    return [change.id for change in batch]


@verb("member.deactivate", permission="member.edit", payload=NameMember, inverse="member.activate")
def deactivate(work: Work, batch: Sequence[NameMember]) -> list[str]:
    """Ends the members' sessions and invitations; their tokens rest; their deals stay theirs."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, MEMBER, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        check_owners(work, row)
        rows.edit(work, MEMBER, events.MEMBER_DEACTIVATED, row, {"status": "inactive"})
        work.tx.run(sessions.delete_sessions_of_member(), ws=work.ws, member=row["id"])
        links.cancel(work.tx, work.ws, row["id"])
    keep_an_owner(work, found)
    return [change.id for change in batch]


@verb("member.activate", permission="member.edit", payload=NameMember, inverse="member.deactivate")
def activate(work: Work, batch: Sequence[NameMember]) -> list[str]:
    """Brings inactive members back to what they were: active, or not yet claimed."""
    found = rows.load_each(work.tx, work.ws, MEMBER, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
        check_owners(work, row)
        if row["status"] == "inactive":
            before = "unclaimed" if row["email"] is None else "invited"
            status = before if row["identity_id"] is None else "active"
            rows.edit(work, MEMBER, events.MEMBER_ACTIVATED, row, {"status": status})
    return [change.id for change in batch]
