"""Lines of deals that are merged; and whatever is done with lines, a value that follows is their sum."""

from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headgate.core.verbs.undo import Undo
from headgate.kit.errors import Problem
from headgate.records.deals.queries import deal_left
from headgate.records.deals.schemas import Deal, EditDeal, MergeDeals, NewDeal
from headgate.records.deals.verify import verify
from headgate.records.lines import queries
from headgate.records.lines import routes as line_routes
from headgate.records.lines.schemas import AddLine, EditLine, NameLine
from headgate.records.lines.verify import verify as verify_lines
from tests.world import World, found

VERBS = (line_routes,)


@pytest.fixture
def world(store: Any) -> Any:
    made = found(store)
    yield made
    assert [*verify(made.store, made.ws), *verify_lines(made.store, made.ws)] == []


def a_deal(world: World, *prices: int, amount: int | None = None, **more: Any) -> str:
    """With a line of each price; its amount follows them where none is given."""
    source: Any = None if amount is not None else "lines"
    made = str(world.do("deal.create", NewDeal("Deal", amount=amount, amount_from=source, **more)).results[0])
    for price in prices:
        world.do("deal_line.add", AddLine(made, name=str(price), unit_price=price))
    return made


def deal(world: World, id_: str) -> Deal:
    left = world.store.read(lambda tx: deal_left(tx, world.ws, id_))
    assert left is not None
    return left


def state(world: World, id_: str) -> tuple[list[int], int | None, str | None]:
    lines = world.store.read(lambda tx: queries.lines_in(tx, world.ws, id_))
    left = deal(world, id_)
    return [each.sum for each in lines], left.amount, left.amount_from


Side = dict[str, Any]
Choices = dict[str, Literal["this", "other"]]
CASES: list[tuple[Side, Side, Choices, tuple[list[int], int | None, str | None]]] = [
    # Its own where it has some; the other's where it has none.
    ({"prices": (1, 2)}, {"prices": (7,)}, {}, ([1, 2], 3, "lines")),
    ({"prices": ()}, {"prices": (7,)}, {}, ([7], 7, "lines")),
    ({"prices": (), "amount": 5}, {"prices": (7,)}, {}, ([7], 5, None)),
    ({"prices": (1,)}, {"prices": (), "amount": 9}, {}, ([1], 1, "lines")),
    # What was chosen, and following only where amount and lines are of one deal.
    ({"prices": (1,)}, {"prices": (7, 8)}, {"lines": "other"}, ([7, 8], 1, None)),
    ({"prices": (1,)}, {"prices": (7, 8)}, {"lines": "other", "amount": "other"}, ([7, 8], 15, "lines")),
    ({"prices": (1,)}, {"prices": (7,), "amount": 9}, {"amount": "other"}, ([1], 9, None)),
    ({"prices": (), "amount": 5}, {"prices": (7,)}, {"lines": "this"}, ([], 5, None)),
    ({"prices": (1,)}, {"prices": (), "amount": 9}, {"lines": "other"}, ([], 1, None)),
    # Another currency: lines go along only with their amount.
    ({"prices": (), "amount": 5}, {"prices": (7,), "currency": "EUR"}, {}, ([], 5, None)),
    ({"prices": ()}, {"prices": (7,), "currency": "EUR"}, {}, ([7], 7, "lines")),
]


@pytest.mark.parametrize("case", range(len(CASES)))
def test_the_survivor_has_the_lines_of_one(world: World, case: int) -> None:
    mine, theirs, choices, after = CASES[case]
    one, other = (a_deal(world, *side["prices"], **without_prices(side)) for side in (mine, theirs))
    before = state(world, one), state(world, other)
    made = world.do("deal.merge", MergeDeals(other, one, choices=choices))
    assert state(world, one) == after
    world.do("undo", Undo(seq=made.last))
    assert (state(world, one), state(world, other)) == before


def without_prices(side: Side) -> Side:
    return {name: value for name, value in side.items() if name != "prices"}


@pytest.mark.parametrize(
    ("choices", "pointer"), [({"lines": "other"}, "/choices/lines"), ({"amount": "other"}, "/choices/amount")]
)
def test_lines_and_amount_of_two_currencies_are_refused(
    world: World, choices: dict[str, Any], pointer: str
) -> None:
    one, other = a_deal(world, 1), a_deal(world, 7, currency="EUR")
    with pytest.raises(Problem) as refused:
        world.do("deal.merge", MergeDeals(other, one, choices=choices))
    assert refused.value.fields[0]["pointer"] == pointer
    assert state(world, one) == ([1], 1, "lines")


STEP = st.tuples(
    st.sampled_from(("add", "edit", "remove", "move", "undo", "follow", "free")), st.integers(0, 99)
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=3, max_size=14))
def test_a_value_that_follows_is_the_sum_of_the_lines(store: Any, steps: list[tuple[str, int]]) -> None:
    world = found(store)
    made = a_deal(world, 10, 20)
    done: list[int] = []
    for what, n in steps:
        lines = world.store.read(lambda tx: queries.lines_in(tx, world.ws, made))
        one = lines[n % len(lines)].id if lines else ""
        try:
            if what == "add":
                new = AddLine(made, name="x", unit_price=n, quantity="1.5", position=n % 3)
                done.append(world.do("deal_line.add", new).first)
            elif what == "undo":
                if done:
                    world.do("undo", Undo(seq=done.pop(n % len(done))))
            elif what in ("follow", "free"):
                value: Any = "lines" if what == "follow" else None
                done.append(world.do("deal.edit", EditDeal(made, amount_from=value)).first)
            elif one:
                payload: Any = {
                    "edit": EditLine(one, unit_price=n, discount=str(n)),
                    "move": EditLine(one, position=n % 4),
                    "remove": NameLine(one),
                }[what]
                verb = "deal_line.remove" if what == "remove" else "deal_line.edit"
                done.append(world.do(verb, payload).first)
        except Problem as problem:
            assert problem.status in (404, 409), problem
        sums, amount, source = state(world, made)
        if source == "lines":
            assert amount == (sum(sums) if sums else None)
    assert [*verify(world.store, world.ws), *verify_lines(world.store, world.ws)] == []
