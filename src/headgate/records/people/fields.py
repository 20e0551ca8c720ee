"""The fields of roles and participants, and what they add to deals."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Ability, Field, Scope, column, declare, record
from headgate.records.contacts.fields import CONTACT
from headgate.records.deals.fields import DEAL
from headgate.records.people.tables import participants, roles

ROLE, PARTICIPANT = "deal_role", "participant"
ASKED: frozenset[Ability] = frozenset(("filter",))
record(ROLE, "roles of people", "role", roles)
record(PARTICIPANT, "people on deals", "part", participants, title="id")
declare(ROLE, column("name", "Name", "text"), column("position", "Position", "number"))
declare(
    PARTICIPANT,
    column("deal_id", "Deal", "link", links="deal"),
    column("contact_id", "Contact", "link", links=CONTACT),
    column("role_id", "Role", "link", links=ROLE),
    column("main_since", "Main contact since", "instant"),
    column("created_at", "Added", "instant"),
)


def on_deal(alias: str, scope: Scope) -> tuple[Any, Any]:
    """(the participants under another name, that they stand on the scope's deal now)."""
    p = participants.alias(alias)
    live = p.c.standing == sa.literal_column("'live'")
    return p, sa.and_(p.c.workspace_id == scope.workspace_id, p.c.deal_id == scope.id, live)


def of_main(name: str) -> Callable[[Scope], Any]:
    """Expression: a column of the deal's main participant."""

    def expression(scope: Scope) -> Any:
        p, here = on_deal(f"main_{name}", scope)
        first = (p.c.main_since.is_(None), p.c.main_since.desc(), p.c.created_at, p.c.id)
        return sa.select(p.c[name]).where(here).order_by(*first).limit(1).scalar_subquery()

    return expression


def of_any(name: str) -> Callable[[Scope], tuple[Any, Callable[[Any], Any]]]:
    """A column of any participant, for conditions that hold when one of them fits."""

    def each(scope: Scope) -> tuple[Any, Callable[[Any], Any]]:
        p, here = on_deal(f"any_{name}", scope)
        return p.c[name], lambda test: sa.exists(sa.select(sa.literal_column("1")).where(here, test))

    return each


def how_many(scope: Scope) -> Any:
    p, here = on_deal("people_counted", scope)
    return sa.select(sa.func.count()).select_from(p).where(here).scalar_subquery()


declare(
    DEAL.name,
    Field("main_contact_id", "Main contact", "link", of_main("contact_id"), DERIVED, links=CONTACT),
    Field(
        "contact_id",
        "Contact",
        "link",
        of_main("contact_id"),
        ASKED,
        links=CONTACT,
        each=of_any("contact_id"),
    ),
    Field(
        "contact_role_id",
        "Role filled",
        "link",
        of_main("role_id"),
        ASKED,
        links=ROLE,
        each=of_any("role_id"),
    ),
    Field("people", "People", "number", how_many, DERIVED),
)
