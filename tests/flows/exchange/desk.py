"""Somebody who imports: uploads files, checks, applies and undoes, with the jobs done on the spot."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from headgate.app import founding, nouns
from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.listing.listing import Ask
from headgate.core.listing.pages import Page, page, wanted
from headgate.core.search.verify import verify as verify_search
from headgate.core.verbs.perform import Outcome, perform
from headgate.flows.exchange import exporting, runs, uploads
from headgate.flows.exchange.cells import Exported
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import ChangePlan, NameImport, RowProblem, UndoImport
from headgate.insight import answers
from headgate.insight.question import Asked
from headgate.insight.schemas import Figure
from headgate.records.companies.queries import COMPANIES
from headgate.records.companies.schemas import Company
from headgate.records.contacts.queries import CONTACTS
from headgate.records.contacts.schemas import Contact
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import Deal
from headgate.records.deals.verify import verify
from headgate.records.lines.verify import verify as verify_lines
from headgate.records.members.access import actor_of
from headgate.records.members.queries import person
from headgate.store.engine import Store, Tx

nouns.load()


@dataclass
class Desk:
    """A workspace and its owner, who imports into it."""

    store: Store
    data: Path
    ws: str
    actor: Actor

    def upload(self, files: Mapping[str, bytes]) -> Run:
        around = self.store.read(lambda tx: uploads.surroundings(tx, self.ws), bounded=False)
        id_, folder = uploads.new_folder(self.data)
        for place, text in enumerate(files.values()):
            (folder / f"{place}.csv").write_bytes(text)
        new = uploads.drafted(id_, folder, list(files), around)
        self.do("import.upload", new)
        return self.run(id_)

    def do(self, verb: str, *batch: Any) -> Outcome:
        return self.store.write(lambda tx: perform(tx, self.actor, verb, list(batch)))

    def run(self, id_: str) -> Run:
        return self.store.read(lambda tx: runs.run_of(tx, self.ws, id_))

    def plan(self, run: Run, plan: Plan | None = None, **options: Any) -> Run:
        """Keeps the plan, with some options changed."""
        made = plan or run.plan
        for name, value in options.items():
            setattr(made.options, name, value)
        self.do("import.plan", ChangePlan(run.id, made))
        return self.run(run.id)

    def work(self) -> int:
        """Does the jobs that are due; gives how many."""
        count = 0
        while job := self.store.write(lambda tx: queue.take(tx, self.ws)):
            self.finish(job)
            count += 1
        return count

    def finish(self, job: queue.Job) -> None:
        queue.HANDLERS[job.kind](self.store, job)
        self.store.write(lambda tx: queue.finish(tx, job))

    def check(self, run: Run) -> Run:
        self.do("import.check", NameImport(run.id))
        self.work()
        return self.run(run.id)

    def apply(self, run: Run) -> Run:
        self.do("import.apply", NameImport(run.id))
        self.work()
        return self.run(run.id)

    def undo(self, run: Run, *, skip_changed: bool = False) -> Run:
        self.do("import.undo", UndoImport(run.id, skip_changed))
        self.work()
        return self.run(run.id)

    def whole(self, files: Mapping[str, bytes], **options: Any) -> Run:
        """From the files to the records."""
        checked = self.check(self.plan(self.upload(files), **options))
        assert checked.status == "checked", checked.error
        applied = self.apply(checked)
        assert applied.status == "applied", applied.error
        return applied

    def problems(self, run: Run) -> list[RowProblem]:
        query = runs.problems_after()
        found = self.store.read(lambda tx: tx.all(query, ws=self.ws, id=run.id, after=0, limit=1000))
        return [RowProblem(*row[1:]) for row in found]

    def export(self, kind: Exported) -> str:
        """The whole export of a noun, as one file."""
        with_ = self.store.read(lambda tx: exporting.around(tx, self.ws, kind))
        text, cursor = exporting.header(kind, with_), None
        while True:
            part = partial(exporting.next_rows, actor=self.actor, asked=exporting.Asked(kind), cursor=cursor)
            rows, cursor = self.store.read(part)
            with_.linked = self.store.read(
                partial(exporting.named_in, actor=self.actor, rows=rows, with_=with_)
            )
            text += exporting.written(kind, rows, with_)
            if cursor is None:
                return text

    def figure(self, name: str, **asked: Any) -> Figure:
        return self.store.read(lambda tx: answers.figure(tx, self.actor, name, Asked(**asked)), bounded=False)

    def differences(self) -> list[str]:
        return [
            *verify(self.store, self.ws),
            *verify_lines(self.store, self.ws),
            *verify_search(self.store, self.ws),
        ]


def desk(store: Store, data: Path, **workspace: Any) -> Desk:
    """A fresh workspace, and its owner at the desk."""

    def work(tx: Tx) -> tuple[str, Actor]:
        ws, member = founding.empty_workspace(tx, **workspace)
        who = person(tx, ws, member)
        assert who is not None
        return ws, actor_of(tx, who, None)

    ws, actor = store.write(work)
    return Desk(store, data, ws, actor)


def deals_of(at: Desk, *, limit: int = 200) -> list[Deal]:
    ask = wanted("deal", limit=limit, put_away=None)
    return at.store.read(lambda tx: page(tx, at.ws, DEALS, ask)).items


def companies_of(at: Desk) -> list[Company]:
    return at.store.read(lambda tx: page(tx, at.ws, COMPANIES, wanted("company", limit=200))).items


def contacts_of(at: Desk) -> list[Contact]:
    found, cursor = [], None
    while True:
        ask = wanted("contact", cursor=cursor, limit=200)
        part = at.store.read(partial(one_page, at.ws, ask))
        found += part.items
        cursor = part.next
        if cursor is None:
            return found


def one_page(ws: str, ask: Ask, tx: Tx) -> Page[Contact]:
    return page(tx, ws, CONTACTS, ask)


def accounted(run: Run) -> bool:
    """Whether each row is created, matched or refused."""
    assert run.result is not None
    return all(
        run.files[each.index].file.rows == each.rows == each.created + each.matched + each.refused
        for each in run.result.files
    )
