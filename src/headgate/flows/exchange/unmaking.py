"""Undoing a whole import: what is in the way, and the parts in which it is undone, newest first."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.fields.catalogue import PREFIXES
from headgate.core.journal.tables import journal
from headgate.core.verbs.perform import perform
from headgate.core.verbs.undo import Undo, Way
from headgate.flows.exchange import runs
from headgate.flows.exchange.driving import AIM_SECONDS, LONGEST, Interrupted, rest
from headgate.flows.exchange.schemas import Progress, Result
from headgate.flows.exchange.setting import Setting
from headgate.kit import ids
from headgate.kit.errors import Problem
from headgate.records.activities.tables import activities
from headgate.records.deals.events import FOLLOWED
from headgate.store.engine import Store, Tx
from headgate.store.statements import P, shape

SHOWN = 20
PART, MOST = 20, 400
"""Entries undone by one transaction: to begin with, and at most."""
CHANGED = "It was changed since."
ACTIVE = "Activities were planned or noted on it since."


class Entry(msgspec.Struct):
    seq: int
    recorded_at: Any
    record: str
    subject: int


@shape()
def first_of_batch() -> sa.Select[Any]:
    j = journal.c
    return sa.select(j.seq).where(j.workspace_id == P("ws"), j.batch == P("batch")).order_by(j.seq).limit(1)


@shape()
def changed_since() -> sa.Select[Any]:
    """Subjects of the batch with a later entry that is not of it, stands, and is no undo."""
    later, own, undo = journal.alias("later"), journal.alias("own"), journal.alias("undo")
    mine = sa.exists().where(
        own.c.workspace_id == later.c.workspace_id,
        own.c.subject == later.c.subject,
        own.c.batch == P("batch"),
        own.c.record == later.c.record,
    )
    undone = sa.exists().where(undo.c.workspace_id == later.c.workspace_id, undo.c.undoes == later.c.seq)
    return (
        sa.select(later.c.record, later.c.subject)
        .where(later.c.workspace_id == P("ws"), later.c.seq > P("first", journal.c.seq.type))
        .where(sa.or_(later.c.batch.is_(None), later.c.batch != P("batch")))
        .where(later.c.undoes.is_(None), mine, sa.not_(undone))
        .where(later.c.kind != sa.literal_column(f"'{FOLLOWED}'"))
        .distinct()
    )


@shape()
def with_activities() -> sa.Select[Any]:
    """Deals that the batch made; those that it changed may have had activities before."""
    j, a = journal.c, activities.c
    deal = sa.type_coerce(a.deal_id, sa.BigInteger)
    made = sa.exists().where(
        j.workspace_id == a.workspace_id, j.subject == deal, j.batch == P("batch"), j.kind == "deal.created"
    )
    return (
        sa.select(deal.label("subject"))
        .where(a.workspace_id == P("ws"), a.deal_id.is_not(None), a.standing != "removed", made)
        .distinct()
    )


@shape()
def name_of() -> sa.Select[Any]:
    j = journal.c
    return (
        sa.select(j.data)
        .where(j.workspace_id == P("ws"), j.subject == P("subject"), j.batch == P("batch"))
        .order_by(j.seq)
        .limit(1)
    )


@shape(Entry)
def standing_before() -> sa.Select[Any]:
    """Entries of the batch that are not undone, newest first."""
    j, undo = journal, journal.alias("undo")
    undone = sa.exists().where(undo.c.workspace_id == j.c.workspace_id, undo.c.undoes == j.c.seq)
    return (
        sa.select(j.c.seq, j.c.recorded_at, j.c.record, j.c.subject)
        .where(j.c.workspace_id == P("ws"), j.c.batch == P("batch"), j.c.seq < P("before"))
        .where(sa.not_(undone))
        .order_by(j.c.seq.desc())
        .limit(P("n", sa.Integer))
    )


@shape()
def count_of_batch() -> sa.Select[Any]:
    j = journal.c
    return sa.select(sa.func.count().label("n")).where(j.workspace_id == P("ws"), j.batch == P("batch"))


@shape()
def count_subjects(standing: bool) -> sa.Select[Any]:
    """The records that the batch touched; or those of them where something of it stands. A field that another
    took the place of is no record."""
    j, undo = journal, journal.alias("undo")
    found = sa.select(sa.func.count(sa.distinct(j.c.subject)).label("n")).where(
        j.c.workspace_id == P("ws"),
        j.c.batch == P("batch"),
        j.c.record != sa.literal_column("'custom_field'"),
    )
    undone = sa.exists().where(undo.c.workspace_id == j.c.workspace_id, undo.c.undoes == j.c.seq)
    return found.where(sa.not_(undone)) if standing else found


def in_the_way(tx: Tx, ws: str, batch: int) -> list[Way]:
    """The records of an import that somebody changed since, or works on; the first of them by name."""
    first = tx.one(first_of_batch(), ws=ws, batch=batch)
    if first is None:
        return []
    found = {
        subject: (record, CHANGED)
        for record, subject in tx.all(changed_since(), ws=ws, batch=batch, first=first)
    }
    for subject in tx.all(with_activities(), ws=ws, batch=batch):
        found.setdefault(subject, ("deal", ACTIVE))
    ways = []
    for place, (subject, (record, sentence)) in enumerate(found.items()):
        name = None
        if place < SHOWN:
            data = tx.one(name_of(), ws=ws, batch=batch, subject=subject)
            name = msgspec.json.decode(data).get("name") if data is not None else None
        ways.append(Way(record, ids.to_text(PREFIXES[record], subject), name, sentence))
    return ways


def undo(store: Store, at: Setting, alive: Callable[[Tx], None]) -> Result | None:
    """Undoes what can be undone; the result when all is done, None when the time is up. What is in the way
    is left as it is and counted. Can be run again from the start at any time."""
    end = time.monotonic() + LONGEST
    ws, batch = at.ws, at.run.batch
    ways = store.read(lambda tx: in_the_way(tx, ws, batch), bounded=False)
    kept = {ids.to_int(PREFIXES[way.record], way.id) for way in ways}
    total = store.read(lambda tx: int(tx.one(count_of_batch(), ws=ws, batch=batch) or 0), bounded=False)
    before, size = 1 << 62, PART
    while True:
        found = store.read(partial(standing_entries, ws, batch, before, size + 1))
        if not found:
            break
        part = whole_works(found, size)
        before = part[-1].seq
        mine = [entry for entry in part if entry.subject not in kept]
        took = step(store, at, mine, total, alive)
        size = max(PART, min(MOST, int(AIM_SECONDS * len(part) / max(took, 1e-6))))
        rest(took)
        if time.monotonic() > end:
            return None
    result = at.run.result or Result()

    def counted(tx: Tx) -> Result:
        left = int(tx.one(count_subjects(True), ws=ws, batch=batch) or 0)
        every = int(tx.one(count_subjects(False), ws=ws, batch=batch) or 0)
        return msgspec.structs.replace(result, undone=every - left, left=left)

    return store.read(counted, bounded=False)


def standing_entries(ws: str, batch: int, before: int, n: int, tx: Tx) -> list[Entry]:
    return tx.all(standing_before(), ws=ws, batch=batch, before=before, n=n)


def whole_works(found: list[Entry], size: int) -> list[Entry]:
    """The entries that were written together are undone together, unless they are more than a part."""
    if len(found) <= size:
        return found
    last = found[-1].recorded_at
    whole = [entry for entry in found if entry.recorded_at != last]
    return whole or found


def step(store: Store, at: Setting, part: list[Entry], total: int, alive: Callable[[Tx], None]) -> float:
    """One part; gives the seconds that it held the writer."""
    run = at.run

    def work(tx: Tx) -> tuple[runs.Run, float]:
        begun = time.thread_time()
        if part:
            taken_back(tx, at, part)
        done = (run.progress.done if run.progress else 0) + len(part)
        mine = msgspec.structs.replace(run)
        if not runs.changed(tx, at.ws, mine, progress=Progress("undo", done, total)):
            raise Interrupted
        alive(tx)
        return mine, time.thread_time() - begun

    at.run, took = store.write(work, lane="slow")
    return took


def taken_back(tx: Tx, at: Setting, part: list[Entry]) -> None:
    """Undoes the entries; where that is refused as a whole, record by record, and the rest stays."""
    try:
        with tx.attempt():
            perform(tx, at.actor, "undo", [asked(at, part)])
    except Problem:
        for subject in dict.fromkeys(entry.subject for entry in part):
            with suppress(Problem), tx.attempt():
                perform(tx, at.actor, "undo", [asked(at, [e for e in part if e.subject == subject])])


def asked(at: Setting, part: list[Entry]) -> Undo:
    return Undo(batch=at.run.batch, seqs=[entry.seq for entry in part], skip_changed=True)
