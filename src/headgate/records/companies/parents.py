"""Parent companies: a company never belongs to itself, however many stand between."""

from collections.abc import Iterable, Mapping

from headgate.core.fields.given import is_id
from headgate.core.verbs.work import Work
from headgate.records.companies.queries import parents_of


def lock(work: Work, ids: Iterable[str]) -> None:
    """Locks companies and their parents to be in one order, so that two changes wait and do not deadlock."""
    wanted = sorted({id_ for id_ in ids if is_id("co", id_)})
    work.tx.all(parents_of(), ws=work.ws, ids=wanted)


def in_circle(work: Work, wanted: Mapping[str, str | None]) -> str | None:
    """`wanted`: company -> parent that it is to have. Gives a company that would belong to itself."""
    known: dict[str, str | None] = dict(wanted)
    frontier = {parent for parent in wanted.values() if parent is not None} - known.keys()
    while frontier:
        known.update(work.tx.all(parents_of(), ws=work.ws, ids=sorted(frontier)))
        frontier = {p for id_ in frontier if (p := known.setdefault(id_, None)) is not None} - known.keys()
    for start in wanted:
        passed: set[str] = set()
        here: str | None = start
        while here is not None and here not in passed:
            passed.add(here)
            here = known[here]
        if here == start:
            return start
    return None
