"""The fields of a workspace."""

from headgate.core.fields.catalogue import Ability, column, declare, record
from headgate.records.workspace.tables import workspaces

RECORD = "workspace"
record(RECORD, "workspaces", "ws", workspaces)
declare(
    RECORD,
    column("name", "Name", "text"),
    column("base_currency", "Currency", "text"),
    column("zone", "Time zone", "text"),
    column("fiscal_month", "First month of the fiscal year", "number"),
    column("week_start", "First day of the week", "number"),
    column("calendar", "Business calendar", "text", abilities=frozenset[Ability]()),
    column("backdating_days", "Days that may be entered late", "number"),
)
