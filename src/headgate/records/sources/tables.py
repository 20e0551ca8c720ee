"""The tables of sources, of the words that deals name them by, and of what stands above each."""

import sqlalchemy as sa

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Instant, Json, Number, words

sources = table(
    "source",
    column("id", Id("src")),
    column("name", words()),
    column("name_key", words()),
    column("kind", sa.Text()),
    column("parent_id", Id("src"), null=True),
    column("words", Json()),
    column("starts_on", sa.Text(), null=True),
    column("ends_on", sa.Text(), null=True),
    column("cost", Number, null=True),
    column("currency", sa.Text()),
    column("standing", sa.Text()),
    column("created_at", Instant()),
    column("version", Number),
    index("source_parent", "parent_id"),
)
"""`words`: what else the source is or was called; a deal that says one of them comes from it."""

source_words = table(
    "source_word",
    column("word", words()),
    column("source_id", Id("src")),
    key=("word",),
    narrow=True,
)
"""The name and the other words of every source."""

sources_above = table(
    "source_above",
    column("source_id", Id("src")),
    column("above_id", Id("src")),
    index("source_below", "above_id"),
    key=("source_id", "above_id"),
    narrow=True,
)
"""Every source with itself and all that stand above it."""
