"""Values of custom fields, on every noun. Long because the cases of all kinds stand together."""

from typing import Any

import msgspec
import pytest

from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.activities.schemas import EditActivity, NewActivity
from headgate.records.companies.schemas import EditCompany, NewCompany
from headgate.records.contacts.schemas import EditContact, NewContact
from headgate.records.custom_fields import queries
from headgate.records.custom_fields.schemas import GivenOption, NameCustomField, NewCustomField
from headgate.records.deals.schemas import DeleteDeal, EditDeal, NameDeal, NewDeal
from headgate.records.products.schemas import EditProduct, NewProduct
from headgate.store.engine import Store
from tests.world import World, found

OPTIONS = [GivenOption("Small"), GivenOption("Large", hue=9), GivenOption("Huge & dear")]
ALL = [
    NewCustomField("deal", "Text", "text"),
    NewCustomField("deal", "Prose", "long_text"),
    NewCustomField("deal", "Number", "number"),
    NewCustomField("deal", "Money", "money", currency="JPY"),
    NewCustomField("deal", "Day", "date"),
    NewCustomField("deal", "At", "instant"),
    NewCustomField("deal", "Size", "choice", options=OPTIONS),
    NewCustomField("deal", "Sizes", "choices", options=OPTIONS),
    NewCustomField("deal", "Who", "member"),
    NewCustomField("deal", "Partner", "link", links="company"),
    NewCustomField("deal", "Sure", "flag"),
    NewCustomField("deal", "Page", "url"),
    NewCustomField("deal", "Mail", "email"),
    NewCustomField("deal", "Call", "phone"),
]


@pytest.fixture
def world(store: Store) -> World:
    return found(store)


def declared(world: World, *fields: NewCustomField) -> list[str]:
    return list(world.do("custom_field.add", *fields).results)


def custom_of(world: World, record: str, id_: str) -> Any:
    rows = world.store.read(lambda tx: tx.all(queries.customs_after(record), ws=world.ws, after=id_, n=0))
    assert rows == []
    prefix = id_.partition("_")[0]
    every = world.store.read(
        lambda tx: tx.all(queries.customs_after(record), ws=world.ws, after=f"{prefix}_0", n=1000)
    )
    return msgspec.json.decode(dict(every)[id_])


GOOD: list[tuple[str, Any, Any]] = [
    ("text", "  two\nwords\u200b ", "two words"),
    ("text", "", None),
    ("prose", "two\r\nlines ", "two\nlines"),
    ("number", 5, 5),
    ("number", 2.5, 2.5),
    ("number", 4.0, 4),
    ("number", -0.0, 0),
    ("number", 10**15, 10**15),
    ("money", -1200, -1200),
    ("day", "2027-02-28", "2027-02-28"),
    ("at", "2027-02-28T10:00:00+02:00", "2027-02-28T08:00:00Z"),
    ("at", "2027-02-28T10:00:00.999999Z", "2027-02-28T10:00:00Z"),
    ("size", "huge_dear", "huge_dear"),
    ("sizes", ["large", "small", "large"], ["small", "large"]),
    ("sizes", [], None),
    ("sure", False, False),
    ("page", "example.com/ü", "https://example.com/%C3%BC"),
    ("page", "HTTPS://Example.com/?q=1#x", "HTTPS://Example.com/?q=1#x"),
    ("mail", "Ada@Example.com", "Ada@Example.com"),
    ("call", "+49 (0)30 901820-0", "+49 (0)30 901820-0"),
]


def test_each_kind_keeps_what_it_is_for(world: World) -> None:
    declared(world, *ALL)
    (deal,) = world.do("deal.create", NewDeal(name="A")).results
    for key, sent, kept in GOOD:
        world.do("deal.edit", EditDeal(id=deal, custom={key: sent}))
        assert custom_of(world, "deal", deal).get(key) == kept, (key, sent)
        assert type(custom_of(world, "deal", deal).get(key)) is type(kept), (key, sent)


