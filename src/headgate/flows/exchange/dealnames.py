"""Whom and what the rows of deals name, by the ids that they have here."""

from collections.abc import Callable

from headgate.flows.exchange.dealrows import LINKS
from headgate.flows.exchange.known import COMING
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.flows.exchange.targets import COMPANY_KEY

Blamed = Callable[[str], tuple[str | None, str | None]]
"""Field -> the column and the cell that it comes from."""


def links_of(
    at: Setting, index: int, number: int, names: dict[str, str], blamed: Blamed, tally: Tally
) -> dict[str, str | None]:
    """The ids of what a row names; somebody unknown is left out with a warning."""
    links: dict[str, str | None] = {"owner_id": None}
    for field, name in names.items():
        if field == COMPANY_KEY and "company_id" in names:
            continue
        link = "company_id" if field == COMPANY_KEY else field
        id_ = at.company(names) if link == "company_id" else at.names[LINKS[link]].id(name)
        if id_ is None:
            told = "id" if field == COMPANY_KEY else "name"
            said = f"There is no {LINKS[link]} of that {told}; the deal is imported without it."
            column, cell = blamed(field)
            tally.problems.append(RowProblem(index, number, column, "warning", said, cell or name))
        elif id_ != COMING:
            links[link] = id_
    return links
