"""Deals that are here already, brought to what a file says of them: the differences, told and made."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from headgate.core.listing.pages import the
from headgate.core.verbs.perform import Step, perform_all
from headgate.flows.exchange.dealnames import links_of
from headgate.flows.exchange.dealrows import LINKS as RECORDS
from headgate.flows.exchange.dealrows import DealRow, day
from headgate.flows.exchange.known import COMING
from headgate.flows.exchange.linewriting import Lines, again
from headgate.flows.exchange.ownwriting import taken, there, values_of
from headgate.flows.exchange.ownwriting import told as told_of
from headgate.flows.exchange.refusing import Refused
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit import money
from headgate.kit.text import fold
from headgate.records.deals.commands import TWO_AMOUNTS
from headgate.records.deals.fields import DEAL
from headgate.records.deals.gates import criterion, passed
from headgate.records.deals.queries import DEALS
from headgate.records.deals.schemas import (
    AssignDeal,
    Deal,
    EditDeal,
    LoseDeal,
    MoveDeal,
    ReopenDeal,
    WinDeal,
)
from headgate.store.engine import Tx

PLAIN = ("amount", "expected_close", "source", "deal_type", "description")
LINKS = {"company_id": "company_name", "product_id": "product_name", "owner_id": "owner_name"}
REASON = "The imported file has it open."


class Difference(NamedTuple):
    """`values`: field -> what the file says, where it differs; `stage`: whether it changes its stage."""

    row: DealRow
    deal: Deal
    values: dict[str, Any]
    stage: bool
    lines: Lines


def update(tx: Tx, at: Setting, pairs: Sequence[tuple[str, DealRow]], tally: Tally) -> None:
    """Tells what differs, and unless it is a check makes it so; nothing of a deal that one may not see."""
    found = []
    own = values_of(tx, at, at.deals_index, "deals", [row.row for _, row in pairs])
    mine = {row.row.number: id_ for id_, row in pairs}
    doubles = taken(tx, at, at.deals_index, "deals", [row.row for _, row in pairs], own, mine)
    for id_, row in pairs:
        deal = the(tx, at.ws, DEALS, id_)
        tally.rows_matched += row.rows
        tally.matched["deal"] += 1
        if deal.standing == "deleted" or not at.actor.changes_deal(deal.id, deal.owner_id):
            continue
        links = links_of(at, at.deals_index, row.row.number, row.names, row.row.blamed, tally)
        try:
            if row.row.number in doubles:
                raise Refused(None, doubles[row.row.number].message)
            difference = differing(at, row, deal, links)
            difference = difference._replace(lines=again(tx, at, row, deal, tally))
        except Refused as error:
            tally.rows_matched -= row.rows
            tally.matched["deal"] -= 1
            told = doubles.get(
                row.row.number,
                RowProblem(at.deals_index, row.row.number, None, "refused", error.message, deal.name),
            )
            tally.refuse([told])
            for number in row.numbers:
                tally.refuse([RowProblem(at.deals_index, number, None, "refused", error.message, deal.name)])
            continue
        added, edited, told_of_lines = difference.lines
        tally.problems += told_of_lines
        tally.problems += own.problems.get(row.row.number, [])
        had = there(deal)
        custom = {k: v for k, v in own.values.get(row.row.number, {}).items() if had.get(k) != v}
        if custom:
            difference.values["custom"] = custom
        if difference.values or difference.stage or added or edited:
            found.append(difference)
            tally.changed["deal"] += 1
            tally.problems += said(at, difference)
    if found and not at.dry:
        change(tx, at, found)


def differing(at: Setting, row: DealRow, deal: Deal, links: dict[str, str | None]) -> Difference:
    """What the row says otherwise; what it does not say stays. Raises Refused."""
    given = {name: row.new[name] for name in PLAIN if row.new.get(name) is not None}
    if row.row.values.get("name"):
        given["name"] = row.new["name"]
    if "amount" in row.close:
        given["amount"] = row.close["amount"]
    if row.lines and deal.currency != row.new["currency"]:
        raise Refused("currency", f"The deal is in {deal.currency} here, its lines in {row.new['currency']}.")
    # A value is in the currency that it was read in, named or not; one that stays keeps its own.
    if "amount" in given or (deal.amount is None and "currency" in row.row.values):
        given["currency"] = row.new["currency"]
    given |= {link: links[link] for link in LINKS if links.get(link)}
    if at.dry:
        coming = {link: at.names[record].id(row.names.get(link, "")) for link, record in RECORDS.items()}
        given |= {link: COMING for link, id_ in coming.items() if id_ == COMING and link in row.names}
    values = {
        name: value
        for name, value in given.items()
        if getattr(deal, name) != value and not alike(name, getattr(deal, name), value)
    }
    if deal.amount_from and "amount" in values:
        raise Refused("amount", TWO_AMOUNTS)
    moves = row.row.values.get("stage_id") is not None and changes_stage(row, deal)
    if moves:
        check_way(at, row, deal, values)
    return Difference(row, deal, values, moves, Lines([], [], []))


def alike(name: str, before: Any, after: Any) -> bool:
    """Spellings of one source are the same."""
    return name == "source" and isinstance(before, str) and fold(before) == fold(after)


def changes_stage(row: DealRow, deal: Deal) -> bool:
    """Raises Refused where the file says lost of what is won here, or the other way round."""
    if row.stage.kind == "open":
        return deal.status != "open" or deal.stage_id != row.stage.id
    if deal.status not in ("open", row.stage.kind):
        message = f"It is {deal.status} here and {row.stage.kind} in the file; reopen it first."
        raise Refused("stage_id", message)
    return deal.status == "open"


def check_way(at: Setting, row: DealRow, deal: Deal, values: dict[str, Any]) -> None:
    """Asks what the verbs will ask: the day of the end, and the gates on the way. Raises Refused."""
    closed = row.close.get("closed_on") or row.close.get("closed_at")
    if closed is not None and day(closed, at) < day(deal.stage_since, at):
        since = day(deal.stage_since, at)
        raise Refused("closed_at", f"It was {row.stage.kind} before its last step here, on {since}.")
    stages = {each.id: each for pipeline in at.pipelines for each in pipeline.stages}
    here = stages.get(deal.exit_stage_id or deal.stage_id)
    unmet = [
        f"{criterion(asked.field, stage)['sentence']} ({stage.name})"
        for stage in passed(stages, here, row.stage)
        for asked in stage.criteria
        if values.get(asked.field, getattr(deal, asked.field, None)) is None
    ]
    if unmet:
        raise Refused(None, f"The gate asks: {', '.join(dict.fromkeys(unmet))}.")


def said(at: Setting, found: Difference) -> list[RowProblem]:
    """Each difference as “Value: 500.00 → 700.00.”."""
    row, deal, values, moves, _ = found

    def text(name: str, value: Any, link: str | None, currency: str) -> str:
        if name in LINKS:
            return str(link or "nobody")
        if name == "amount" and value is not None:
            return money.format_plain(value, currency)
        return "nothing" if value is None else str(value)[:80]

    def was(name: str) -> str:
        link = getattr(deal, LINKS.get(name, "name"))
        return text(name, getattr(deal, name), link, deal.currency)

    currency = values.get("currency", deal.currency)
    told = [
        f"{DEAL.field(name).label}: {was(name)} → {text(name, value, row.names.get(name), currency)}."
        for name, value in values.items()
        if name != "custom"
    ]
    told += told_of(at, "deals", there(deal), values.get("custom", {}), row.row)
    if moves:
        told.append(f"Stage: {deal.stage_name} → {row.stage.name}.")
    return [RowProblem(at.deals_index, row.row.number, None, "change", each, deal.name) for each in told]


def change(tx: Tx, at: Setting, found: Sequence[Difference]) -> None:
    edits, owners, opened, moved, won, lost = [], [], [], [], [], []
    added = [line for each in found for line in each.lines.added]
    edited = [line for each in found for line in each.lines.edited]
    for row, deal, values, moves, _ in found:
        plain = {name: value for name, value in values.items() if name != "owner_id"}
        if plain:
            edits.append(EditDeal(id=deal.id, **plain))
        if "owner_id" in values:
            owners.append(AssignDeal(id=deal.id, owner_id=values["owner_id"]))
        if not moves:
            continue
        close = {name: value for name, value in row.close.items() if name != "amount"}
        if row.stage.kind == "won":
            won.append(WinDeal(id=deal.id, **close))
        elif row.stage.kind == "lost":
            lost.append(LoseDeal(id=deal.id, **close))
        elif deal.status == "open":
            moved.append(MoveDeal(id=deal.id, stage_id=row.stage.id))
        else:
            opened.append(ReopenDeal(id=deal.id, stage_id=row.stage.id, reason=REASON))
    steps: list[Step] = [
        ("deal.edit", edits),
        *([("deal_line.edit", edited)] if edited else []),
        *([("deal_line.add", added)] if added else []),
        ("deal.assign", owners),
        ("deal.reopen", opened),
        ("deal.move", moved),
        ("deal.win", won),
        ("deal.lose", lost),
    ]
    perform_all(tx, at.actor, steps, group=at.run.batch)
