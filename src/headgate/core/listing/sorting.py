"""Lists in the order of a custom field: along its values, then the records that have none."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from headgate.core.conditions.kept import mine
from headgate.core.conditions.sql import where
from headgate.core.conditions.tree import Shape
from headgate.core.fields.catalogue import Record, Scope
from headgate.core.fields.tables import field_values
from headgate.store.statements import P

BY = "sorted_by"
"""The value that says which field."""


def select_filled(
    columns: Sequence[Any], record: Record, scope: Scope, source: Any, wanted: tuple[Shape, str, bool, bool]
) -> sa.Select[Any]:
    """Rows with a value, after the place (`k0` the value, `k1` the number in the id), `n` of them.

    `wanted` is (condition shape, column of the values, descending, whether there is a place)."""
    shape, column, descending, continued = wanted
    values = field_values.alias("sorted")
    key, last = values.c[column], values.c.record_id
    # No reader of the list is to have its values given back as ids: the join compares the bare numbers.
    here = sa.and_(values.c.workspace_id == scope.workspace_id, last == scope.id)
    statement = sa.select(*columns, key.label("sort_key")).select_from(source.join(values, here))
    statement = statement.where(scope.workspace_id == P("ws"), mine(values, BY), key.is_not(None))
    condition = where(shape, record, scope)
    if condition is not None:
        statement = statement.where(condition)
    if continued:
        beyond = key < P("k0", key.type) if descending else key > P("k0", key.type)
        reached = key <= P("k0", key.type) if descending else key >= P("k0", key.type)
        after = last < P("k1", last.type) if descending else last > P("k1", last.type)
        statement = statement.where(reached, sa.or_(beyond, after))
    order = (key.desc(), last.desc()) if descending else (key, last)
    return statement.order_by(*order).limit(P("n", sa.Integer))


def select_empty(
    columns: Sequence[Any], record: Record, scope: Scope, source: Any, wanted: tuple[Shape, bool]
) -> sa.Select[Any]:
    """Rows without a value, in the order in which they were made, after the one with the id `k1`."""
    shape, continued = wanted
    values = field_values.alias("sorted")
    one: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(values)
    filled = sa.exists(one.where(mine(values, BY), values.c.record_id == scope.id))
    nothing: Any = sa.null().label("sort_key")
    statement = sa.select(*columns, nothing).select_from(source)
    statement = statement.where(scope.workspace_id == P("ws"), sa.not_(filled))
    condition = where(shape, record, scope)
    if condition is not None:
        statement = statement.where(condition)
    if continued:
        statement = statement.where(scope.id > P("k1", scope.id.type))
    return statement.order_by(scope.id).limit(P("n", sa.Integer))
