"""Rebuilds all that is derived from deals' journal and compares: versions, visits, present rows, totals."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS
from headgate.core.journal.entries import of_subjects
from headgate.core.verbs import rows
from headgate.records.deals import knowing, timeline, totals
from headgate.records.deals.stored import TABLES, deal_number, signature, stored
from headgate.records.deals.tables import FOREVER, TRACKED, deals
from headgate.store.dialect import among
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

AT_ONCE = 200


@shape()
def ids_after() -> sa.Select[Any]:
    return (
        sa.select(deals.c.id)
        .where(deals.c.workspace_id == P("ws"), deals.c.id > P("last"))
        .order_by(deals.c.id)
        .limit(P("n", sa.Integer))
    )


@shape()
def whole_rows() -> sa.Select[Any]:
    return sa.select(*deals.columns).where(deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"))


def verify(store: Store, ws: str) -> Iterator[str]:
    """Sentences that name each difference; nothing where all is well. Reads in short snapshots."""
    last = "deal_0"
    while True:
        ids = store.read(lambda tx, last=last: tx.all(ids_after(), ws=ws, last=last, n=AT_ONCE))  # type: ignore[misc]
        if not ids:
            break
        yield from store.read(lambda tx, ids=ids: list(of_deals(tx, ws, ids)))  # type: ignore[misc]
        last = ids[-1]
    yield from store.read(lambda tx: totals.differences(tx, ws))


def of_deals(tx: Tx, ws: str, ids: list[str]) -> Iterator[str]:
    """The differences of some deals, on one snapshot."""
    events: dict[str, list[timeline.Event]] = {id_: [] for id_ in ids}
    for entry in tx.all(of_subjects(), ws=ws, subjects=[deal_number(id_) for id_ in ids]):
        events[entry.subject_id].append(timeline.from_entry(entry))
    names = [c.name for c in deals.columns]
    present = {
        row["id"]: row
        for row in (dict(zip(names, cells, strict=True)) for cells in tx.all(whole_rows(), ws=ws, ids=ids))
    }
    for id_ in ids:
        for table, fold in TABLES:
            rebuilt = Counter(signature(table, row) for row in knowing.known(events[id_], fold))
            kept = Counter(signature(table, row) for _, row in stored(tx, ws, id_, table))
            if rebuilt != kept:
                extra, lack = (kept - rebuilt).total(), (rebuilt - kept).total()
                yield f"{table} of {id_}: {extra} rows too many, {lack} missing"
        yield from of_row(id_, present[id_], events[id_])


def of_row(id_: str, row: dict[str, Any], events: list[timeline.Event]) -> Iterator[str]:
    """Whether the present row is what the journal's last word says."""
    standing = timeline.standing(events)
    believed = timeline.versions(standing)
    if not believed:
        if row["standing"] != rows.REMOVED:
            yield f"{id_}: the journal knows no standing deal, the row is {row['standing']}"
        return
    facts = believed[-1].facts
    for name in TRACKED:
        value = msgspec.json.decode(row[name]) if name == "custom" else rows.plain(row[name])
        wanted = facts.get(name, {} if name == "custom" else None)
        if value != wanted:
            label = RECORDS["deal"].fields[name].label if name in RECORDS["deal"].fields else name
            yield f"{id_}: {label} is {value!r}, the journal says {wanted!r}"
    stays = timeline.visits(standing)
    if stays and stays[-1].end == FOREVER and stays[-1].start != row["stage_since"]:
        yield f"{id_}: in its stage since {row['stage_since']}, the journal says {stays[-1].start}"
