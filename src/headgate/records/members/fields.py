"""The fields of members and teams."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.members.tables import api_tokens, members, roles, teams

ROLES = (
    ("owner", "Owner"),
    ("admin", "Admin"),
    ("manager", "Manager"),
    ("seller", "Seller"),
    ("success", "Customer success"),
    ("viewer", "Viewer"),
)
REACHES = (
    ("everyone", "everybody"),
    ("tree", "teams managed and teams below"),
    ("team", "teams managed"),
    ("own", "nobody else"),
)
STATUSES = (
    ("active", "Active"),
    ("invited", "Invited"),
    ("unclaimed", "Unclaimed"),
    ("inactive", "Inactive"),
)
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

MEMBER, TEAM, TOKEN, ROLE = "member", "team", "token", "member_role"
record(MEMBER, "members", "mem", members)
record(TEAM, "teams", "team", teams)
record(TOKEN, "tokens", "tok", api_tokens)
record(ROLE, "roles", "mrole", roles)
declare(
    MEMBER,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("email", "E-mail", "text"),
    column("role", "Role", "choice", choices=ROLES),
    column("own_role_id", "Own role", "link", links="member_role"),
    column("status", "Status", "choice", choices=STATUSES, abilities=READ),
    column("team_id", "Team", "link", links="team"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
declare(
    TEAM,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("manager_id", "Manager", "user", links="member"),
    column("parent_id", "Part of", "link", links="team"),
    column("region", "Region", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
declare(
    ROLE,
    column("name", "Name", "text", order="name_key"),
    column("base", "Stands on", "choice", choices=ROLES),
    column("reach", "Sees the deals of", "choice", choices=REACHES),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
