"""What the numbers in the facts stand for: stages, lost reasons, list prices, and the names of segments."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import RECORDS, Field, Scope
from headgate.insight.metrics.registry import StageFact
from headgate.kit import ids
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.products.tables import products
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape


@shape()
def list_prices() -> sa.Select[Any]:
    return sa.select(sa.type_coerce(products.c.id, sa.BigInteger), products.c.list_price).where(
        products.c.workspace_id == P("ws"),
        products.c.currency == P("currency"),
        products.c.list_price.is_not(None),
    )


@shape()
def titles(record: str) -> sa.Select[Any]:
    kind = RECORDS[record]
    return sa.select(kind.table.c.id, kind.title(Scope(kind.table)).label("title")).where(
        kind.table.c.workspace_id == P("ws"), among(kind.table.c.id, "ids")
    )


def prices_of(tx: Tx, ws: str, currency: str) -> dict[int, int]:
    return dict(tx.all(list_prices(), ws=ws, currency=currency))


def reasons(tx: Tx, ws: str) -> dict[int, str]:
    return {ids.to_int("reason", reason.id): reason.kind for reason in reasons_of(tx, ws)}


def stage_facts(tx: Tx, ws: str, pipeline_id: str | None) -> tuple[StageFact, ...]:
    """The stages in order, of one pipeline or of all."""
    found = []
    for pipeline in pipelines_of(tx, ws):
        if pipeline_id not in (None, pipeline.id):
            continue
        mark = next((s.position for s in pipeline.stages if s.qualifying), None)
        for s in pipeline.stages:
            sooner = s.kind == "open" and mark is not None and s.position < mark
            number = ids.to_int("stage", s.id)
            found.append(StageFact(s.id, number, s.name, s.kind, s.probability or 0, sooner))
    return tuple(found)


def labels(tx: Tx, ws: str, field: Field, keys: Iterable[Any]) -> dict[Any, str]:
    """Segment key -> how people call it."""
    wanted = [key for key in keys if key is not None]
    named: dict[Any, str] = {None: f"No {field.label.partition(',')[0].lower()}"}
    if field.type in ("user", "link") and field.links in RECORDS:
        named |= dict(tx.all(titles(field.links), ws=ws, ids=sorted(wanted)))
    choices = dict(field.choices)
    for key in wanted:
        if field.type == "flag":
            named[key] = "Yes" if key else "No"
        elif key not in named:
            named[key] = choices.get(key, str(key))
    return named
