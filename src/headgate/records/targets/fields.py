"""The fields of targets."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.targets.tables import targets

TARGET = "target"
READ: frozenset[Ability] = frozenset(("filter", "sort", "group"))
ASKED: frozenset[Ability] = frozenset(("filter",))
STANDINGS = (("live", "In use"), ("archived", "Archived"))

record(TARGET, "targets", "tgt", targets)
declare(
    TARGET,
    column("starts_on", "Starts", "date"),
    column("ends_on", "Ends before", "date"),
    column("pipeline_id", "Pipeline", "link", links="pipeline"),
    column("team_id", "Team", "link", links="team"),
    column("member_id", "Member", "user", links="member"),
    column("amount", "Target", "money", currency="currency"),
    column("currency", "Currency", "text"),
    column("created_at", "Created", "instant", abilities=READ),
    column("standing", "Standing", "choice", choices=STANDINGS, abilities=ASKED),
)