BAD: list[tuple[str, Any]] = [
    ("text", 5),
    ("text", "x" * 501),
    ("text", ["x"]),
    ("prose", "x" * 10_001),
    ("number", "5"),
    ("number", True),
    ("number", 10**15 + 1),
    ("number", float("nan")),
    ("number", float("inf")),
    ("money", 1.5),
    ("day", "2027-02-29"),
    ("day", "20270228"),
    ("day", "0001-01-01"),
    ("at", "2027-02-28"),
    ("at", "2027-02-28T10:00:00"),
    ("at", "9999-12-31T23:59:59-12:00"),
    ("size", "medium"),
    ("size", "Small"),
    ("size", ["small"]),
    ("sizes", "small"),
    ("sizes", ["small", "none"]),
    ("who", "mem_1"),
    ("who", "co_1"),
    ("who", "nobody"),
    ("partner", "co_1"),
    ("partner", "deal_1"),
    ("sure", "yes"),
    ("sure", 1),
    ("page", "javascript:alert(1)"),
    ("page", "https://nowhere"),
    ("page", "https://a.example/" + "ü" * 1_000),
    ("page", "http://[::1"),
    ("mail", "ada at example.com"),
    ("call", "call me"),
    ("nothing", "x"),
    ("nothing", None),
]


def test_what_a_kind_does_not_take_is_named(world: World) -> None:
    declared(world, *ALL)
    (deal,) = world.do("deal.create", NewDeal(name="A", custom={"text": "kept"})).results
    for key, value in BAD:
        for verb, payload in (
            ("deal.edit", EditDeal(id=deal, custom={key: value})),
            ("deal.create", NewDeal(name="B", custom={key: value})),
        ):
            with pytest.raises(Problem) as refused:
                world.do(verb, payload)
            assert refused.value.status == 422, (key, value)
            assert [each["pointer"] for each in refused.value.fields] == [f"/custom/{key}"], (key, value)
    assert custom_of(world, "deal", deal) == {"text": "kept"}


NOUNS: list[tuple[str, str, Any, Any]] = [
    ("deal", "create", lambda c: NewDeal(name="A", custom=c), lambda i, c: EditDeal(id=i, custom=c)),
    ("company", "create", lambda c: NewCompany("A", custom=c), lambda i, c: EditCompany(i, custom=c)),
    (
        "contact",
        "create",
        lambda c: NewContact(given_name="A", custom=c),
        lambda i, c: EditContact(i, custom=c),
    ),
    ("product", "create", lambda c: NewProduct("A", custom=c), lambda i, c: EditProduct(i, custom=c)),
    (
        "activity",
        "add",
        lambda c: NewActivity("call", "A", deal_id="", custom=c),
        lambda i, c: EditActivity(id=i, custom=c),
    ),
]


@pytest.mark.parametrize(("record", "word", "new", "change"), NOUNS, ids=[noun[0] for noun in NOUNS])
def test_every_noun_has_them(world: World, record: Any, word: str, new: Any, change: Any) -> None:
    """Defaults, what is required, an edit and its undo, unique values, the journal."""
    fields = [
        NewCustomField(record, "Serial", "text", unique=True),
        NewCustomField(record, "Tier", "number", default=3),
        NewCustomField(record, "Reason", "text", required=True),
    ]
    declared(world, *fields)
    mia = world.member("Mia", "owner")
    (deal,) = world.do("deal.create", NewDeal(name="D"), actor=world.actor).results

    def made(custom: dict[str, Any]) -> str:
        payload = new(custom)
        if record == "activity":
            payload.deal_id = deal
        return str(world.do(f"{record}.{word}", payload, actor=mia).results[0])

    with pytest.raises(Problem) as refused:
        made({"serial": "A-1"})
    assert refused.value.fields == [{"pointer": "/custom/reason", "message": "“Reason” is required."}]
    first = made({"serial": "A-1", "reason": "why"})
    assert custom_of(world, record, first) == {"serial": "A-1", "tier": 3, "reason": "why"}
    for taken in ("A-1", " a-1"):
        with pytest.raises(Problem) as refused:
            made({"serial": taken, "reason": "x"})
        assert refused.value.fields[0]["pointer"] == "/custom/serial"
    second = made({"reason": "x", "tier": None})
    assert custom_of(world, record, second) == {"reason": "x"}
    with pytest.raises(Problem):
        world.do(f"{record}.edit", change(second, {"serial": "A-1"}))
    with pytest.raises(Problem):
        world.do(f"{record}.edit", change(second, {"reason": None}), actor=mia)
    changed = world.do(f"{record}.edit", change(first, {"serial": "A-2", "tier": None}))
    assert custom_of(world, record, first) == {"serial": "A-2", "reason": "why"}
    world.do(f"{record}.edit", change(second, {"serial": "A-1"}))
    with pytest.raises(Problem) as refused:
        world.do("undo", Undo(seq=changed.last))
    assert "has this “Serial” already" in str(refused.value.extra or refused.value.detail)
    world.do(f"{record}.edit", change(second, {"serial": None}))
    world.do("undo", Undo(seq=changed.last))
    assert custom_of(world, record, first) == {"serial": "A-1", "tier": 3, "reason": "why"}
    with pytest.raises(Problem):
        world.do(f"{record}.edit", change(second, {"serial": "A-1"}))


