"""Reading exchange rates."""

from typing import Any

import sqlalchemy as sa

from headgate.kit.exchange import Rates
from headgate.records.rates.schemas import ExchangeRate
from headgate.records.rates.tables import exchange_rates
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

KEPT = ("id", "currency", "base", "starts_on", "rate", "version")


@shape()
def all_rates() -> sa.Select[Any]:
    r = exchange_rates.c
    return (
        sa.select(*(r[name] for name in KEPT), r.standing)
        .where(r.workspace_id == P("ws"), r.base == P("base"), r.standing != "removed")
        .order_by(r.currency, r.starts_on.desc(), r.id)
    )


def rates_listed(tx: Tx, ws: str, base: str) -> list[ExchangeRate]:
    """Those in that currency, archived ones marked."""
    return [
        ExchangeRate(**dict(zip(KEPT, kept, strict=True)), archived=standing != "live")
        for *kept, standing in tx.all(all_rates(), ws=ws, base=base)
    ]


def rates_of(tx: Tx, ws: str, base: str) -> dict[str, Rates]:
    """Currency -> its rates in use, to reckon with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in rates_listed(tx, ws, base):
        if not each.archived:
            found.setdefault(each.currency, []).append((each.starts_on, each.rate))
    return {currency: Rates.of(currency, base, steps) for currency, steps in found.items()}
