"""A deal and what is sold in it, at the desk of a seller."""

from typing import Any

import msgspec

from headgate.core.access.actor import Actor
from headgate.core.listing.pages import page, wanted
from headgate.core.verbs.perform import Outcome
from headgate.core.verbs.undo import Undo
from headgate.records.activities.timeline import timeline_of
from headgate.records.deals.queries import DEALS, deal_of
from headgate.records.deals.schemas import EditDeal, NewDeal
from headgate.records.deals.verify import verify
from headgate.records.lines import queries
from headgate.records.lines import routes as line_routes
from headgate.records.lines.schemas import AddLine, DealLines
from headgate.records.lines.verify import verify as verify_lines
from headgate.records.products.schemas import NewProduct
from tests.world import World, found

VERBS = (line_routes,)


class Shop:
    """A deal and two products, one with a list price in the deal's currency."""

    def __init__(self, store: Any) -> None:
        self.world: World = found(store)
        self.ana = self.world.member("Ana")
        self.deal = self.do("deal.create", NewDeal("Acme: pilot", amount=700)).results[0]
        self.lamp, self.desk = self.do(
            "product.create",
            NewProduct("Lamp", list_price=2500),
            NewProduct("Desk", None, 9900, "EUR"),
            actor=self.world.actor,
        ).results

    def do(self, verb: str, *batch: Any, actor: Actor | None = None) -> Outcome:
        return self.world.do(verb, *batch, actor=actor or self.ana)

    def add(self, product: str | None = None, **more: Any) -> str:
        return str(self.do("deal_line.add", AddLine(self.deal, product, **more)).results[0])

    def lines(self) -> DealLines:
        return self.world.store.read(lambda tx: queries.lines_seen(tx, self.ana, self.deal))

    def names(self) -> list[str]:
        return [each.name for each in self.lines().items]

    def amount(self) -> int | None:
        return self.world.store.read(lambda tx: deal_of(tx, self.ana, self.deal)).amount

    def follow(self) -> Outcome:
        return self.do("deal.edit", EditDeal(self.deal, amount_from="lines"))

    def undo(self, made: Outcome) -> None:
        self.do("undo", Undo(seq=made.first))

    def told(self) -> list[Any]:
        story = self.world.store.read(
            lambda tx: timeline_of(tx, self.ana, self.deal, cursor=None, limit=50, kind="changes")
        )
        return story.items

    def deals(self, clause: dict[str, Any]) -> int:
        ask = wanted("deal", filter=msgspec.json.encode(clause).decode())
        return len(self.world.store.read(lambda tx: page(tx, self.world.ws, DEALS, ask)).items)

    def sound(self) -> None:
        """What is kept twice says the same."""
        assert [
            *verify(self.world.store, self.world.ws),
            *verify_lines(self.world.store, self.world.ws),
        ] == []
