"""The tree of sources: no circle, each word once, and the rows that are kept of both."""

from collections.abc import Iterable, Mapping

from headgate.core.verbs.work import Work
from headgate.kit.text import fold
from headgate.records.sources import queries
from headgate.records.sources.schemas import Source


def above(parents: Mapping[str, str | None], id_: str) -> list[str] | None:
    """The source and all above it, nearest first; None where it comes back to itself."""
    found: list[str] = []
    here: str | None = id_
    while here is not None:
        if here in found:
            return None
        found.append(here)
        here = parents.get(here)
    return found


def in_circle(found: Iterable[Source]) -> str | None:
    """A source that would stand below itself."""
    parents = {source.id: source.parent_id for source in found}
    return next((id_ for id_ in parents if above(parents, id_) is None), None)


def said_twice(found: Iterable[Source]) -> tuple[str, str] | None:
    """(a word that two sources have, the source that comes second)."""
    known: dict[str, str] = {}
    for source in found:
        for word in (source.name, *source.words):
            if known.setdefault(fold(word), source.id) != source.id:
                return word, source.id
    return None


def keep(work: Work) -> None:
    """Makes the kept words and lines of the tree say what the sources say now."""
    found = queries.sources_of(work.tx, work.ws)
    parents = {source.id: source.parent_id for source in found}
    words = {(word, source.id) for source in found for word in (source.name, *source.words)}
    lines = {(id_, top) for id_ in parents for top in above(parents, id_) or ()}
    words_had = set(work.tx.all(queries.all_words(), ws=work.ws))
    lines_had = set(work.tx.all(queries.all_above(), ws=work.ws))
    for word, _ in sorted(words_had - words):
        work.tx.run(queries.drop_word(), ws=work.ws, word=word)
    for below, top in sorted(lines_had - lines):
        work.tx.run(queries.drop_above(), ws=work.ws, source_id=below, above_id=top)
    for word, id_ in sorted(words - words_had):
        work.tx.run(queries.insert_word(), workspace_id=work.ws, word=word, source_id=id_)
    for below, top in sorted(lines - lines_had):
        work.tx.run(queries.insert_above(), workspace_id=work.ws, source_id=below, above_id=top)
    work.scratch.pop("sources", None)
