"""The fields of imports, as the journal and the catalogue name them."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.flows.exchange.tables import import_runs

IMPORT = "import"
READ: frozenset[Ability] = frozenset(("filter", "sort"))

record(IMPORT, "imports", "imp", import_runs, title="status")
declare(
    IMPORT,
    column("status", "Status", "text", abilities=READ),
    column("created_at", "Created", "instant", abilities=READ),
)
