"""What figures add to the fields of deals: who is credited with a deal, its value at entry and at close."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, RECORDS, Ability, Field, Scope, column, declare
from headgate.records.deals import fields as _deal_fields

__all__ = ["CREDITED", "credit"]
DEAL = _deal_fields.DEAL
READ: frozenset[Ability] = frozenset(("filter", "sort"))
ASKED: frozenset[Ability] = frozenset(("filter",))
PRECISIONS = (("instant", "To the moment"), ("date", "To the day"), ("unknown", "Not known"))


@dataclass(frozen=True)
class AtClose(Scope):
    """A scope in which `owner_id` is the owner at the close, for deals that are closed (metrics 0.3)."""

    rows: Any = None

    def __getattr__(self, name: str) -> Any:
        if name == "owner_id":
            now, then = self.rows.owner_id, self.rows.closed_owner_id
            return sa.case((self.rows.status == sa.literal_column("'open'"), now), else_=then)
        return getattr(self.rows, name)


def credited(name: str, label: str) -> Field:
    """The field `name` of the owner's, taken over the owner at close."""
    base = DEAL.field(name)
    return Field(
        f"credited_{name}",
        label,
        base.type,
        lambda scope: base.expression(AtClose(scope.table, scope.live, scope)),
        DERIVED,
        links=base.links,
    )


CREDITED = {
    "owner_id": "credited_owner_id",
    "team_id": "credited_team_id",
    "manager_id": "credited_manager_id",
    "region": "credited_region",
}
"""What stands for a field of the owner in a figure."""

declare(
    "deal",
    credited("owner_id", "Owner, at close if closed"),
    credited("team_id", "Team, at close if closed"),
    credited("manager_id", "Manager, at close if closed"),
    credited("region", "Region, at close if closed"),
    column("entry_amount", "Value at entry", "money", abilities=READ, currency="currency", tracked=True),
    column("closed_amount", "Value at close", "money", abilities=READ, currency="currency", tracked=True),
    column(
        "created_precision",
        "How exactly its beginning is known",
        "choice",
        abilities=ASKED,
        choices=PRECISIONS,
        tracked=True,
    ),
)


def credit(tree: Any) -> Any:
    """A condition as figures mean it: the owner's fields are those of the owner at close."""
    if isinstance(tree, list):
        return [credit(part) for part in tree]
    if not isinstance(tree, dict):
        return tree
    changed = {word: credit(tree[word]) if word in ("all", "any", "not") else tree[word] for word in tree}
    name = changed.get("field")
    if isinstance(name, str) and name in CREDITED and name in RECORDS["deal"].fields:
        changed["field"] = CREDITED[name]
    return changed
