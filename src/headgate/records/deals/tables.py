"""Tables of deals: as they are, as they were (versions and visits, with two clocks), and totals by stage."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number, words

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what still holds."""
FOREVER_MICROS = 253402214400000000
NOBODY = "mem_0"
"""Stands for “no owner” where a key may not be empty."""


def tracked() -> list[sa.Column[Any]]:
    """The columns whose past is kept: the same in `deal` and `deal_version`."""
    return [
        column("name", words()),
        column("pipeline_id", Id("pipe")),
        column("stage_id", Id("stage")),
        column("status", sa.Text()),
        column("amount", Number, null=True),
        column("currency", sa.Text()),
        column("amount_from", sa.Text(), null=True),
        column("expected_close", sa.Text(), null=True),
        column("owner_id", Id("mem"), null=True),
        column("company_id", Id("co"), null=True),
        column("product_id", Id("prod"), null=True),
        column("source", words(), null=True),
        column("deal_type", words(), null=True),
        column("description", sa.Text(), null=True),
        column("closed_at", Instant(), null=True),
        column("closed_precision", sa.Text(), null=True),
        column("lost_reason_id", Id("reason"), null=True),
        column("lost_note", sa.Text(), null=True),
        column("exit_stage_id", Id("stage"), null=True),
        column("entry_amount", Number, null=True),
        column("closed_amount", Number, null=True),
        column("closed_owner_id", Id("mem"), null=True),
        column("custom", Json()),
        column("standing", sa.Text()),
        column("created_at", Instant()),
        column("created_precision", sa.Text()),
        column("snoozed_until", sa.Text(), null=True),
        column("removal", sa.Text(), null=True),
        column("removed_at", Instant(), null=True),
        column("merged_into_id", Id("deal"), null=True),
    ]


TRACKED = tuple(c.name for c in tracked())
INSTANTS = tuple(c.name for c in tracked() if isinstance(c.type, Instant))
ON_BOARD = "standing = 'live'"
CURRENT = f"valid_to = {FOREVER_MICROS} AND known_to = {FOREVER_MICROS}"

deals = table(
    "deal",
    column("id", Id("deal")),
    *tracked(),
    column("number", Number),
    column("name_key", words()),
    column("rank", words()),
    column("stage_since", Instant()),
    column("next_activity_id", Id("act"), null=True),
    column("next_kind", sa.Text(), null=True),
    column("next_subject", sa.Text(), null=True),
    column("next_due", Instant(), null=True),
    column("external_source", sa.Text(), null=True),
    column("external_id", sa.Text(), null=True),
    column("version", Number),
    # The owner last: a manager's board passes by the deals of others without looking them up.
    index("deal_board", "stage_id", "rank", "id", "owner_id", where=ON_BOARD),
    index("deal_board_owner", "stage_id", "owner_id", "rank", "id", where=ON_BOARD),
    index("deal_closed", "stage_id", "closed_at", where="closed_at IS NOT NULL"),
    index("deal_removed", "removed_at", where="removed_at IS NOT NULL"),
    index("deal_owner", "owner_id"),
    index("deal_company", "company_id"),
    index("deal_created", "created_at"),
    index("deal_name", "name_key"),
    index("deal_external", "external_source", "external_id", where="external_id IS NOT NULL"),
)

deal_versions = table(
    "deal_version",
    column("deal_id", Id("deal")),
    column("version", Number),
    column("part", Number),
    column("valid_from", Instant()),
    column("valid_to", Instant()),
    column("known_from", Instant()),
    column("known_to", Instant()),
    *tracked(),
    index("deal_version_current", "deal_id", unique=True, where=CURRENT),
    key=("deal_id", "version", "part"),
)

stage_visits = table(
    "stage_visit",
    column("deal_id", Id("deal")),
    column("version", Number),
    column("part", Number),
    column("valid_from", Instant()),
    column("valid_to", Instant()),
    column("known_from", Instant()),
    column("known_to", Instant()),
    column("pipeline_id", Id("pipe")),
    column("stage_id", Id("stage")),
    column("owner_id", Id("mem"), null=True),
    column("amount", Number, null=True),
    column("currency", sa.Text()),
    column("precision", sa.Text()),
    column("exit", sa.Text(), null=True),
    column("exit_precision", sa.Text(), null=True),
    column("origin", sa.Text()),
    column("truncated", Number),
    index("stage_visit_current", "deal_id", unique=True, where=CURRENT),
    index("stage_visit_stage", "stage_id", "valid_from"),
    key=("deal_id", "version", "part"),
)

stage_totals = table(
    "stage_total",
    column("pipeline_id", Id("pipe")),
    column("stage_id", Id("stage")),
    column("owner_id", Id("mem")),
    column("currency", sa.Text()),
    column("count", Number),
    column("amount", Number),
    # The currency before the owner: the sums of a whole board are then read in the order of their groups.
    key=("pipeline_id", "stage_id", "currency", "owner_id"),
    narrow=True,
)

deal_counter = table("deal_counter", column("last", Number), key=(), narrow=True)
"""One row a workspace: the last number that people can say given to a deal."""
