"""What sources add to deals: which source the deal's word names, and every source above it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from headgate.core.fields.catalogue import DERIVED, Ability, Field, Scope, declare
from headgate.records.deals.fields import DEAL
from headgate.records.sources.fields import SOURCE
from headgate.records.sources.tables import source_words, sources_above

ASKED: frozenset[Ability] = frozenset(("filter",))


def meant(alias: str, scope: Scope) -> tuple[Any, Any]:
    """(the words under another name, that one of them is the deal's)."""
    w = source_words.alias(alias)
    return w, sa.and_(w.c.workspace_id == scope.workspace_id, w.c.word == scope.source)


def source_id(scope: Scope) -> Any:
    w, here = meant("word_of_deal", scope)
    return sa.select(w.c.source_id).where(here).scalar_subquery()


def branch(scope: Scope) -> tuple[Any, Callable[[Any], Any]]:
    """The deal's source and all above it: a condition on a source then holds for all below."""
    w, here = meant("word_in_branch", scope)
    up = sources_above.alias("branch_of_deal")
    joined = w.join(up, sa.and_(up.c.workspace_id == w.c.workspace_id, up.c.source_id == w.c.source_id))
    one: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(joined)
    return up.c.above_id, lambda test: sa.exists(one.where(here, test))


declare(
    DEAL.name,
    Field("source_id", "Source in the tree", "link", source_id, DERIVED, links=SOURCE),
    Field("source_branch", "Source, with all below", "link", source_id, ASKED, links=SOURCE, each=branch),
)
