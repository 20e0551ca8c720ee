"""`python -m bench.searching`: what the search costs with a million records, on either engine.

The records are written straight into their tables, without a journal, and the index is filled as by
`headgate reindex`. Each row of the report is many different questions of one kind, asked by one person.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from bench.filling import Filled
from bench.places import engine
from bench.wording import Words
from headgate.core.access.actor import Actor
from headgate.core.search import rebuild
from headgate.core.verbs.rows import insert_row
from headgate.flows.lookup.search import search
from headgate.kit import clock, ids
from headgate.kit.text import fold, squash
from headgate.records.members.access import actor_of
from headgate.records.members.queries import person
from headgate.store.engine import Store, Tx

BATCH = 2_000
SHARES = {"company": 7, "contact": 33, "deal": 60}
"""Of a hundred records."""


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m bench.searching", description=__doc__)
    given.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given.add_argument("--records", type=int, default=1_000_000)
    given.add_argument("--questions", type=int, default=200, help="of each kind")
    given.add_argument("--keep", type=Path, help="a folder in which the SQLite store stays for the next run")
    asked = given.parse_args()
    with engine(asked.engine) as made, tempfile.TemporaryDirectory() as other:
        folder = asked.keep or Path(other) / "store"
        place, filled = made.base(folder, 20)
        mark = folder / f"records-{asked.records}"
        there = asked.engine == "sqlite" and mark.exists()
        store = place.open()
        try:
            words = Words(Random("words"))
            for line in prepared(store, filled, words, asked.records, there):
                print(line, flush=True)
            if asked.keep and asked.engine == "sqlite":
                mark.touch()
            for line in report(store, filled, words, asked.questions):
                print(line, flush=True)
        finally:
            store.close()


def prepared(store: Store, filled: Filled, words: Words, records: int, there: bool) -> Iterator[str]:
    """Writes and indexes the records; where they are there already, the words alone are made again."""
    start = time.perf_counter()
    for record, share in SHARES.items():
        rows = islice(MAKERS[record](words, filled), records * share // 100)
        while some := list(islice(rows, BATCH)):
            if not there:
                store.write(partial(written, record=record, ws=filled.ws, rows=some))
    yield f"{records:,} records in {time.perf_counter() - start:.0f} s"
    if there:
        return
    start = time.perf_counter()
    rebuild.rebuild(store, filled.ws)
    yield f"indexed in {time.perf_counter() - start:.0f} s"
    settle(store)


def report(store: Store, filled: Filled, words: Words, questions: int) -> Iterator[str]:
    members = {"admin": filled.admin_id, "manager": filled.manager_id, "seller": filled.seller_id}
    yield "| question | who | p50 ms | p99 ms | CPU ms | found |"
    yield "|---|---|--:|--:|--:|--:|"
    for kind, make in words.questions().items():
        for who, member in members.items():
            actor = store.read(partial(seated, ws=filled.ws, member=member))
            yield measured(store, actor, kind, who, make, questions)


def measured(store: Store, actor: Actor, kind: str, who: str, make: Callable[[], str], questions: int) -> str:
    """`CPU`: the mean of this process alone; on PostgreSQL the database's own work is not in it."""
    store.read(lambda tx: search(tx, actor, make()))
    times, found = [], 0
    cpu = time.process_time()
    for _ in range(questions):
        text = make()
        start = time.perf_counter()
        hits = store.read(partial(search, actor=actor, text=text))
        times.append((time.perf_counter() - start) * 1_000)
        found += bool(hits.items)
    cpu = (time.process_time() - cpu) * 1_000 / questions
    times.sort()
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    return f"| {kind} | {who} | {p50:.1f} | {p99:.1f} | {cpu:.1f} | {found * 100 // questions} % |"


def written(tx: Tx, *, record: str, ws: str, rows: list[dict[str, Any]]) -> None:
    tx.many(insert_row(record), [{"workspace_id": ws, **row} for row in rows])


def seated(tx: Tx, *, ws: str, member: str) -> Actor:
    who = person(tx, ws, member)
    if who is None:
        raise LookupError(member)
    return actor_of(tx, who, None)


def settle(store: Store) -> None:
    """What the database does by itself after a while."""
    if store.engine == "postgresql":
        store.write(lambda tx: tx.script(["ANALYZE"]))


def company_rows(words: Words, filled: Filled) -> Iterator[dict[str, Any]]:
    while True:
        name = words.company()
        words.companies.append(name)
        yield {
            **dict.fromkeys(("sector", "country", "region", "revenue", "employees", "founded", "parent_id")),
            **dict.fromkeys(("owner_id", "external_source", "external_id")),
            "id": ids.new("co"),
            "name": name,
            "name_key": fold(name),
            "match_key": squash(name),
            "domain": words.domain(name),
            "currency": "EUR",
            "custom": {},
            "standing": "live",
            "created_at": clock.now(),
            "version": 1,
        }


def contact_rows(words: Words, filled: Filled) -> Iterator[dict[str, Any]]:
    while True:
        given, family, email, phone = words.person()
        name = f"{given} {family}"
        yield {
            **dict.fromkeys(("job_title", "company_id", "owner_id", "external_source", "external_id")),
            "id": ids.new("con"),
            "name": name,
            "name_key": fold(name),
            "given_name": given,
            "family_name": family,
            "emails": [{"address": email, "label": None}],
            "phones": [{"number": phone, "label": None}],
            "email": email,
            "phone": phone,
            "custom": {},
            "standing": "live",
            "created_at": clock.now(),
            "version": 1,
        }


def deal_rows(words: Words, filled: Filled) -> Iterator[dict[str, Any]]:
    number = 1_000
    while True:
        number += 1
        name = words.deal()
        words.last_number = number
        yield {
            **dict.fromkeys(
                ("amount", "amount_from", "expected_close", "company_id", "product_id", "source", "deal_type")
            ),
            **dict.fromkeys(("description", "closed_at", "closed_precision", "lost_reason_id", "lost_note")),
            **dict.fromkeys(("exit_stage_id", "entry_amount", "closed_amount", "closed_owner_id")),
            **dict.fromkeys(("snoozed_until", "removal", "removed_at", "merged_into_id")),
            **dict.fromkeys(("next_activity_id", "next_kind", "next_subject", "next_due")),
            **dict.fromkeys(("external_source", "external_id")),
            "id": ids.new("deal"),
            "name": name,
            "name_key": fold(name),
            "pipeline_id": filled.pipeline,
            "stage_id": filled.stages[number % len(filled.stages)],
            "status": "open",
            "currency": "EUR",
            "owner_id": filled.sellers[number % len(filled.sellers)],
            "custom": {},
            "standing": "live",
            "created_at": clock.now(),
            "created_precision": "instant",
            "number": number,
            "rank": f"m{number:x}",
            "stage_since": clock.now(),
            "version": 1,
        }


MAKERS = {"company": company_rows, "contact": contact_rows, "deal": deal_rows}

if __name__ == "__main__":
    main()
