"""Another kind for a field: told before, done in one piece of work, undone as a whole; nothing is lost."""

from dataclasses import replace
from typing import Any

import pytest

from headgate.core.verbs import rows
from headgate.flows.bulk import converting, jobs
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import ConversionPreview, NameBulk, NewConversion
from headgate.kit.errors import Problem
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import (
    CustomField,
    EditCustomField,
    NameCustomField,
    NewCustomField,
)
from headgate.records.deals.schemas import DeleteDeal, EditDeal, NewDeal
from headgate.store.engine import Store
from tests.flows.bulk.desk import Desk
from tests.world import found

SIZES = {"Press": "12", "Lathe": " 40 ", "Saw": "about 7", "Drill": None, "Mill": "1.5"}


class Shop:
    """Deals with a field “Size” that people write texts in."""

    def __init__(self, store: Store) -> None:
        self.world = found(store)
        self.owner = self.world.member("Olga", "owner")
        self.desk = Desk(self.world, self.owner)
        self.do("custom_field.add", NewCustomField("deal", "Weight", "number"))
        self.size = self.do("custom_field.add", NewCustomField("deal", "Size", "text"))
        self.do("custom_field.add", NewCustomField("deal", "Colour", "text"))
        self.deals = {
            name: self.do(
                "deal.create", NewDeal(name=name, custom={"size": size, "weight": 3} if size else {})
            )
            for name, size in SIZES.items()
        }

    def do(self, verb: str, payload: Any) -> Any:
        return self.world.do(verb, payload, actor=self.owner).results[0]

    def fields(self, record: str = "deal") -> list[CustomField]:
        return self.world.store.read(lambda tx: fields_of(tx, self.world.ws, record))

    def standing(self) -> list[tuple[str, str, bool]]:
        return [(f.name, f.kind, f.archived) for f in self.fields()]

    def customs(self) -> dict[str, dict[str, Any]]:
        found = self.world.store.write(
            lambda tx: rows.load(tx, self.world.ws, "deal", list(self.deals.values()))
        )
        return {name: found[id_]["custom"] for name, id_ in self.deals.items()}

    def asked(self, kind: Any = "number", **more: Any) -> NewConversion:
        return NewConversion(kind, **{"id": self.size, **more})

    def convert(self, kind: Any = "number", **more: Any) -> Run:
        (id_,) = self.world.do("bulk.convert", self.asked(kind, **more), actor=self.owner).results
        self.desk.work()
        return self.desk.run(id_)

    def preview(self, kind: Any = "number", **more: Any) -> ConversionPreview:
        return self.world.store.read(lambda tx: converting.preview(tx, self.owner, self.asked(kind, **more)))

    def undo(self, run: Run) -> Run:
        self.world.do("bulk.undo", NameBulk(run.id), actor=self.owner)
        self.desk.work()
        return self.desk.run(run.id)


@pytest.fixture
def shop(store: Store) -> Shop:
    return Shop(store)


def test_what_is_foretold_is_done_and_undone(shop: Shop) -> None:
    before, fields = shop.customs(), shop.standing()
    told = shop.preview()
    assert (told.count, told.fit, told.left) == (4, 3, 1)
    assert [(each.name, each.value) for each in told.unfit] == [("Saw", "about 7")]
    assert {each.name: each.becomes for each in told.becoming} == {
        "Press": "12",
        "Lathe": "40",
        "Mill": "1.5",
    }
    assert (shop.customs(), shop.standing()) == (before, fields)

    run = shop.convert(count=4)
    assert (run.status, run.result.changed, run.result.refused) == ("applied", 3, 1)
    assert [reason.sentence for reason in run.result.reasons] == ["“Size” would take a number."]
    live = [("Weight", "number", False), ("Size", "number", False), ("Colour", "text", False)]
    assert [each for each in shop.standing() if not each[2]] == live
    assert [each for each in shop.standing() if each[2]] == [("Size (text)", "text", True)]
    after = shop.customs()
    assert {name: custom.get("size_2") for name, custom in after.items()} == {
        "Press": 12,
        "Lathe": 40,
        "Saw": None,
        "Drill": None,
        "Mill": 1.5,
    }
    assert {name: custom.get("size") for name, custom in after.items()} == {
        name: custom.get("size") for name, custom in before.items()
    }
    # The new field is asked and held to as any other.
    with pytest.raises(Problem, match="takes a number"):
        shop.do("deal.edit", EditDeal(id=shop.deals["Saw"], custom={"size_2": "7"}))

    run = shop.undo(run)
    assert (run.status, run.result.undone, run.result.left) == ("undone", 3, 0)
    assert (shop.customs(), shop.standing()) == (before, fields)
    assert not shop.desk.differences()


