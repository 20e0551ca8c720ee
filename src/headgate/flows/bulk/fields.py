"""The fields of bulk changes, as the journal and the catalogue name them."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.flows.bulk.tables import bulk_runs

BULK = "bulk"
READ: frozenset[Ability] = frozenset(("filter", "sort"))

record(BULK, "bulk changes", "bulk", bulk_runs, title="verb")
declare(
    BULK,
    column("status", "Status", "text", abilities=READ),
    column("created_at", "Created", "instant", abilities=READ),
)
