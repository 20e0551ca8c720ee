"""The API of what deals say of their sources that no source is called."""

from typing import Any

import sqlalchemy as sa
from litestar import get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from headgate.core.edge import AnyRequest, read
from headgate.records.deals.tables import deals
from headgate.records.sources.tables import source_words
from headgate.store.statements import P, shape

MOST = 100


class UnplacedWord(Struct):
    """A word that deals have for their source, and how many do."""

    word: str
    deals: int


class UnplacedWords(Struct):
    items: list[UnplacedWord]


@shape(UnplacedWord)
def unplaced() -> sa.Select[Any]:
    d, w = deals.c, source_words.c
    known = sa.exists(
        sa.select(sa.literal_column("1")).where(w.workspace_id == d.workspace_id, w.word == d.source)
    )
    return (
        sa.select(d.source.label("word"), sa.func.count().label("deals"))
        .where(d.workspace_id == P("ws"), d.standing != "removed", d.source.is_not(None), sa.not_(known))
        .group_by(d.source)
        .order_by(sa.func.count().desc(), d.source)
        .limit(MOST)
    )


@get(
    "/sources/unplaced",
    operation_id="listUnplacedSources",
    summary="What deals say of their sources that no source is called",
    tags=["Sources"],
    opt={"permission": "source.edit"},
)
async def list_unplaced(request: AnyRequest) -> UnplacedWords:
    def work(tx: Any, actor: Any) -> UnplacedWords:
        return UnplacedWords(tx.all(unplaced(), ws=actor.workspace_id))

    return await read(request, "source.edit", work, bounded=False)


routes: list[HTTPRouteHandler] = [list_unplaced]