def test_a_choice_gets_its_options_of_the_values(shop: Shop) -> None:
    assert shop.preview("choice").options == ["1.5", "12", "40", "about 7"]
    run = shop.convert("choice")
    assert (run.status, run.result.changed) == ("applied", 4)
    (field,) = [f for f in shop.fields() if f.name == "Size"]
    assert shop.customs()["Saw"]["size_2"] == next(o.value for o in field.options if o.label == "about 7")
    # And on to another kind: the next former field is told from the first by its name.
    shop.size = field.id
    assert shop.convert("text").result.changed == 4
    assert [(f.name, f.archived) for f in shop.fields() if f.archived] == [
        ("Size (text)", True),
        ("Size (choice)", True),
    ]


def test_what_was_changed_since_stays_and_so_does_its_field(shop: Shop) -> None:
    run = shop.convert()
    shop.do("deal.edit", EditDeal(id=shop.deals["Press"], custom={"size_2": 13}))
    run = shop.undo(run)
    assert (run.result.undone, run.result.left) == (2, 1)
    assert shop.customs()["Press"] == {"size": "12", "weight": 3, "size_2": 13}


def test_unique_values_that_become_the_same_are_told(shop: Shop) -> None:
    field = shop.do("custom_field.add", NewCustomField("company", "Code", "text", unique=True))
    for name, code in (("Acme", "7"), ("Bolt", "7.0"), ("Cogs", "8")):
        shop.do("company.create", NewCompany(name, custom={"code": code}))
    run = shop.convert(id=field)
    assert (run.result.changed, run.result.refused) == (2, 1)
    assert [reason.sentence for reason in run.result.reasons] == ["Another company has this “Code” already."]


def test_a_field_without_values_changes_too(shop: Shop) -> None:
    field = next(f.id for f in shop.fields() if f.name == "Colour")
    run = shop.convert("money", id=field, currency="EUR")
    assert (run.status, run.total) == ("applied", 0)
    assert ("Colour", "money", False) in shop.standing()
    run = shop.undo(run)
    assert ("Colour", "text", False) in shop.standing()


def test_deleted_deals_are_left_out_and_required_ones_stay_required(shop: Shop) -> None:
    shop.do("custom_field.edit", EditCustomField(shop.size, required=True))
    shop.do("deal.delete", DeleteDeal(id=shop.deals["Mill"], reason="test"))
    assert shop.preview().count == 3
    assert shop.convert().result.changed == 2
    (field,) = [f for f in shop.fields() if f.name == "Size"]
    assert field.required


def test_many_records_go_in_several_transactions(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 2)
    run = shop.convert()
    assert (run.status, run.done, run.result.changed) == ("applied", 4, 3)
    assert shop.undo(run).result.undone == 3


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"kind": "text"}, 422, "does not become this kind"),
        ({"kind": "member"}, 422, "does not become this kind"),
        ({"kind": "money"}, 422, "Money has a currency"),
        ({"kind": "number", "currency": "EUR"}, 422, "Money has a currency"),
        ({"kind": "number", "id": "field_1"}, 404, "There is no such custom field"),
        ({"kind": "number", "count": 9}, 409, "4 values now, not 9"),
        ({"kind": "number", "version": 7}, 409, "Somebody changed this"),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, given: dict[str, Any], status: int, said: str) -> None:
    with pytest.raises(Problem, match=said) as refused:
        shop.convert(**given)
    assert refused.value.status == status


def test_it_takes_the_rights_and_a_field_in_use(shop: Shop) -> None:
    seller, admin = shop.world.member("Sam", "seller"), shop.world.member("Ada", "admin")
    narrow = replace(admin, owners=(str(admin.member_id),))
    for actor in (seller, narrow):
        with pytest.raises(Problem) as refused:
            shop.world.do("bulk.convert", shop.asked(), actor=actor)
        assert refused.value.status == 403
    shop.do("custom_field.archive", NameCustomField(shop.size))
    with pytest.raises(Problem) as gone:
        shop.convert()
    assert gone.value.status == 409
    colour = next(f.id for f in shop.fields() if f.name == "Colour")
    with pytest.raises(Problem, match="the values make 0"):
        shop.convert("choice", id=colour)


def test_companies_have_their_own(shop: Shop) -> None:
    field = shop.do("custom_field.add", NewCustomField("company", "Since", "text"))
    acme = shop.do("company.create", NewCompany("Acme", custom={"since": "2019-05-01"}))
    run = shop.convert("date", id=field)
    assert run.result.changed == 1
    shop.do("company.edit", EditCompany(acme, custom={"since_2": "2020-05-01"}))
