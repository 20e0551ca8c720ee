"""`python -m bench.asking`: what a list costs that custom fields narrow or order, with a million deals.

The deals are written straight into their tables, without a journal. Each row of the report is many questions
of one kind: a page of 50 and its count, as the first page of the list asks.
"""

import argparse
import json
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
from bench.searching import BATCH, deal_rows, seated, settle, written
from bench.wording import Words
from headgate.app import nouns
from headgate.core.access.actor import Actor, visible
from headgate.core.listing.pages import Page, page, wanted
from headgate.core.verbs.perform import perform
from headgate.kit import ids
from headgate.records.custom_fields.asking import known
from headgate.records.custom_fields.queries import insert_value
from headgate.records.custom_fields.schemas import FieldKind, NewCustomField
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import Deal
from headgate.store.engine import Store, Tx

NUMBER, TEXT = "depth", "port"
KINDS: dict[str, FieldKind] = {NUMBER: "number", TEXT: "text"}
Ask = dict[str, Any]


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m bench.asking", description=__doc__)
    given.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given.add_argument("--deals", type=int, default=1_000_000)
    given.add_argument("--questions", type=int, default=60, help="of each kind")
    asked = given.parse_args()
    nouns.load()
    with engine(asked.engine) as made, tempfile.TemporaryDirectory() as folder:
        place, filled = made.base(Path(folder) / "store", 20)
        store = place.open()
        try:
            actor = store.read(partial(seated, ws=filled.ws, member=filled.admin_id))
            write(store, actor, filled, asked.deals)
            for line in report(store, actor, asked.questions):
                print(line, flush=True)
        finally:
            store.close()


def write(store: Store, actor: Actor, filled: Filled, deals: int) -> None:
    """Every third deal has a number of 0 to 999; every seventh the text “common”, ten of them “rare”."""
    named = (
        NewCustomField("deal", "Depth", "number", key=NUMBER),
        NewCustomField("deal", "Port", "text", key=TEXT),
    )
    number, text = store.write(lambda tx: perform(tx, actor, "custom_field.add", named)).results
    words = Words(Random("deals"))
    words.companies = [words.company() for _ in range(5_000)]
    rows = islice(enumerate(deal_rows(words, filled)), deals)
    random = Random("depths")
    while some := list(islice(rows, BATCH)):
        values: list[dict[str, Any]] = []
        for at, row in some:
            own = {"workspace_id": filled.ws, "record_id": ids.to_int("deal", row["id"]), "part": 0}
            empty = dict.fromkeys(("text", "number", "instant", "mark"))
            if at % 3 == 0:
                row["custom"] = {NUMBER: random.randrange(1000)}
                values.append({**own, **empty, "field_id": number, "number": float(row["custom"][NUMBER])})
            if at % 7 == 0:
                word = "rare" if at % (deals // 10) == 0 else "common"
                row["custom"] = {**row["custom"], TEXT: word}
                values.append({**own, **empty, "field_id": text, "text": word})
        store.write(partial(both, ws=filled.ws, rows=[row for _, row in some], values=values))
    settle(store)


def both(tx: Tx, *, ws: str, rows: list[dict[str, Any]], values: list[dict[str, Any]]) -> None:
    written(tx, record="deal", ws=ws, rows=rows)
    tx.many(insert_value(), values)


def report(store: Store, actor: Actor, questions: int) -> Iterator[str]:
    yield "| list | p50 ms | p99 ms | deals |"
    yield "|---|--:|--:|--:|"
    for name, ask in asked(Random("asked")).items():
        yield measured(store, actor, name, ask, questions)


def asked(random: Random) -> dict[str, Callable[[], Ask]]:
    def number(op: str, value: Any) -> Any:
        return {"field": f"custom.{NUMBER}", "op": op, "value": value}

    def between(width: int) -> Any:
        low = random.randrange(1000 - width)
        return number("between", [low, low + width - 1])

    text = {"field": f"custom.{TEXT}", "op": "eq"}
    common: Any = {**text, "value": "common"}
    return {
        "number at least 0, newest first": lambda: {"filter": number("ge", 0), "sort": "-created_at"},
        "number at least 0, by name": lambda: {"filter": number("ge", 0), "sort": "name"},
        "one number": lambda: {"filter": number("eq", random.randrange(1000)), "sort": "name"},
        "number between": lambda: {"filter": between(11), "sort": "name"},
        "number between, widely": lambda: {"filter": between(30), "sort": "name"},
        "a text that every seventh has": lambda: {"filter": common, "sort": "name"},
        "a text that ten have": lambda: {"filter": {**text, "value": "rare"}, "sort": "name"},
        "sorted by the number": lambda: {"sort": f"-custom.{NUMBER}"},
        "sorted by the number, narrowed by the text": lambda: {"filter": common, "sort": f"-custom.{NUMBER}"},
    }


def measured(store: Store, actor: Actor, name: str, ask: Callable[[], Ask], questions: int) -> str:
    times, totals = [], []
    for _ in range(questions):
        given = ask()
        given["filter"] = json.dumps(given["filter"]) if "filter" in given else None
        start = time.perf_counter()
        first = store.read(partial(first_page, actor=actor, **given))
        times.append((time.perf_counter() - start) * 1_000)
        totals.append(first.total or 0)
    times.sort()
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    return f"| {name} | {p50:.1f} | {p99:.1f} | {sorted(totals)[len(totals) // 2]:,} |"


def first_page(tx: Tx, actor: Actor, *, filter: str | None, sort: str) -> Page[Deal]:
    kind = known(tx, actor.workspace_id, "deal", filter, sort)
    return page(tx, actor.workspace_id, DEALS, wanted(kind, filter=filter, sort=sort, seen=visible(actor)))


if __name__ == "__main__":
    main()
