"""The API of exchange rates."""

from typing import Any

from litestar import get, patch, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.verbs.perform import Outcome
from headgate.records.rates.queries import rates_listed
from headgate.records.rates.schemas import EditRate, ExchangeRate, ExchangeRates, NameRate, NewRate
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx

TAGS = ["Exchange rates"]
SHOWN = "The rate as it is now."
EDIT: dict[str, Any] = {"permission": "exchange_rate.edit"}


def listed(tx: Tx, actor: Actor) -> list[ExchangeRate]:
    return rates_listed(tx, actor.workspace_id, workspace_of(tx, actor.workspace_id).base_currency)


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> ExchangeRate:
    return next(rate for rate in listed(tx, actor) if rate.id == outcome.results[0])


@get(
    "/exchange-rates",
    operation_id="listRates",
    summary="What other currencies are worth, from which day on",
    response_description="By currency, the latest first, those put away included and marked.",
    tags=TAGS,
    opt={"permission": "workspace.read"},
)
async def list_rates(request: AnyRequest) -> ExchangeRates:
    return await read(request, "workspace.read", lambda tx, actor: ExchangeRates(listed(tx, actor)))


@post(
    "/exchange-rates",
    operation_id="createRate",
    summary="Set the rate of a currency from a day on",
    response_description="The new rate.",
    tags=TAGS,
    opt=EDIT,
)
async def create_rate(request: AnyRequest, data: JSONBody[NewRate]) -> ExchangeRate:
    return await act(request, "exchange_rate.create", data, answer)


@patch(
    "/exchange-rates/{rate_id:str}",
    operation_id="editRate",
    summary="Change a rate or its day",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
)
async def edit_rate(request: AnyRequest, rate_id: FromPath[str], data: JSONBody[EditRate]) -> ExchangeRate:
    data.id = rate_id
    return await act(request, "exchange_rate.edit", data, answer)


@post(
    "/exchange-rates/{rate_id:str}/archive",
    operation_id="archiveRate",
    summary="Put a rate away",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def archive_rate(request: AnyRequest, rate_id: FromPath[str]) -> ExchangeRate:
    return await act(request, "exchange_rate.archive", NameRate(rate_id), answer)


@post(
    "/exchange-rates/{rate_id:str}/restore",
    operation_id="restoreRate",
    summary="Bring a rate back",
    response_description=SHOWN,
    tags=TAGS,
    opt=EDIT,
    status_code=200,
)
async def restore_rate(request: AnyRequest, rate_id: FromPath[str]) -> ExchangeRate:
    return await act(request, "exchange_rate.restore", NameRate(rate_id), answer)


routes: list[HTTPRouteHandler] = [list_rates, create_rate, edit_rate, archive_rate, restore_rate]
