"""The deals behind a stage's numbers, the last to enter it first."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.listing.pages import Page
from headgate.insight.arrays import Ints
from headgate.insight.funnel.answer import Read, read
from headgate.insight.funnel.conversion import entries, fates
from headgate.insight.funnel.schemas import Mode
from headgate.insight.question import Asked
from headgate.kit import ids, paging
from headgate.kit.errors import not_found
from headgate.records.deals.queries import columns, with_names
from headgate.records.deals.schemas import Deal
from headgate.records.deals.tables import deals
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

Part = Literal["entered", "advanced", "lost", "open", "moved"]


@shape(Deal)
def those() -> sa.Select[Any]:
    asked = sa.select(*columns()).select_from(with_names())
    return asked.where(deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"))


def behind(
    tx: Tx, actor: Actor, asked: Asked, mode: Mode, stage_id: str, part: Part, cursor: str | None, limit: int
) -> Page[Deal]:
    """A page of the deals that a stage's conversion counts, as they are now. Raises 400, 404, 422."""
    found = read(tx, actor, asked)
    numbers, at = counted(found, mode, stage_id, part)
    tag = f"funnel:{stage_id}:{part}:{mode}"
    start = 0
    if cursor:
        entered, last = paging.place(cursor, tag, int, int)
        # Descending by both, as pairs.
        start = int(np.sum((at > entered) | ((at == entered) & (numbers >= last))))
    shown = numbers[start : start + limit].tolist()
    items = in_order(tx, actor.workspace_id, [ids.to_text("deal", number) for number in shown])
    page = Page(items, None)
    if not cursor:
        page.total = len(numbers)
    if start + limit < len(numbers):
        end = start + limit - 1
        page.next = paging.encode((str(at[end]), str(numbers[end])), tag)
    return page


def counted(found: Read, mode: Mode, stage_id: str, part: Part) -> tuple[Ints, Ints]:
    """(the deals' numbers, when each entered the stage), the last to enter first. Raises 404."""
    lives = found.lives
    place = next((k for k, stage in enumerate(lives.stages) if stage.id == stage_id), None)
    if place is None:
        raise not_found("stage")
    which = fates(lives, place, mode, found.question.period)[part]
    numbers = found.facts.id[lives.place[which]]
    at = entries(lives, place, mode)[which]
    order = np.lexsort((numbers, at))[::-1]
    return numbers[order], at[order]


def in_order(tx: Tx, ws: str, wanted: Sequence[str]) -> list[Deal]:
    by_id = {deal.id: deal for deal in tx.all(those(), ws=ws, ids=list(wanted))}
    return [by_id[id_] for id_ in wanted if id_ in by_id]
