"""The tables of the index: what each record is found by, where each word stands, how words are spelt."""

from headgate.store.schema import column, index, table
from headgate.store.types import Id, Number, words

docs = table(
    "search_doc",
    column("kind", Number),
    column("id", Number),
    column("owner_id", Id("mem"), null=True),
    column("words", words()),
    index("search_doc_owner", "owner_id", "kind", "id", where="owner_id IS NOT NULL"),
    key=("kind", "id"),
    narrow=True,
)
"""One row a record in use; `words` has a space before each word. `owner_id` is there for records that not
everybody sees (mem_0 where there is no owner): who sees few of them reads those few."""

places = table(
    "search_word",
    column("word", words()),
    column("kind", Number),
    column("id", Number),
    key=("word", "kind", "id"),
    narrow=True,
)
"""One row for each word of each record."""

spellings = table(
    "search_spelling",
    column("word", words()),
    column("mirror", words()),
    index("search_spelling_mirror", "mirror"),
    key=("word",),
    narrow=True,
)
"""Each word of letters once, and from its end to its beginning: where mistyped words look for their like."""

unfilled = table("search_unfilled", key=(), narrow=True)
"""The workspaces whose records were there before the index was, until they are in it."""
