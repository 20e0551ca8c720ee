"""Which deals a reading is to take anew, since the journal has grown: as a rule a few of very many."""

from typing import Any

import numpy as np
import sqlalchemy as sa

from headgate.core.journal.tables import journal
from headgate.insight.arrays import Ints
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

MOST = 2_000
"""Entries up to which it pays to take deals one by one."""
BESIDE = frozenset(("activity", "contact"))
"""Records that no figure reads, but for a deal's next step."""


@shape()
def subjects_after() -> sa.Select[Any]:
    j = journal.c
    return (
        sa.select(j.record, j.subject)
        .where(j.workspace_id == P("ws"), j.seq > P("after"))
        .order_by(j.seq)
        .limit(sa.literal_column(str(MOST + 1)))
    )


def deals_after(tx: Tx, ws: str, seq: int, beside: frozenset[str] = BESIDE) -> Ints | None:
    """The numbers of the deals that entries after `seq` tell of. None where all must be read: after very many
    entries, or after one of another record, whose change may show in any deal."""
    rows = tx.all(subjects_after(), ws=ws, after=seq)
    if len(rows) > MOST or any(record != "deal" and record not in beside for record, _ in rows):
        return None
    return np.unique(np.array([subject for record, subject in rows if record == "deal"], dtype=np.int64))
