"""The tables of contacts, and of what they are matched by."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number, words

contacts = table(
    "contact",
    column("id", Id("con")),
    column("name", words()),
    column("name_key", words()),
    column("given_name", words(), null=True),
    column("family_name", words(), null=True),
    column("job_title", words(), null=True),
    column("emails", Json()),
    column("phones", Json()),
    column("email", words(), null=True),
    column("phone", words(), null=True),
    column("company_id", Id("co"), null=True),
    column("owner_id", Id("mem"), null=True),
    column("custom", Json()),
    column("external_source", sa.Text(), null=True),
    column("external_id", sa.Text(), null=True),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("contact_name", "name_key", "id"),
    index("contact_company", "company_id"),
    index("contact_owner", "owner_id"),
    index("contact_external", "external_source", "external_id", where="external_id IS NOT NULL"),
)
"""`name`, `email` and `phone` follow from the parts and the lists: the first address is the main one."""

contact_marks = table(
    "contact_mark",
    column("kind", sa.Text()),
    column("mark", words()),
    column("contact_id", Id("con")),
    index("contact_mark_contact", "contact_id"),
    key=("kind", "mark", "contact_id"),
    narrow=True,
)
"""Every address of a contact in the form in which addresses are compared; `kind` is “email” or “phone”."""
