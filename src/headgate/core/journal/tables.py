"""The journal's tables: the entries, and the counter that numbers them in commit order."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number

journal = table(
    "journal",
    column("seq", Number),
    column("occurred_at", Instant()),
    column("recorded_at", Instant()),
    column("actor_id", Id("mem"), null=True),
    column("origin", sa.Text()),
    column("kind", sa.Text()),
    column("record", sa.Text()),
    column("subject", Number),
    column("changes", Json()),
    column("data", Json()),
    column("cause", Number, null=True),
    column("undoes", Number, null=True),
    column("batch", Number, null=True),
    column("device", sa.Text(), null=True),
    index("journal_subject", "subject", "seq"),
    index("journal_batch", "batch", "seq", where="batch IS NOT NULL"),
    index("journal_undoes", "undoes", where="undoes IS NOT NULL"),
    key=("seq",),
)
"""`device`: where a change came from, if that is known: a session's browser and system, a token's name."""

journal_head = table(
    "journal_head", column("seq", Number), column("recorded_at", Instant(), null=True), key=(), narrow=True
)
"""One row a workspace: the last number given, and the latest instant at which anything was recorded."""
