"""Amounts of other currencies in the workspace's: of closed deals at their close, of open ones as of now.

Every amount of a deal goes by the one rate, so that a value that has grown has grown in its own currency;
each is rounded once, so that the deals of a list add up to its sum (decision 12).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa

from headgate.insight.arrays import NONE, Flags, Ints
from headgate.kit.exchange import Rates, converted
from headgate.records.rates.queries import rates_of
from headgate.store.engine import Tx
from headgate.store.statements import P

UNKNOWN, BASE, FIRST_OTHER = 0, 1, 2
LARGEST = 10**17


class Exchange(NamedTuple):
    """The currencies that have rates in `base`, and those; `on`: the one day that they are of, else None."""

    base: str
    currencies: tuple[str, ...] = ()
    rates: tuple[Rates, ...] = ()
    on: int | None = None

    def parameters(self) -> dict[str, str]:
        """What `currency_code` is to be asked with."""
        return {"base": self.base} | {f"currency{i}": each for i, each in enumerate(self.currencies)}


def exchange_of(tx: Tx, ws: str, base: str, on: int | None = None) -> Exchange:
    """`on`: a day (20260331) whose rates are to hold always, so that money of all times compares."""
    found = sorted(rates_of(tx, ws, base).items())
    if on is not None:
        found = [(currency, held) for currency, rates in found if (held := rates.held(on))]
    return Exchange(base, tuple(currency for currency, _ in found), tuple(rates for _, rates in found), on)


def currency_code(expression: Any, others: int) -> Any:
    """A number for the currency: BASE, FIRST_OTHER and on for those with rates, else UNKNOWN."""
    own = (expression == P("base", sa.Text()), BASE)
    rest = ((expression == P(f"currency{i}", sa.Text()), FIRST_OTHER + i) for i in range(others))
    return sa.case(own, *rest, else_=UNKNOWN)


def convert(codes: Ints, days: Ints, rates: Sequence[Rates], *amounts: Ints) -> tuple[Flags, list[Ints]]:
    """(which are in the base currency now, the amounts); `days`: on which each is converted, 20260331."""
    done = codes == BASE
    found = [each.copy() for each in amounts]
    others = np.flatnonzero(codes >= FIRST_OTHER)
    for place, code, day in zip(others.tolist(), codes[others].tolist(), days[others].tolist(), strict=True):
        factor = rates[code - FIRST_OTHER].on(day)
        if factor is None:
            continue
        worth = [int(each[place]) for each in found]
        worth = [each if each == NONE else converted(each, factor) for each in worth]
        if all(each == NONE or abs(each) <= LARGEST for each in worth):
            done[place] = True
            for each, value in zip(found, worth, strict=True):
                each[place] = value
    return done, found


def rated_from(exchange: Exchange) -> dict[str, str]:
    """Other currency -> the local day of its first rate."""
    days = (f"{rates.first:08}" for rates in exchange.rates)
    texts = (f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in days)
    return dict(zip(exchange.currencies, texts, strict=True))
