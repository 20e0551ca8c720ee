"""What a deal is worth in the workspace's currency by which rate: the working behind its part of a figure."""

from decimal import Decimal
from typing import Annotated

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Meta, Struct

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, read
from headgate.core.journal.entries import present
from headgate.insight.question import rates_day
from headgate.insight.routes import RatesOn
from headgate.kit import periods
from headgate.kit.money import minor_digits
from headgate.records.deals.queries import deal_of
from headgate.records.rates.queries import rates_listed
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx


class Worth(Struct):
    """A deal's value in the workspace's currency, in minor units of each; null where no rate holds yet.

    `rated_on`: the day whose rate it goes by, its close or today; `rate_from`: since when that rate holds.
    """

    amount: int | None
    currency: str
    base: str
    rated_on: str
    rate: str | None
    rate_from: str | None
    unrounded: Annotated[str | None, Meta(description="Minor units before they are rounded, half to even.")]
    value: int | None


def worth(tx: Tx, actor: Actor, deal_id: str, rates_on: str | None = None) -> Worth:
    deal = deal_of(tx, actor, deal_id)
    workspace = workspace_of(tx, actor.workspace_id)
    base = workspace.base_currency
    if rates_on is not None:
        rates_day(rates_on)
    over = deal.closed_at if deal.status != "open" else None
    day = rates_on or periods.day_of(over or present(tx, actor.workspace_id), workspace.zone)
    rate, since = ("1", None) if deal.currency == base else rate_on(tx, actor, base, deal.currency, day)
    found = Worth(deal.amount, deal.currency, base, day, rate, since, None, None)
    if rate is not None and deal.amount is not None:
        shift = minor_digits(base) - minor_digits(deal.currency)
        exact = Decimal(deal.amount) * Decimal(rate).scaleb(shift)
        found.unrounded, found.value = f"{exact:f}", round(exact)
    return found


def rate_on(tx: Tx, actor: Actor, base: str, currency: str, day: str) -> tuple[str | None, str | None]:
    """(the rate that holds on a day, since when); of none when there is none yet."""
    held = (
        each
        for each in rates_listed(tx, actor.workspace_id, base)
        if each.currency == currency and not each.archived and each.starts_on <= day
    )
    latest = max(held, key=lambda each: each.starts_on, default=None)
    return (latest.rate, latest.starts_on) if latest else (None, None)


@get(
    "/deals/{deal_id:str}/worth",
    operation_id="getDealWorth",
    summary="A deal's value in the workspace's currency, and the rate it goes by",
    response_description="Value, rate, the day of the rate, and the value before rounding.",
    tags=["Deals"],
    opt={"permission": "deal.read"},
)
async def get_worth(request: AnyRequest, deal_id: FromPath[str], rates_on: RatesOn = None) -> Worth:
    return await read(request, "deal.read", lambda tx, actor: worth(tx, actor, deal_id, rates_on))


routes: list[HTTPRouteHandler] = [get_worth]
