"""Idempotency keys: the first answer to a key is kept with its change and given again."""

import hashlib
from datetime import timedelta

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.kit import clock
from headgate.kit.errors import bad_input, conflict
from headgate.store.engine import Tx
from headgate.store.schema import column, index, table
from headgate.store.statements import P, insert_into, shape
from headgate.store.types import Id, Instant, Json

LONGEST_KEY = 200
KEPT = timedelta(days=2)

answers = table(
    "idempotent_answer",
    column("member_id", Id("mem")),
    column("key", sa.Text()),
    column("mark", sa.Text()),
    column("answer", Json()),
    column("at", Instant()),
    index("idempotent_answer_at", "at"),
    key=("member_id", "key"),
)


class Known(msgspec.Struct):
    mark: str
    answer: msgspec.Raw


@shape(Known)
def known() -> sa.Select[tuple[str, msgspec.Raw]]:
    return sa.select(answers.c.mark, answers.c.answer).where(
        answers.c.workspace_id == P("ws"), answers.c.member_id == P("member"), answers.c.key == P("key")
    )


@shape()
def insert_answer() -> sa.Insert:
    return insert_into(answers)


@shape()
def forget() -> sa.Delete:
    return sa.delete(answers).where(answers.c.workspace_id == P("ws"), answers.c.at < P("before"))


def mark(method: str, path: str, body: bytes) -> str:
    """What the key stands for; the same key for another request is an error."""
    return hashlib.sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()


def answer(tx: Tx, actor: Actor, key: str, mark: str) -> msgspec.Raw | None:
    """The kept answer, or None. Raises 422 for a bad key, 409 for one used for another request."""
    if len(key) > LONGEST_KEY:
        raise bad_input(f"An Idempotency-Key has at most {LONGEST_KEY} characters.")
    found = tx.one(known(), ws=actor.workspace_id, member=actor.member_id, key=key)
    if found is None:
        return None
    if found.mark != mark:
        raise conflict("This Idempotency-Key was used for another request.")
    return found.answer


def keep(tx: Tx, actor: Actor, key: str, mark: str, body: bytes) -> None:
    at = clock.now()
    tx.run(forget(), ws=actor.workspace_id, before=at - KEPT)
    tx.run(
        insert_answer(),
        workspace_id=actor.workspace_id,
        member_id=actor.member_id,
        key=key,
        mark=mark,
        answer=msgspec.Raw(body),
        at=at,
    )
