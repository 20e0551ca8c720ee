"""Who sees a deal beside those who see it through its owner."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Flag, Id, Instant, Number

collaborators = table(
    "collaborator",
    column("id", Id("col")),
    column("deal_id", Id("deal")),
    column("member_id", Id("mem")),
    column("may_edit", Flag()),
    column("created_at", Instant()),
    column("standing", sa.Text()),
    column("version", Number),
    index("collaborator_once", "deal_id", "member_id", unique=True, where="standing = 'live'"),
    index("collaborator_member", "member_id", "deal_id", where="standing = 'live'"),
)
