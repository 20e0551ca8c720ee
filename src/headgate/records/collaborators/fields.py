"""The fields of collaborators, and what they add to deals."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from headgate.core.access.tables import collaborators
from headgate.core.fields.catalogue import Ability, Field, Scope, column, declare, record
from headgate.records.deals.fields import DEAL
from headgate.records.members.fields import MEMBER

COLLABORATOR = "collaborator"
ASKED: frozenset[Ability] = frozenset(("filter",))
record(COLLABORATOR, "collaborators", "col", collaborators, title="id")
declare(
    COLLABORATOR,
    column("deal_id", "Deal", "link", links="deal"),
    column("member_id", "Member", "user", links=MEMBER),
    column("may_edit", "May change it", "flag"),
    column("created_at", "Added", "instant"),
)


def first(scope: Scope) -> Any:
    c = collaborators.alias("first_collaborator")
    return sa.select(c.c.member_id).where(there(c, scope)).order_by(c.c.id).limit(1).scalar_subquery()


def there(table: Any, scope: Scope) -> Any:
    c = table.c
    live = c.standing == sa.literal_column("'live'")
    return sa.and_(c.workspace_id == scope.workspace_id, c.deal_id == scope.id, live)


def each(scope: Scope) -> tuple[Any, Callable[[Any], Any]]:
    c = collaborators.alias("any_collaborator")
    return c.c.member_id, lambda test: sa.exists(sa.select(c.c.id).where(there(c, scope), test))


declare(
    DEAL.name,
    Field("collaborator_id", "Collaborator", "user", first, ASKED, links=MEMBER, each=each),
)
