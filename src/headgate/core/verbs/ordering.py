"""Short lists that people put in order: each row has its place, counted from nought."""

from collections.abc import Sequence

from headgate.core.verbs import rows
from headgate.core.verbs.work import Work


def put_at(work: Work, record: str, kind: str, id_: str, ordered: Sequence[str], place: int) -> None:
    """Puts one row at a place among the rows `ordered`, and notes each row whose place changed."""
    wanted = [each for each in ordered if each != id_]
    wanted.insert(min(place, len(wanted)), id_)
    found = rows.load(work.tx, work.ws, record, wanted)
    for position, each in enumerate(wanted):
        rows.edit(work, record, kind, found[each], {"position": position})
