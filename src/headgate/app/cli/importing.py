"""`headgate import`: CSV and XLSX from guess to done, through a running server or into the store."""

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
from headgate.app.cli.people import choice_of_workspace, which
from headgate.app.cli.said import settings
from headgate.app.founding import member_for
from headgate.app.openapi import BASE
from headgate.core.access.actor import Actor
from headgate.core.jobs import queue
from headgate.core.verbs.perform import perform
from headgate.flows.exchange import jobs, runs, uploads
from headgate.flows.exchange.plans import Missing, Options, Plan
from headgate.flows.exchange.schemas import ChangePlan, Import, NameImport, RowProblem, RowProblems
from headgate.records.members.access import actor_of
from headgate.store.engine import Store, Tx
from headgate.store.open import open_store

JOBS = (jobs,)
MISSING: tuple[Missing, ...] = ("leave", "list_price", "list_price_all")
SHOWN = 20
WAIT_SECONDS = 0.5
UPLOAD_SECONDS = 600.0
BARS = ("   ", "|  ", "|| ", "|||")


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


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--plan", "plan_file", type=click.Path(path_type=Path, exists=True), help="A plan as JSON.")
@click.option("--save-plan", type=click.Path(path_type=Path, dir_okay=False), help="Write the plan and stop.")
@click.option("--currency", help="The currency of amounts that carry none.")
@click.option("--missing-amount", type=click.Choice(MISSING), help="For deals without a value.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@choice_of_workspace
@asking.options
def import_files(
    files: tuple[Path, ...],
    plan_file: Path | None,
    save_plan: Path | None,
    currency: str | None,
    missing_amount: Missing | None,
    yes: bool,
    workspace: str | None,
    url: str | None,
    token: str | None,
) -> None:
    """Import CSV or XLSX FILES: deals, companies, products, members, alone or together.

    Prints what each column is taken for, tries it without writing, tells every problem, asks, imports.
    """
    with importer(workspace, url, token) as where:
        run = where.start(files)
        show_guess(run)
        plan = msgspec.json.decode(plan_file.read_bytes(), type=Plan) if plan_file else run.plan
        options: dict[str, Any] = {"currency": currency, "missing_amount": missing_amount}
        given = {name: value for name, value in options.items() if value is not None}
        plan = msgspec.structs.replace(plan, options=msgspec.structs.replace(plan.options, **given))
        if save_plan:
            save_plan.write_bytes(msgspec.json.format(msgspec.json.encode(plan), indent=2))
            click.echo(f"The plan is in {save_plan}.")
            return
        run = where.ask(where.plan(run, plan), "check")
        show_result(run, "This would happen", where.problems(run), plan.options)
        if run.status != "checked":
            raise click.ClickException(run.error or f"The check ended as {run.status}.")
        if not yes:
            click.confirm("Import?", abort=True)
        run = where.ask(run, "apply")
        show_result(run, "Done", where.problems(run), plan.options)
        if run.status != "applied":
            raise click.ClickException(run.error or f"The import ended as {run.status}.")


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


def show_guess(run: Import) -> None:
    for file in run.files:
        click.echo(f"\n{file.name}: {file.rows:,} rows of {file.record}")
        for column in file.columns:
            field = column.field or "-"
            click.echo(f"  {column.name:<24} {BARS[column.certainty]} {field:<18} {column.why}")


def show_result(run: Import, title: str, problems: Sequence[RowProblem], options: Options) -> None:
    result = run.result
    if result is None:
        return
    click.echo(f"\n{title}")
    for noun, count in sorted(result.created.items(), key=lambda item: -item[1]):
        click.echo(f"  {noun:<12} {count:>10,} new {result.matched.get(noun, 0):>10,} there already")
    click.echo(f"  rows refused {result.refused:>10,}")
    if result.missing_open.rows and options.missing_amount == "leave":
        click.echo(f"  {result.missing_open.rows:,} open deals have no value (--missing-amount list_price)")
    for each in problems:
        at = f"{run.files[each.file].name} row {each.row}" + (f", {each.column}" if each.column else "")
        click.echo(f"  {each.severity}: {at}: {each.message}")
    if run.problems > len(problems):
        click.echo(f"  … and {run.problems - len(problems):,} further problems")


commands = [import_files]
