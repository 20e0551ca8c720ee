"""What stands in a workspace: its records, what is believed of deals, the totals; to compare two moments."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.records.companies.tables import companies
from headgate.records.contacts.tables import contacts
from headgate.records.deals.tables import FOREVER_MICROS, deal_versions, deals, stage_totals, stage_visits
from headgate.records.lines.tables import lines
from headgate.records.members.tables import members, teams
from headgate.records.pipelines.tables import pipelines, stages
from headgate.records.products.tables import products
from headgate.store.engine import Tx
from headgate.store.statements import P, Query
from tests.flows.exchange.desk import Desk

STANDING = (deals, lines, companies, contacts, products, members, teams, pipelines, stages)
BELIEVED = (deal_versions, stage_visits)


def rows(tx: Tx, ws: str, table: sa.Table, *where: Any) -> list[Any]:
    mine = sa.select(*(c for c in table.columns if c.name != "version")).where(
        table.c.workspace_id == P("ws"), *where
    )
    found: list[Any] = tx.all(Query(mine), ws=ws)
    return sorted(str([bytes(c) if isinstance(c, msgspec.Raw) else c for c in row]) for row in found)


def state(at: Desk) -> dict[str, list[Any]]:
    """All that stands, all that is believed now, and the totals."""

    def read(tx: Tx) -> dict[str, list[Any]]:
        made = {t.name: rows(tx, at.ws, t, t.c.standing != "removed") for t in STANDING}
        known: Any = sa.literal_column(str(FOREVER_MICROS))
        made |= {t.name: rows(tx, at.ws, t, t.c.known_to == known) for t in BELIEVED}
        totals = sa.or_(stage_totals.c.count != 0, stage_totals.c.amount != 0)
        return made | {"totals": rows(tx, at.ws, stage_totals, totals)}

    return at.store.read(read)
