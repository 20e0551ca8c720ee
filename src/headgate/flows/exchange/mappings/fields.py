"""The fields of saved mappings."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.flows.exchange.mappings.tables import import_mappings

MAPPING = "import_mapping"
READ: frozenset[Ability] = frozenset(("filter", "sort"))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(MAPPING, "import_mappings", "map", import_mappings)
declare(
    MAPPING,
    column("name", "Name", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=frozenset(("filter",))),
)
