"""Products: created, edited, put away, matched by what people write, put back."""

from typing import Any

from headgate.core.access.actor import system
from headgate.core.access.roles import Role
from headgate.records.products.queries import products_matching
from headgate.records.products.schemas import NewProduct
from tests.records.office import Office


def test_a_product_is_created_edited_put_away_and_brought_back(office: Office) -> None:
    admin = office.member("Adam", "admin")
    product = admin.post("/products", {"name": "GTX Pro", "series": "GTX", "list_price": 482_100}).json()
    assert product == {
        "id": product["id"],
        "name": "GTX Pro",
        "series": "GTX",
        "list_price": 482_100,
        "currency": "EUR",
        "custom": {},
        "archived": False,
        "version": 1,
    }
    path = f"/products/{product['id']}"
    changed = admin.patch(path, {"name": "GTX Pro 2", "series": None, "currency": "USD", "version": 1}).json()
    assert changed == {**product, "name": "GTX Pro 2", "series": None, "currency": "USD", "version": 2}
    stale = admin.patch(path, {"name": "X", "version": 1})
    assert (stale.status_code, stale.json()["current"]) == (409, 2)
    assert admin.post(f"{path}/archive").json()["archived"] is True
    assert admin.get("/products").json()["items"] == []
    assert [each["id"] for each in admin.get("/products", archived=True).json()["items"]] == [product["id"]]
    assert admin.post(f"{path}/restore").json() == {**changed, "version": 4}
    assert admin.get(path).json()["name"] == "GTX Pro 2"
    assert admin.get("/products/prod_1").status_code == 404
    kinds = [each.kind for each in office.entries()[-4:]]
    assert kinds == ["product.created", "product.edited", "product.archived", "product.restored"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "/name"),
    ({"name": "\r\n"}, "/name"),
    ({"name": "A", "list_price": -1}, "/list_price"),
    ({"name": "A", "list_price": "much"}, "/list_price"),
    ({"name": "A", "list_price": 10**15 + 1}, "/list_price"),
    ({"name": "A", "currency": "QQQ"}, "/currency"),
    ({"name": "A", "series": "x" * 121}, "/series"),
    ({"name": "A", "colour": "red"}, "/colour"),
]


def test_what_cannot_be_created_is_named(office: Office) -> None:
    admin = office.member("Adam", "admin")
    for body, pointer in WRONG:
        answer = admin.post("/products", body)
        assert (answer.status_code, [e["pointer"] for e in answer.json()["errors"]]) == (422, [pointer])


MAY: list[tuple[Role, int]] = [
    ("owner", 201),
    ("admin", 201),
    ("manager", 403),
    ("seller", 403),
    ("viewer", 403),
]


def test_who_may_create(office: Office) -> None:
    for role, status in MAY:
        desk = office.member(role.title(), role)
        assert desk.post("/products", {"name": "GTX"}).status_code == status, role
        assert desk.get("/products").status_code == 200


def test_changes_are_undone_with_their_search_keys(office: Office) -> None:
    admin = office.member("Adam", "admin")
    me = office.actor(admin)
    product = admin.post("/products", {"name": "GTX Pro", "list_price": 100}).json()
    created = office.last().seq
    path = f"/products/{product['id']}"
    admin.patch(path, {"name": "MG Special", "list_price": None})
    office.undo(me, office.last().seq)
    assert {**admin.get(path).json(), "version": 1} == product
    assert [each["id"] for each in admin.get("/products", q="gtx").json()["items"]] == [product["id"]]
    admin.post(f"{path}/archive")
    office.undo(me, office.last().seq)
    assert admin.get(path).json()["archived"] is False
    office.undo(me, created)
    assert admin.get(path).status_code == 404


def test_what_people_write_finds_the_product(office: Office) -> None:
    names = ("GTX Pro", "GTX Plus Pro", "gtx-pro")
    made = office.do(system(office.ws), "product.create", *[NewProduct(name=name) for name in names]).results
    office.member("Adam", "admin").post(f"/products/{made[0]}/archive")
    found = office.store.read(lambda tx: products_matching(tx, office.ws, ["GTXPro", "nothing", "--"]))
    assert found == {"gtxpro": [(made[2], "gtx-pro"), (made[0], "GTX Pro")]}
