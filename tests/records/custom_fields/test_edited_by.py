"""Fields that only some roles change: refused to the others on every path, also by an undo."""

from dataclasses import replace
from typing import Any

import pytest

from headgate.core.access.actor import Actor
from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.custom_fields.schemas import EditCustomField, NewCustomField
from headgate.records.deals.schemas import EditDeal, NewDeal
from headgate.records.members.schemas import NewMemberRole
from tests.world import World, found


@pytest.fixture
def world(store: Any) -> World:
    return found(store)


def said(world: World, verb: str, payload: Any, by: Actor) -> tuple[int, str]:
    try:
        world.do(verb, payload, actor=by)
    except Problem as problem:
        return problem.status, str(problem.detail)
    return 200, ""


def field(world: World, record: Any, **more: Any) -> str:
    new = NewCustomField(record, "Margin", "number", edited_by=["manager"], **more)
    return str(world.do("custom_field.add", new).results[0])


REFUSED = (403, "Your role does not change “Margin”.")


@pytest.mark.parametrize("record", ["deal", "company"])
def test_roles_that_are_not_named_are_refused(world: World, record: Any) -> None:
    field(world, record)
    ana, max_, olga = world.member("Ana"), world.member("Max", "manager"), world.member("Olga", "owner")
    new: Any = NewDeal if record == "deal" else NewCompany
    change: Any = EditDeal if record == "deal" else EditCompany
    made = str(world.do(f"{record}.create", new("Acme"), actor=ana).results[0])
    all_ = replace(max_, owners=None)
    assert said(world, f"{record}.create", new("Other", custom={"margin": 3}), ana) == REFUSED
    assert said(world, f"{record}.edit", change(id=made, custom={"margin": 3}), ana) == REFUSED
    seq = world.do(f"{record}.edit", change(id=made, custom={"margin": 3}), actor=all_).last
    assert said(world, f"{record}.edit", change(id=made, custom={"margin": None}), ana) == REFUSED
    assert said(world, f"{record}.edit", change(id=made, name="Acme 2", custom={"margin": 3}), ana)[0] == 200
    assert said(world, f"{record}.edit", change(id=made, custom={"margin": 4}), olga)[0] == 200
    sees_history = replace(ana, grants=ana.grants | {"journal.read"})
    assert said(world, "undo", Undo(seq=seq), sees_history)[0] in (403, 409)


def test_an_undo_gives_no_more_than_the_role(world: World) -> None:
    field(world, "company")
    ana = world.member("Ana")
    made = str(world.do("company.create", NewCompany("Acme"), actor=ana).results[0])
    seq = world.do("company.edit", EditCompany(id=made, custom={"margin": 3})).last
    sees_history = replace(ana, grants=ana.grants | {"journal.read"})
    assert said(world, "undo", Undo(seq=seq), sees_history)[0] in (403, 409)


def test_what_is_required_is_not_asked_of_who_may_not_give_it(world: World) -> None:
    field(world, "deal", required=True)
    assert said(world, "deal.create", NewDeal("Acme"), world.member("Ana"))[0] == 200
    assert said(world, "deal.create", NewDeal("Acme"), world.member("Max", "manager"))[0] == 422


def test_defaults_are_anybodys(world: World) -> None:
    field(world, "company", default=7)
    made = world.do("company.create", NewCompany("Acme"), actor=world.member("Ana"))
    assert made.last


def test_roles_of_the_workspaces_own(world: World) -> None:
    new = NewMemberRole("Coach", "seller", ["deal.read", "deal.edit"], "own")
    role = str(world.do("member_role.add", new).results[0])
    id_ = field(world, "company")
    world.do("custom_field.edit", EditCustomField(id=id_, edited_by=[role]))
    ana = world.member("Ana")
    made = str(world.do("company.create", NewCompany("Acme"), actor=ana).results[0])
    change = EditCompany(id=made, custom={"margin": 3})
    assert said(world, "company.edit", change, ana) == REFUSED
    assert said(world, "company.edit", change, replace(ana, own_role_id=role))[0] == 200
    world.do("custom_field.edit", EditCustomField(id=id_, edited_by=None))
    assert said(world, "company.edit", EditCompany(id=made, custom={"margin": 5}), ana)[0] == 200


@pytest.mark.parametrize("given", [["nobody"], ["mrole_1"], ["seller", "mem_1"]])
def test_unknown_roles_are_refused(world: World, given: list[str]) -> None:
    with pytest.raises(Problem) as wrong:
        world.do("custom_field.add", NewCustomField("deal", "Margin", "number", edited_by=given))
    assert wrong.value.status == 422