def test_what_is_taken_out_frees_its_unique_value(world: World) -> None:
    declared(world, NewCustomField("deal", "Serial", "number", unique=True))
    (first,) = world.do("deal.create", NewDeal(name="A", custom={"serial": 7})).results
    world.do("deal.delete", DeleteDeal("test", first))
    (second,) = world.do("deal.create", NewDeal(name="B", custom={"serial": 7})).results
    with pytest.raises(Problem) as refused:
        world.do("deal.restore", NameDeal(first))
    assert "“Serial”" in refused.value.detail
    world.do("deal.edit", EditDeal(id=second, custom={"serial": None}))
    world.do("deal.restore", NameDeal(first))
    with pytest.raises(Problem):
        world.do("deal.create", NewDeal(name="C", custom={"serial": 7}))


def test_a_batch_is_held_to_unique_values_within_itself(world: World) -> None:
    declared(world, NewCustomField("company", "VAT", "text", unique=True))
    batch = [NewCompany(name, custom={"vat": vat}) for name, vat in (("A", "1"), ("B", "2"), ("C", "1"))]
    with pytest.raises(Problem) as refused:
        world.do("company.create", *batch)
    assert refused.value.fields[0]["pointer"] == "/2/custom/vat"


def test_an_archived_field_keeps_its_values_and_takes_none(world: World) -> None:
    (field,) = declared(world, NewCustomField("company", "Tier", "number", required=True, default=1))
    (made,) = world.do("company.create", NewCompany("A")).results
    world.do("custom_field.archive", NameCustomField(field))
    (later,) = world.do("company.create", NewCompany("B")).results
    assert custom_of(world, "company", made) == {"tier": 1}
    assert custom_of(world, "company", later) == {}
    with pytest.raises(Problem):
        world.do("company.edit", EditCompany(later, custom={"tier": 2}))
    world.do("company.edit", EditCompany(made, custom={"tier": None}))
    world.do("custom_field.restore", NameCustomField(field))
    world.do("company.edit", EditCompany(later, custom={"tier": 2}))


def test_links_lead_to_what_the_actor_sees(world: World) -> None:
    declared(
        world,
        NewCustomField("company", "Won by", "link", links="deal"),
        NewCustomField("company", "Keeper", "member"),
    )
    mia = world.member("Mia")
    mine, unseen = world.do(
        "deal.create", NewDeal(name="Mine", owner_id=world.people["Mia"]), NewDeal(name="X", owner_id=None)
    ).results
    values = {"won_by": mine, "keeper": world.people["Mia"]}
    (made,) = world.do("company.create", NewCompany("A", custom=values), actor=mia).results
    assert custom_of(world, "company", made) == values
    with pytest.raises(Problem) as hidden:
        world.do("company.edit", EditCompany(made, custom={"won_by": unseen}), actor=mia)
    with pytest.raises(Problem) as absent:
        world.do("company.edit", EditCompany(made, custom={"won_by": "deal_1"}), actor=mia)
    assert hidden.value.detail.replace(unseen, "deal_1") == absent.value.detail


def test_what_an_import_brings_may_lack_what_is_required(world: World) -> None:
    declared(world, NewCustomField("company", "Tier", "number", required=True))
    mia = world.member("Mia", "owner")
    with pytest.raises(Problem, match="is required"):
        world.do("company.create", NewCompany("Mia"), actor=mia)
    world.do("company.create", NewCompany("A"))
