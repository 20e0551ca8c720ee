"""The queue of durable work: put in, claimed under a lease, ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.jobs.tables import jobs
from headgate.kit import clock, ids
from headgate.store.engine import News, Tx
from headgate.store.statements import P, insert_into, shape

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 5


class Job(msgspec.Struct):
    """A claimed piece of work."""

    workspace_id: str
    id: str
    kind: str
    payload: msgspec.Raw
    attempts: int


HANDLERS: dict[str, Callable[..., None]] = {}
"""Kind -> function (store, job). A handler must bear being run again: a process may die half-way."""


def handler(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers the function that does jobs of a kind."""

    def register(run: Callable[..., None]) -> Callable[..., None]:
        if kind in HANDLERS:
            raise ValueError(f"jobs of kind {kind} have a handler")
        HANDLERS[kind] = run
        return run

    return register


@shape()
def insert_job() -> sa.Insert:
    return insert_into(jobs)


@shape()
def workspaces_due() -> sa.Select[Any]:
    return (
        sa.select(jobs.c.workspace_id)
        .where(sa.or_(jobs.c.state == "waiting", jobs.c.state == "running"), jobs.c.due_at <= P("now"))
        .where(sa.or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < P("now")))
        .distinct()
    )


class Left(msgspec.Struct):
    """Work of a kind that is not done: waiting, running, or failed for good; the instant of the oldest."""

    kind: str
    state: str
    count: int
    since: datetime


@shape(Left)
def left() -> sa.Select[Any]:
    j = jobs.c
    return (
        sa.select(j.kind, j.state, sa.func.count().label("count"), sa.func.min(j.due_at).label("since"))
        .where(j.state != "done")
        .group_by(j.kind, j.state)
        .order_by(j.kind, j.state)
    )


@shape(Job)
def claim() -> Any:
    free = sa.or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < P("now"))
    first = (
        sa.select(jobs.c.id)
        .where(jobs.c.workspace_id == P("ws"), sa.or_(jobs.c.state == "waiting", jobs.c.state == "running"))
        .where(jobs.c.due_at <= P("now"), free)
        .order_by(jobs.c.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return (
        sa.update(jobs)
        .where(jobs.c.workspace_id == P("ws"), jobs.c.id == first)
        .values(state="running", lease_until=P("until"), attempts=jobs.c.attempts + 1)
        .returning(jobs.c.workspace_id, jobs.c.id, jobs.c.kind, jobs.c.payload, jobs.c.attempts)
    )


@shape()
def extend_lease() -> sa.Update:
    return (
        sa.update(jobs)
        .where(jobs.c.workspace_id == P("ws"), jobs.c.id == P("id"))
        .values(lease_until=P("until"))
    )


@shape()
def end_job() -> sa.Update:
    return (
        sa.update(jobs)
        .where(jobs.c.workspace_id == P("ws"), jobs.c.id == P("id"))
        .values(state=P("state"), due_at=P("due_at"), lease_until=None, error=P("error"))
    )


def put(
    tx: Tx, ws: str, kind: str, payload: Any, *, due_at: datetime | None = None, dedupe: str | None = None
) -> str:
    """Asks for work, done after this transaction commits; gives the job's id."""
    at = clock.now()
    made = ids.new("job")
    tx.run(
        insert_job(),
        workspace_id=ws,
        id=made,
        kind=kind,
        payload=payload,
        state="waiting",
        due_at=due_at or at,
        lease_until=None,
        attempts=0,
        dedupe=dedupe,
        error=None,
        created_at=at,
    )
    tx.announce(News(ws, 0, work=True))
    return made


def take(tx: Tx, ws: str) -> Job | None:
    """Claims the workspace's next due job, or one whose lease has run out."""
    at = clock.now()
    return tx.one(claim(), ws=ws, now=at, until=at + LEASE)


def keep_alive(tx: Tx, job: Job) -> None:
    """Long work says that it lives."""
    tx.run(extend_lease(), ws=job.workspace_id, id=job.id, until=clock.now() + LEASE)


def again(tx: Tx, job: Job) -> None:
    """What is left of long work waits in turn with the rest, so that nobody else's waits for all of it."""
    put(tx, job.workspace_id, job.kind, msgspec.Raw(bytes(job.payload)))


def finish(tx: Tx, job: Job) -> None:
    tx.run(end_job(), ws=job.workspace_id, id=job.id, state="done", due_at=clock.now(), error=None)


def retry_or_fail(tx: Tx, job: Job, error: str) -> None:
    """Waits longer after each failure; after the last attempt the job rests as failed, with its error."""
    state = "failed" if job.attempts >= MAX_ATTEMPTS else "waiting"
    due = clock.now() + timedelta(seconds=2**job.attempts)
    tx.run(end_job(), ws=job.workspace_id, id=job.id, state=state, due_at=due, error=error[:2000])
