"""The tables of roles, and of who takes part in which deal."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Number, words

roles = table(
    "deal_role",
    column("id", Id("role")),
    column("name", words()),
    column("position", Number),
    column("standing", sa.Text()),
    column("version", Number),
)

participants = table(
    "participant",
    column("id", Id("part")),
    column("deal_id", Id("deal")),
    column("contact_id", Id("con")),
    column("role_id", Id("role"), null=True),
    column("main_since", Instant(), null=True),
    column("created_at", Instant()),
    column("standing", sa.Text()),
    column("version", Number),
    index("participant_once", "deal_id", "contact_id", unique=True, where="standing = 'live'"),
    index("participant_contact", "contact_id"),
    index("participant_role", "role_id"),
)
"""The main person of a deal is the one who was made so last, else the first who was added: there is always
exactly one as long as there is anybody, also after an undo."""
