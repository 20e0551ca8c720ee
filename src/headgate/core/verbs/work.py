"""A piece of work: the transaction, who acts, when; it gathers the notes that the journal then writes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from headgate.core.access.actor import Actor
from headgate.core.journal.entries import Changes, Note, append, present
from headgate.core.search.index import follow
from headgate.kit.errors import Problem
from headgate.store.engine import Tx

PayloadT = TypeVar("PayloadT")
Row = dict[str, Any]


class Work:
    """One verb at work. `at` is the recorded instant of all that it does.

    `refused`: where a part may go while the rest stays, the records that stay, each with its problem; None
    where the first problem refuses everything.
    """

    def __init__(
        self,
        tx: Tx,
        actor: Actor,
        *,
        occurred_at: datetime | None = None,
        batch: int | None = None,
    ) -> None:
        self.tx = tx
        self.actor = actor
        self.ws = actor.workspace_id
        self.recorded: datetime | None = None
        self.told = occurred_at
        self.batch = batch
        self.notes: list[Note] = []
        self.before_end: list[Callable[[], None]] = []
        self.scratch: dict[str, Any] = {}
        self.refused: dict[str, Problem] | None = None
        self.first = self.last = 0

    @property
    def at(self) -> datetime:
        """Asked for once, and late: never before an instant that the workspace has recorded already, though
        the clock be set back or another machine's be ahead."""
        if self.recorded is None:
            self.recorded = present(self.tx, self.ws)
        return self.recorded

    @property
    def occurred_at(self) -> datetime:
        """When it happened: the moment that somebody named, else when it is recorded."""
        return self.told or self.at

    @occurred_at.setter
    def occurred_at(self, at: datetime) -> None:
        self.told = at

    def locked(self) -> None:
        """Called once rows are locked: whoever held them before has recorded something until just now, and
        what this work records comes after it."""
        if not self.notes:
            self.recorded = None

    def refuse(self, id_: str, problem: Problem) -> None:
        """One record of the batch stays as it is. Raises the problem unless a part may go."""
        if self.refused is None:
            raise problem
        self.refused.setdefault(id_, problem)

    def stays(self, row: Row) -> bool:
        return self.refused is not None and row["id"] in self.refused

    def sift(
        self, found: Sequence[Row], batch: Sequence[PayloadT], check: Callable[[Row, PayloadT], object]
    ) -> tuple[list[Row], list[PayloadT]]:
        """The loaded rows and payloads for which the check raises no problem; the others are refused."""
        kept, payloads = [], []
        for row, payload in zip(found, batch, strict=True):
            try:
                check(row, payload)
            except Problem as problem:
                self.refuse(row["id"], problem)
            else:
                kept.append(row)
                payloads.append(payload)
        return kept, payloads

    def note(
        self,
        kind: str,
        subject_id: str,
        changes: Changes | None = None,
        *,
        occurred_at: datetime | None = None,
        undoes: int | None = None,
        **data: Any,
    ) -> Note:
        """Notes what happened to one record; written when the work ends."""
        made = Note(kind, subject_id, occurred_at or self.occurred_at, changes or {}, data, undoes)
        self.notes.append(made)
        return made

    def end(self) -> None:
        """Writes the journal and what follows from it, as the last statements of the transaction."""
        for step in self.before_end:
            step()
        if self.notes:
            self.first, self.last = append(
                self.tx,
                self.ws,
                self.notes,
                recorded_at=self.at,
                actor_id=self.actor.member_id,
                origin=self.actor.origin,
                batch=self.batch,
                device=self.actor.device,
            )
            follow(self.tx, self.ws, self.notes)
