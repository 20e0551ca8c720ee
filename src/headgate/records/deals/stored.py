"""Spans as rows of `deal_version` and `stage_visit`, and back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs import rows
from headgate.records.deals import timeline
from headgate.records.deals.knowing import Fold, Known
from headgate.records.deals.tables import FOREVER_MICROS, INSTANTS, TRACKED, deal_versions, stage_visits
from headgate.records.deals.timeline import Span
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from headgate.store.types import Instant

VISIT = ("pipeline_id", "stage_id", "owner_id", "amount", "currency", "precision", "origin", "truncated")
CLOCKS = ("deal_id", "version", "part", "valid_from", "valid_to", "known_from", "known_to")
FACTS: dict[str, tuple[str, ...]] = {"deal_version": TRACKED, "stage_visit": VISIT}
TABLES: tuple[tuple[str, Fold], ...] = (("deal_version", timeline.versions), ("stage_visit", timeline.visits))
_TABLE = {"deal_version": deal_versions, "stage_visit": stage_visits}


@shape()
def insert_span(table: str) -> sa.Insert:
    return sa.insert(_TABLE[table]).values({c.name: P(c.name) for c in _TABLE[table].columns})


@shape()
def of_deal(table: str) -> sa.Select[Any]:
    t = _TABLE[table]
    return (
        sa.select(*t.columns)
        .where(t.c.workspace_id == P("ws"), t.c.deal_id == P("deal"))
        .order_by(t.c.known_from, t.c.valid_from, t.c.version, t.c.part)
    )


@shape()
def end_span(table: str) -> sa.Update:
    t = _TABLE[table]
    values: dict[str, Any] = {"valid_to": P("new_valid_to"), "known_to": P("new_known_to")}
    if table == "stage_visit":
        values |= {"exit": P("exit"), "exit_precision": P("exit_precision")}
    return sa.update(t).where(*_key(t)).values(values)


@shape()
def drop_span(table: str) -> sa.Delete:
    return sa.delete(_TABLE[table]).where(*_key(_TABLE[table]))


@shape()
def end_knowledge(table: str) -> sa.Update:
    """What is believed of the deals is so no longer."""
    t = _TABLE[table]
    return (
        sa.update(t)
        .where(t.c.workspace_id == P("ws"), among(t.c.deal_id, "ids"))
        .where(t.c.known_to == sa.literal_column(str(FOREVER_MICROS)))
        .values(known_to=P("at"))
    )


@shape()
def written_at(table: str) -> sa.Select[Any]:
    """The deals of which something was written at that instant."""
    t = _TABLE[table]
    at = P("at", Instant())
    return (
        sa.select(t.c.deal_id)
        .where(t.c.workspace_id == P("ws"), among(t.c.deal_id, "ids"))
        .where(sa.or_(t.c.known_from == at, t.c.known_to == at, t.c.valid_to == at))
        .distinct()
    )


def _key(t: sa.Table) -> list[Any]:
    return [
        t.c.workspace_id == P("ws"),
        t.c.deal_id == P("deal"),
        t.c.version == P("version"),
        t.c.part == P("part"),
    ]


def deal_number(deal_id: str) -> int:
    return int(deal_id.partition("_")[2], 16)


def normal(table: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with every column, as a row has them."""
    full = {name: facts.get(name) for name in FACTS[table]}
    if "custom" in full and full["custom"] is None:
        full["custom"] = {}
    return full


def full_row(ws: str, deal_id: str, version: int, part: int, known: Known, table: str) -> dict[str, Any]:
    span = known.span
    facts = normal(table, span.facts)
    row: dict[str, Any] = {
        "workspace_id": ws,
        "deal_id": deal_id,
        "version": version,
        "part": part,
        "valid_from": span.start,
        "valid_to": span.end,
        "known_from": known.known_from,
        "known_to": known.known_to,
        **facts,
    }
    if table == "stage_visit":
        row |= {"exit": span.out[0], "exit_precision": span.out[1]}
    else:
        for name in INSTANTS:
            row[name] = rows.stored("deal", name, facts[name])
    return row


def read_back(table: str, cells: Sequence[Any]) -> tuple[tuple[int, int], Known]:
    """A stored row as (its version and part, what it says)."""
    row = dict(zip([c.name for c in _TABLE[table].columns], cells, strict=True))
    facts = {name: row[name] for name in FACTS[table]}
    if table == "deal_version":
        facts["custom"] = msgspec.json.decode(facts["custom"])
        for name in INSTANTS:
            facts[name] = rows.plain(facts[name])
        out: tuple[str | None, str | None] = (None, None)
    else:
        out = (row["exit"], row["exit_precision"])
    span = Span(row["valid_from"], row["valid_to"], facts, out)
    return (row["version"], row["part"]), Known(span, row["known_from"], row["known_to"])


def stored(tx: Tx, ws: str, deal_id: str, table: str) -> list[tuple[tuple[int, int], Known]]:
    return [read_back(table, cells) for cells in tx.all(of_deal(table), ws=ws, deal=deal_id)]


def signature(table: str, known: Known) -> tuple[Any, ...]:
    """All that a row says, comparable whether folded or read."""
    facts = normal(table, known.span.facts)
    return (*begun(table, known), known.span.end, known.known_to, known.span.out, len(facts))


def begun(table: str, known: Known) -> tuple[datetime, datetime, bytes]:
    """What of a row never changes: its beginning on both clocks and its facts."""
    facts = normal(table, known.span.facts)
    return known.span.start, known.known_from, msgspec.json.encode(facts, order="deterministic")


def sync(tx: Tx, ws: str, deal_id: str, version: int, table: str, wanted: list[Known]) -> None:
    """Makes the stored rows of a deal say what is wanted: ends, adds, drops what was never known."""
    have = stored(tx, ws, deal_id, table)
    missing = []
    ends = {}
    for known in wanted:
        mark = begun(table, known)
        found = next((pair for pair in have if begun(table, pair[1]) == mark), None)
        if found is None:
            missing.append(known)
            continue
        have.remove(found)
        if signature(table, found[1]) != signature(table, known):
            ends[found[0]] = known
    for number, part in (pair[0] for pair in have):
        tx.run(drop_span(table), ws=ws, deal=deal_id, version=number, part=part)
    for (number, part), known in ends.items():
        out = (
            {"exit": known.span.out[0], "exit_precision": known.span.out[1]} if table == "stage_visit" else {}
        )
        tx.run(
            end_span(table),
            ws=ws,
            deal=deal_id,
            version=number,
            part=part,
            new_valid_to=known.span.end,
            new_known_to=known.known_to,
            **out,
        )
    for part, known in enumerate(missing, start=1):
        tx.run(insert_span(table), **full_row(ws, deal_id, version, part, known, table))
