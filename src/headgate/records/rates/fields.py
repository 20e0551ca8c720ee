"""The fields of exchange rates."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.rates.tables import exchange_rates

RATE = "exchange_rate"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(RATE, "exchange_rates", "rate", exchange_rates)
declare(
    RATE,
    column("currency", "Currency", "text"),
    column("base", "In", "text"),
    column("starts_on", "From", "date"),
    column("rate", "Rate", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
