"""Problems of one kind together: those of one value in one column are mended at one stroke."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.flows.exchange.runs import Run
from headgate.flows.exchange.schemas import ProblemGroup, ProblemGroups
from headgate.flows.exchange.tables import import_problems
from headgate.kit import paging
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

TAG = "problem groups"


class Found(msgspec.Struct):
    file: int
    column: str | None
    severity: str
    value: str | None
    message: str
    messages: int
    rows: int
    first_row: int
    first: int


@shape(Found)
def groups_after() -> sa.Select[Any]:
    """The largest first, changes left out; those without a column are of one kind by what they say."""
    c = import_problems.c
    said = sa.case((c.column.is_(None), c.message), else_="")
    rows, first = sa.func.count(sa.distinct(c.row)), sa.func.min(c.n)
    return (
        sa.select(
            c.file,
            c.column,
            c.severity,
            sa.func.min(c.value).label("value"),
            sa.func.min(c.message).label("message"),
            sa.func.count(sa.distinct(c.message)).label("messages"),
            rows.label("rows"),
            sa.func.min(c.row).label("first_row"),
            first.label("first"),
        )
        .where(c.workspace_id == P("ws"), c.import_id == P("id"), c.severity != "change")
        .group_by(c.file, c.column, c.severity, said, sa.case((c.column.is_not(None), c.value), else_=None))
        .having(
            sa.or_(
                rows < P("most", sa.BigInteger),
                sa.and_(rows == P("most", sa.BigInteger), first > P("after", sa.BigInteger)),
            )
        )
        .order_by(rows.desc(), first)
        .limit(P("limit", sa.Integer))
    )


def groups(tx: Tx, ws: str, run: Run, cursor: str | None, limit: int) -> ProblemGroups:
    """A page of them. Raises 400 for a forged cursor."""
    most, after = paging.place(cursor, TAG, paging.number, paging.number) if cursor else (1 << 62, 0)
    found = tx.all(groups_after(), ws=ws, id=run.id, most=most, after=after, limit=limit + 1)
    items = [
        ProblemGroup(
            each.file,
            each.column,
            each.severity,
            each.value if each.column is not None else None,
            each.message,
            each.messages,
            each.rows,
            each.first_row,
        )
        for each in found[:limit]
    ]
    last = found[limit - 1] if len(found) > limit else None
    return ProblemGroups(items, paging.encode((last.rows, last.first), TAG) if last else None)
