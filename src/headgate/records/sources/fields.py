"""The fields of sources."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.sources.tables import sources

SOURCE = "source"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
KINDS = (("source", "Source"), ("campaign", "Campaign"))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(SOURCE, "sources", "src", sources)
declare(
    SOURCE,
    column("name", "Name", "text", order="name_key"),
    column("name_key", "Name, folded", "text", abilities=ASKED),
    column("kind", "Kind", "choice", choices=KINDS),
    column("parent_id", "Part of", "link", links=SOURCE),
    column("starts_on", "Starts", "date"),
    column("ends_on", "Ends", "date"),
    column("cost", "Cost", "money", currency="currency"),
    column("currency", "Currency", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
