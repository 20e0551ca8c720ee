"""One page: who may do what. A permission is a name that verbs and routes carry."""

from typing import Literal, get_args

Role = Literal["owner", "admin", "manager", "seller", "success", "viewer"]
ROLES: tuple[Role, ...] = get_args(Role)
Reach = Literal["everyone", "tree", "team", "own"]
REACHES: tuple[Reach, ...] = get_args(Reach)

# owner admin manager seller success viewer
PAGE: dict[str, str] = {
    "deal.read": "o a m s c v",
    "deal.create": "o a m s",
    "deal.edit": "o a m s",
    "deal.assign": "o a m",
    "deal.move": "o a m s",
    "deal.close": "o a m s",
    "deal.reopen": "o a m s",
    "deal.archive": "o a m",
    "deal.delete": "o a m",
    "deal.bulk": "o a m s",
    "deal.merge": "o a m s",
    "activity.read": "o a m s c v",
    "activity.edit": "o a m s c",
    "company.read": "o a m s c v",
    "company.edit": "o a m s c",
    "contact.read": "o a m s c v",
    "contact.edit": "o a m s c",
    "source.read": "o a m s c v",
    "source.edit": "o a",
    "product.read": "o a m s c v",
    "product.edit": "o a",
    "pipeline.read": "o a m s c v",
    "pipeline.edit": "o a",
    "member.read": "o a m s c v",
    "member.edit": "o a",
    "member.hand_over": "o a",
    "team.edit": "o a",
    "member_role.edit": "o a",
    "custom_field.read": "o a m s c v",
    "custom_field.edit": "o a",
    "workspace.read": "o a m s c v",
    "workspace.edit": "o a",
    "metric.read": "o a m s c v",
    "target.edit": "o a m",
    "exchange_rate.edit": "o a",
    "totals.team": "o a m",
    "import.run": "o a",
    "export.run": "o a m",
    "token.edit": "o a m s c v",
    "journal.read": "o a m",
    "audit.read": "o a",
    "self.edit": "o a m s c v",
    "change.undo": "o a m s c",
}
LETTERS: dict[Role, str] = {
    "owner": "o",
    "admin": "a",
    "manager": "m",
    "seller": "s",
    "success": "c",
    "viewer": "v",
}
REACH: dict[Role, Reach] = {
    "owner": "everyone",
    "admin": "everyone",
    "manager": "tree",
    "seller": "own",
    "success": "everyone",
    "viewer": "everyone",
}
"""Whose deals a role sees: everyone's, those of the teams that the member manages with or without the teams
below them, or the member's own."""

UNBOUNDED: frozenset[str] = frozenset(("audit.read", "import.run", "member.hand_over"))
"""Permissions that show or match what everybody has: only for who sees everyone's deals."""

GRANTS: dict[Role, frozenset[str]] = {
    role: frozenset(name for name, letters in PAGE.items() if letter in letters.split())
    for role, letter in LETTERS.items()
}

SCOPES: dict[str, frozenset[str]] = {
    "read": frozenset(name for name in PAGE if name.endswith(".read")) | {"export.run", "totals.team"},
    "write": frozenset(
        name for name in PAGE if name.split(".")[0] in ("deal", "activity", "company", "contact", "change")
    ),
    "import": frozenset({"import.run"}),
    "admin": frozenset(PAGE),
}
"""What an API token may do at most; its member's role bounds it further."""
