"""Where `headgate import` works: in this process over the store, or on a running server through its API."""

import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.request import Request

import click
import msgspec

from headgate.app.cli import asking
from headgate.app.cli.people import which
from headgate.app.cli.said import settings
from headgate.app.founding import member_for
from headgate.app.openapi import BASE
from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.verbs.perform import perform
from headgate.flows.exchange import jobs, runs, uploads
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.schemas import ChangePlan, Import, NameImport, RowProblem, RowProblems
from headgate.records.members.access import actor_of
from headgate.store.engine import Store, Tx
from headgate.store.open import open_store

JOBS = (jobs,)
SHOWN = 20
WAIT_SECONDS = 0.5
UPLOAD_SECONDS = 600.0


class Importer(Protocol):
    """Where the import runs. `ask` waits until what was asked for is done."""

    def start(self, files: Sequence[Path]) -> Import: ...
    def plan(self, run: Import, plan: Plan) -> Import: ...
    def ask(self, run: Import, word: str) -> Import: ...
    def problems(self, run: Import) -> list[RowProblem]: ...


class Here:
    """In this process, over the store, which nobody else may have open."""

    def __init__(self, store: Store, data: Path, actor: Actor) -> None:
        self.store, self.data, self.actor, self.ws = store, data, actor, actor.workspace_id

    def start(self, files: Sequence[Path]) -> Import:
        around = self.store.read(lambda tx: uploads.surroundings(tx, self.ws), bounded=False)
        id_, folder = uploads.new_folder(self.data)
        try:
            for place, file in enumerate(files):
                shutil.copyfile(file, folder / f"{place}.csv")
            new = uploads.drafted(id_, folder, [file.name for file in files], around)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return self.done("import.upload", new, id_)

    def plan(self, run: Import, plan: Plan) -> Import:
        return self.done("import.plan", ChangePlan(run.id, plan), run.id)

    def ask(self, run: Import, word: str) -> Import:
        self.done(f"import.{word}", NameImport(run.id), run.id)
        while job := self.store.write(lambda tx: queue.take(tx, self.ws)):
            queue.HANDLERS[job.kind](self.store, job)
            self.store.write(partial(finished, job))
        return self.now(run.id)

    def problems(self, run: Import) -> list[RowProblem]:
        query = runs.problems_after()
        found = self.store.read(lambda tx: tx.all(query, ws=self.ws, id=run.id, after=0, limit=SHOWN))
        return [RowProblem(*row[1:]) for row in found]

    def done(self, verb: str, payload: Any, id_: str) -> Import:
        self.store.write(lambda tx: perform(tx, self.actor, verb, [payload]))
        return self.now(id_)

    def now(self, id_: str) -> Import:
        return runs.answer(self.store.read(lambda tx: runs.run_of(tx, self.ws, id_)))


class There:
    """On a running server, through its API."""

    def __init__(self, url: str, token: str | None) -> None:
        self.url, self.token = url, token

    def start(self, files: Sequence[Path]) -> Import:
        boundary = secrets.token_hex(16)
        if not self.token:
            raise click.ClickException("--url needs --token (or the variable HEADGATE_TOKEN).")
        body = b"".join(part(boundary, file) for file in files) + f"--{boundary}--\r\n".encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }
        request = Request(f"{self.url.rstrip('/')}{BASE}/imports", body, headers, method="POST")
        with asking.opened(request, UPLOAD_SECONDS) as response:
            return msgspec.json.decode(response.read(), type=Import)

    def plan(self, run: Import, plan: Plan) -> Import:
        return self.answer("PUT", f"/imports/{run.id}/plan", msgspec.to_builtins(plan))

    def ask(self, run: Import, word: str) -> Import:
        now = self.answer("POST", f"/imports/{run.id}/{word}", {})
        while now.status in ("checking", "applying"):
            time.sleep(WAIT_SECONDS)
            now = self.answer("GET", f"/imports/{run.id}")
            if now.progress:
                click.echo(
                    f"\r{now.progress.phase} {now.progress.done:,} of {now.progress.total:,}", nl=False
                )
        click.echo()
        return now

    def problems(self, run: Import) -> list[RowProblem]:
        path = f"/imports/{run.id}/problems?limit={SHOWN}"
        found = asking.answer(self.url, self.token, "GET", path)
        return msgspec.convert(found, RowProblems).items

    def answer(self, method: str, path: str, body: Any = None) -> Import:
        return msgspec.convert(asking.answer(self.url, self.token, method, path, body), Import)


def finished(job: queue.Job, tx: Tx) -> None:
    queue.finish(tx, job)


def part(boundary: str, file: Path) -> bytes:
    name = file.name.replace("\\", "_").replace('"', "_")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    return f"{head}Content-Type: text/csv\r\n\r\n".encode() + file.read_bytes() + b"\r\n"


@contextmanager
def importer(workspace: str | None, url: str | None, token: str | None) -> Iterator[Importer]:
    if url:
        yield There(url, token)
        return
    own = settings()
    store = open_store(own.data, own.database_url)
    try:
        ws = which(store, workspace)
        actor = store.read(lambda tx: actor_of(tx, member_for(tx, ws), None))
        yield Here(store, own.data, actor)
    finally:
        store.close()
