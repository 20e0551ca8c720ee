"""Whatever happens to records, the index says of them what they are; a word is found with its slips."""

from datetime import timedelta
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from headgate.core.search.rebuild import rebuild
from headgate.core.search.spelling import forgiven, slips
from headgate.core.search.tables import docs, places, spellings
from headgate.core.search.verify import verify
from headgate.core.verbs.undo import Undo
from headgate.flows.lookup.search import search
from headgate.kit import clock
from headgate.kit.errors import Problem
from headgate.records.companies.schemas import EditCompany, NameCompany, NewCompany
from headgate.records.contacts.schemas import EditContact, Email, NameContact, NewContact, Phone
from headgate.records.deals.schemas import AssignDeal, DeleteDeal, EditDeal, MoveDeal, NameDeal, NewDeal
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape
from tests.world import World, found

NAMES = ("Acme Nord", "Ångström & Söhne", "acme", "Nord Søren 2024", "x@acme.example", "名前", "–")
STEPS = st.lists(
    st.tuples(
        st.sampled_from("create create edit edit archive restore delete assign move undo undo".split()),
        st.sampled_from(["company", "contact", "deal"]),
        st.integers(0, 7),
        st.sampled_from(NAMES),
        st.booleans(),
    ),
    min_size=2,
    max_size=20,
)
TABLES = {t.name: t for t in (docs, places, spellings)}


class Player:
    """Plays steps against a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ana = world.member("Ana", "admin")
        self.made: dict[str, list[str]] = {"company": [], "contact": [], "deal": []}
        self.seqs: list[int] = []

    def step(self, word: str, record: str, which: int, name: str, second: bool) -> None:
        payload = self.payload(word, record, which, name, second)
        if payload is None:
            return
        outcome = self.world.do(*payload, actor=self.ana)
        if outcome.last:
            self.seqs.append(outcome.last)
        if word == "create":
            self.made[record] += outcome.results

    def payload(self, word: str, record: str, which: int, name: str, second: bool) -> tuple[Any, ...] | None:
        if word == "undo":
            return ("undo", Undo(seq=self.seqs[-1 - which % len(self.seqs)])) if self.seqs else None
        emails = [Email(f"a{which}@acme.example")] if second else []
        phones = [Phone(f"+49 30 {which}{which}12345")] if which % 2 else []
        domain = "www.acme.example" if second else None
        if word == "create":
            made = {
                "company": NewCompany(name=name, domain=domain),
                "contact": NewContact(given_name=name, emails=emails, phones=phones),
                "deal": NewDeal(name=name, owner_id=self.ana.member_id if second else None),
            }
            return f"{record}.create", made[record], *([made[record]] if which == 7 else [])
        if not self.made[record]:
            return None
        id_ = self.made[record][which % len(self.made[record])]
        edits: dict[str, Any] = {
            "company": EditCompany(id=id_, name=name, domain=domain),
            "contact": EditContact(id=id_, given_name=name, emails=emails, phones=phones),
            "deal": EditDeal(id=id_, name=name),
        }
        names: dict[str, Any] = {"company": NameCompany, "contact": NameContact, "deal": NameDeal}
        stage = self.world.stages[which % 3].id
        verbs: dict[str, tuple[Any, ...] | None] = {
            "edit": (f"{record}.edit", edits[record]),
            "archive": (f"{record}.archive", names[record](id=id_)),
            "restore": (f"{record}.restore", names[record](id=id_)),
            "delete": ("deal.delete", DeleteDeal(id=id_, reason="test")) if record == "deal" else None,
            "assign": ("deal.assign", AssignDeal(id=id_, owner_id=self.ana.member_id if second else None))
            if record == "deal"
            else None,
            "move": ("deal.move", MoveDeal(id=id_, stage_id=stage)) if record == "deal" else None,
        }
        return verbs[word]


@shape()
def whole(table: str) -> Any:
    t = TABLES[table]
    return t.select().where(t.c.workspace_id == P("ws")).order_by(*t.primary_key.columns)


def picture(tx: Tx, ws: str) -> dict[str, list[Any]]:
    return {name: tx.all(whole(name), ws=ws) for name in TABLES}


@given(steps=STEPS)
def test_kept_equals_rebuilt(store: Store, steps: list[tuple[str, str, int, str, bool]]) -> None:
    player = Player(found(store))
    ws, at = player.world.ws, clock.now()
    for step in steps:
        at += timedelta(seconds=1)
        with clock.frozen(at):
            try:
                player.step(*step)
            except Problem as problem:
                assert problem.status in (404, 409, 422), problem
    assert list(verify(store, ws)) == []
    kept = store.read(lambda tx: picture(tx, ws))
    rebuild(store, ws)
    assert store.read(lambda tx: picture(tx, ws)) == kept
    for name in NAMES:
        for hit in store.read(partial(search, actor=player.ana, text=name)).items:
            assert hit.id in player.made[hit.type]


@given(word=st.text("abcdefgh", min_size=4, max_size=14), data=st.data())
def test_a_word_is_found_with_its_slips(store: Store, word: str, data: st.DataObject) -> None:
    """One slip from four letters, two from eight, as many as are forgiven in what was typed."""
    world = found(store)
    (company,) = world.do("company.create", NewCompany(name=f"The {word} works")).results
    typed = word
    for _ in range(2 if len(word) >= 10 else 1):
        typed = data.draw(st.sampled_from(sorted(slips(typed))))
    if forgiven(typed) == 0:
        return
    hits = store.read(lambda tx: search(tx, world.actor, typed)).items
    assert [hit.id for hit in hits] == [company]


@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    owners=st.lists(st.integers(0, 2), min_size=6),
)
def test_found_is_what_the_one_who_asks_sees(store: Store, names: list[str], owners: list[int]) -> None:
    """And all of it, as long as it fits on the list."""
    world = found(store)
    sellers = [world.member("Ana"), world.member("Ben"), world.member("Cem", "manager")]
    new = [
        NewDeal(name=f"{name} pump", owner_id=sellers[owners[i]].member_id) for i, name in enumerate(names)
    ]
    made = world.do("deal.create", *new).results
    for at, seller in enumerate(sellers):
        hits = store.read(partial(search, actor=seller, text="pump")).items
        assert {hit.id for hit in hits} == {id_ for i, id_ in enumerate(made) if owners[i] == at}
