"""A chunk of deals, made and closed as one piece of work."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.verbs.perform import Step, perform_all
from headgate.flows.exchange.dealnames import links_of
from headgate.flows.exchange.dealpeople import added, people_of
from headgate.flows.exchange.dealrows import LINKS, SOURCE, DealRow
from headgate.flows.exchange.dealupdating import update
from headgate.flows.exchange.linegroups import Group
from headgate.flows.exchange.linewriting import fresh as fresh_lines
from headgate.flows.exchange.linewriting import load_products
from headgate.flows.exchange.moving import moved
from headgate.flows.exchange.ownwriting import taken, values_of
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit import ids, ranking
from headgate.records.deals.placing import first_rank
from headgate.records.deals.schemas import LoseDeal, PlacedDeal, WinDeal
from headgate.records.deals.tables import deals
from headgate.records.lines.schemas import AddLine
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

Planned = DealRow | list[RowProblem] | Group
CLOSED_RANK = "V"
"""A closed column is ordered by closing time; when the deal is reopened, it gets a place of its own."""


@shape()
def by_external() -> sa.Select[Any]:
    return sa.select(deals.c.external_id, deals.c.id).where(
        deals.c.workspace_id == P("ws"),
        deals.c.external_source == P("source"),
        among(deals.c.external_id, "ids"),
        deals.c.external_id.is_not(None),
        deals.c.standing != "removed",
    )


@shape()
def by_own_id() -> sa.Select[Any]:
    return sa.select(deals.c.id).where(
        deals.c.workspace_id == P("ws"), among(deals.c.id, "ids"), deals.c.standing != "removed"
    )


def there_already(tx: Tx, ws: str, external: Sequence[str]) -> dict[str, str]:
    """The deals here that have external ids of a former import, or were exported from here, by those ids."""
    if not external:
        return {}
    found = dict(tx.all(by_external(), ws=ws, source=SOURCE, ids=list(external)))
    own = [id_ for id_ in external if is_ours(id_)]
    return found | {id_: id_ for id_ in tx.all(by_own_id(), ws=ws, ids=own)} if own else found


def is_ours(text: str) -> bool:
    try:
        ids.to_int("deal", text)
    except ValueError:
        return False
    return True


def write(tx: Tx, at: Setting, found: Sequence[Planned]) -> Tally:
    """Makes the deals of a chunk, then wins or loses those that have ended. In a check it only counts."""
    tally = Tally()
    rows = []
    for each in found:
        if isinstance(each, Group):
            for problems in each.refused:
                tally.refuse(problems)
            each = each.deal
        if isinstance(each, DealRow):
            rows.append(each)
        else:
            tally.refuse(each)
    load_products(tx, at, rows)
    given = [row.new["external_id"] for row in rows if "external_id" in row.new]
    known = there_already(tx, at.ws, given) if at.options.match_on == "external_id" else {}
    fresh = [row for row in rows if row.new.get("external_id") not in known]
    for field, record in LINKS.items():
        at.names[record].load(tx, at.ws, [row.names[field] for row in rows if field in row.names])
    at.load_companies(tx, [row.names for row in rows])
    again = [(known[key], row) for row in rows if (key := row.new.get("external_id")) in known]
    if at.options.matched == "update":
        update(tx, at, again, tally)
    else:
        tally.rows_matched = sum(row.rows for _, row in again)
        tally.matched["deal"] += len(again)
    own = values_of(tx, at, at.deals_index, "deals", [row.row for row in fresh])
    doubles = taken(tx, at, at.deals_index, "deals", [row.row for row in fresh], own, {})
    for row in fresh:
        if row.row.number in doubles:
            tally.refuse([*row.problems, doubles[row.row.number]])
            tally.rows_refused += row.rows - 1
    fresh = [row for row in fresh if row.row.number not in doubles]
    people = people_of(tx, at, fresh, tally)
    news: list[PlacedDeal] = []
    sold: list[tuple[int, AddLine]] = []
    for row in fresh:
        tally.problems += [*row.problems, *own.problems.get(row.row.number, [])]
        links = links_of(at, at.deals_index, row.row.number, row.names, row.row.blamed, tally)
        if row.priced is not None:
            (tally.open_priced if row.outcome == "open" else tally.closed_priced).append(row.priced)
        tally.by_stage[row.value] += 1
        sold += [(len(news), line) for line in fresh_lines(at, row, tally)]
        if not at.dry:
            more: dict[str, Any] = {**row.new, **links}
            if row.row.number in own.values:
                more["custom"] = own.values[row.row.number]
            if "external_id" in more:
                more["external_source"] = SOURCE
            stays = row.outcome == "open" and not row.moves
            more["rank"] = place(tx, at, more["stage_id"]) if stays else CLOSED_RANK
            news.append(PlacedDeal(**more))
    tally.rows_created = sum(row.rows for row in fresh)
    tally.created["deal"] += len(fresh)
    if news:
        won = [i for i, row in enumerate(fresh) if row.outcome == "won"]
        lost = [i for i, row in enumerate(fresh) if row.outcome == "lost"]
        lines: Step = (
            "deal_line.add",
            lambda made: [msgspec.structs.replace(line, deal_id=made[0][i]) for i, line in sold],
        )
        perform_all(
            tx,
            at.actor,
            [
                ("deal.create", news),
                *([lines] if sold else []),
                *added(people),
                *moved([row.moves for row in fresh]),
                ("deal.win", lambda made: [WinDeal(id=made[0][i], **fresh[i].close) for i in won]),
                ("deal.lose", lambda made: [LoseDeal(id=made[0][i], **fresh[i].close) for i in lost]),
            ],
            group=at.run.batch,
        )
    return tally


def place(tx: Tx, at: Setting, stage_id: str) -> str | None:
    """The next of evenly spaced ranks above what the column held; None beyond the number foreseen."""
    if stage_id not in at.place.ranks:
        first: str | None = tx.one(first_rank(), ws=at.ws, stage=stage_id)
        head = ranking.between(None, first) if first else ""
        if first and first.startswith(head):
            return None
        coming = sum(n for value, n in at.place.expected.items() if at.means(value, stage_id))
        at.place.ranks[stage_id] = (f"{head}0" if head else "", coming, 0)
    head, coming, used = at.place.ranks[stage_id]
    if used >= coming:
        return None
    at.place.ranks[stage_id] = (head, coming, used + 1)
    return head + ranking.nth(used + 1, coming)
