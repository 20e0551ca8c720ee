"""Somebody who changes many deals at once, with the jobs done on the spot; and the same one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.app import nouns
from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.journal.entries import Entry, since
from headgate.core.verbs.registry import VERBS
from headgate.flows.bulk import runs
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import Chosen, NameBulk, NewBulk
from headgate.kit.errors import Problem
from headgate.records.deals.stored import TABLES, stored
from headgate.records.deals.tables import TRACKED, deals
from headgate.records.deals.totals import kept
from headgate.records.deals.verify import verify
from headgate.records.members.tables import members
from headgate.store.engine import Tx
from headgate.store.statements import P, shape
from tests.world import World

nouns.load()


@shape()
def rows_of() -> sa.Select[Any]:
    names = [*TRACKED, "rank", "stage_since", "name_key"]
    return (
        sa.select(deals.c.id, *(deals.c[name] for name in names))
        .where(deals.c.workspace_id == P("ws"))
        .order_by(deals.c.id)
    )


@shape()
def leave() -> sa.Update:
    m = members.c
    return sa.update(members).where(m.workspace_id == P("ws"), m.id == P("id")).values(status="inactive")


@dataclass
class Desk:
    world: World
    actor: Actor

    def start(self, verb: Any, payload: dict[str, Any], ids: Sequence[str] | None, **more: Any) -> Run:
        chosen = more.pop("deals", None) or Chosen(ids=list(ids or ()))
        new = NewBulk(chosen, verb, payload, **more)
        (id_,) = self.world.do("bulk.start", new, actor=self.actor).results
        return self.run(id_)

    def whole(self, verb: Any, payload: dict[str, Any], ids: Sequence[str] | None = None, **more: Any) -> Run:
        """Asked for and done."""
        run = self.start(verb, payload, ids, **more)
        self.work()
        return self.run(run.id)

    def undo(self, run: Run, actor: Actor | None = None) -> Run:
        self.world.do("bulk.undo", NameBulk(run.id), actor=actor or self.actor)
        self.work()
        return self.run(run.id)

    def run(self, id_: str) -> Run:
        return self.world.store.read(lambda tx: runs.run_of(tx, self.world.ws, id_))

    def work(self) -> None:
        store = self.world.store
        while job := store.write(lambda tx: queue.take(tx, self.world.ws)):
            queue.HANDLERS[job.kind](store, job)
            store.write(partial(queue.finish, job=job))

    def singly(self, verb: str, payload: dict[str, Any], ids: Sequence[str]) -> dict[str, str]:
        """The same changes one by one; the refused with what was said."""
        refused = {}
        for id_ in reversed(ids):
            body: Any = msgspec.convert({**payload, "id": id_}, VERBS[f"deal.{verb}"].payload)
            try:
                self.world.do(f"deal.{verb}", body, actor=self.actor)
            except Problem as problem:
                refused[id_] = problem.code
        return refused

    def entries(self) -> list[Entry]:
        return self.world.store.read(lambda tx: tx.all(since(), ws=self.world.ws, since=0, n=10_000))

    def leaves(self) -> Any:
        return leave()

    def rows(self) -> list[Any]:
        return self.world.store.read(lambda tx: tx.all(rows_of(), ws=self.world.ws))

    def history(self) -> list[Any]:
        """Versions and visits as they are believed now, without the clock of knowledge."""

        def read(tx: Tx) -> list[Any]:
            found = []
            for id_, *_ in tx.all(rows_of(), ws=self.world.ws):
                for table, _ in TABLES:
                    spans = [known.span for _, known in stored(tx, self.world.ws, id_, table) if open_(known)]
                    found.append([id_, table, *sorted(spans, key=lambda s: (s.start, s.end))])
            return found

        return self.world.store.read(read)

    def totals(self) -> list[Any]:
        return self.world.store.read(
            lambda tx: [msgspec.structs.astuple(each) for each in tx.all(kept(), ws=self.world.ws)]
        )

    def differences(self) -> list[str]:
        return list(verify(self.world.store, self.world.ws))


def open_(known: Any) -> bool:
    return bool(known.known_to.year == 9999)
