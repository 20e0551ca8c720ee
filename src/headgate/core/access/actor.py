"""Who acts, and what that person may see and do."""

from dataclasses import dataclass, field
from typing import Any, Literal

from headgate.core.access.roles import GRANTS, SCOPES, Reach, Role
from headgate.kit.errors import forbidden

Origin = Literal[
    "user", "automation", "import", "migration", "bulk", "api", "undo", "restructure", "demo", "system"
]

SHOWN_ONLY = "This deal is shared with you to be seen, not to be changed."


@dataclass(frozen=True, slots=True)
class Actor:
    """A member at work in one workspace, or the system itself (`member_id` None).

    `role`: a preset, also where a role of the workspace's own, which stands on one, says what is granted.
    `owners`: the members whose deals are seen; None means everybody's, nobody's included. `device`: where the
    request comes from, as the journal keeps it. `shared`: deals of others that are seen as well, being their
    collaborator; `changeable`: those of them that may be changed.
    """

    workspace_id: str
    member_id: str | None
    role: Role
    name: str = ""
    owners: tuple[str, ...] | None = None
    origin: Origin = "user"
    scopes: tuple[str, ...] | None = None
    grants: frozenset[str] = field(default=frozenset())
    device: str | None = None
    own_role_id: str | None = None
    shared: tuple[str, ...] = ()
    changeable: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        return permission in self.grants

    def require(self, permission: str) -> None:
        """Raises the 403 problem when the permission is missing."""
        if permission not in self.grants:
            raise forbidden(f"Your role does not include “{permission}”. An owner or admin can grant it.")

    def sees_owner(self, owner_id: str | None) -> bool:
        return self.owners is None or owner_id in self.owners

    def sees_deal(self, deal_id: str, owner_id: str | None) -> bool:
        return self.owners is None or owner_id in self.owners or deal_id in self.shared

    def changes_deal(self, deal_id: str, owner_id: str | None) -> bool:
        """Whether a deal that is seen may be changed, as far as the role says so."""
        return self.owners is None or owner_id in self.owners or deal_id in self.changeable

    def require_change(self, deal_id: str, owner_id: str | None) -> None:
        """Raises the 403 problem for a deal that is only shown."""
        if not self.changes_deal(deal_id, owner_id):
            raise forbidden(SHOWN_ONLY)


def grants(allowed: frozenset[str], scopes: tuple[str, ...] | None) -> frozenset[str]:
    """What a role allows, narrowed by a token's scopes."""
    if scopes is None:
        return allowed
    return allowed & frozenset[str]().union(*(SCOPES[scope] for scope in scopes))


def system(workspace_id: str, origin: Origin = "system") -> Actor:
    """The program itself, for what no member asked for: set-up, demo data, derived rows."""
    return Actor(workspace_id, None, "owner", "Headgate", None, origin, None, GRANTS["owner"])


def visible(actor: Actor) -> dict[str, Any] | None:
    """The permission predicate for deals, as a condition; None where everything is seen."""
    if actor.owners is None:
        return None
    owned = {"field": "owner_id", "op": "in", "value": list(actor.owners)}
    if not actor.shared:
        return owned
    return {"any": [owned, {"field": "id", "op": "in", "value": list(actor.shared)}]}


def owners_within(reach: Reach, member_id: str, team: tuple[str, ...]) -> tuple[str, ...] | None:
    """The owners whose deals a member sees; `team` lists the members of the teams that it manages."""
    if reach == "everyone":
        return None
    return (member_id,) if reach == "own" else tuple(dict.fromkeys((member_id, *team)))
