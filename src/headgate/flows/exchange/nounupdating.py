"""Companies, contacts and products that are here already, brought to what a file says of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from headgate.core.fields.catalogue import RECORDS
from headgate.core.listing.pages import LISTINGS, the
from headgate.flows.exchange import contactrows
from headgate.flows.exchange.nounkinds import Noun
from headgate.flows.exchange.ownwriting import there, told
from headgate.flows.exchange.plans import Kind
from headgate.flows.exchange.reading import Row
from headgate.flows.exchange.schemas import RowProblem
from headgate.flows.exchange.setting import Setting
from headgate.flows.exchange.tally import Tally
from headgate.kit import money
from headgate.store.engine import Tx

KIND_OF: dict[str, Kind] = {"company": "companies", "contact": "contacts", "product": "products"}
FIELDS: dict[str, tuple[str, ...]] = {
    "company": (
        "name",
        "domain",
        "sector",
        "country",
        "region",
        "employees",
        "founded",
        "revenue",
        "currency",
    ),
    "contact": ("given_name", "family_name", "job_title", "company_id"),
    "product": ("series", "list_price", "currency"),
}


def updated(
    tx: Tx,
    at: Setting,
    index: int,
    noun: Noun,
    given: Sequence[tuple[str, Row, Mapping[str, Any]]],
    tally: Tally,
) -> list[Any]:
    """The edits that make (id, row, values) so; each difference is told."""
    edits: dict[str, dict[str, Any]] = {}
    for id_, row, values in given:
        now = the(tx, at.ws, LISTINGS[noun.record], id_)
        mine = edits.setdefault(id_, {})
        before = {name: mine.get(name, getattr(now, name)) for name in FIELDS[noun.record]}
        says = dict(values)
        # Money is in the currency that it was read in, named or not; what stays keeps its own.
        if noun.money and says.get(noun.money) is not None:
            says.setdefault("currency", at.options.currency)
        elif noun.money and before[noun.money] is not None:
            says.pop("currency", None)
        changes = {
            name: says[name]
            for name in FIELDS[noun.record]
            if says.get(name) is not None and says[name] != before[name]
        }
        lists = contactrows.LISTS if noun.record == "contact" else {}
        before |= {name: mine.get(name, getattr(now, name)) for name in lists}
        changes |= contactrows.with_more({name: before[name] for name in lists}, says)
        had = {**there(now), **mine.get("custom", {})} if says.get("custom") else {}
        own = {key: value for key, value in says.get("custom", {}).items() if had.get(key) != value}
        if not changes and not own:
            continue
        if own:
            mine["custom"] = {**mine.get("custom", {}), **own}
            for text_ in told(at, KIND_OF[noun.record], had, own, row):
                tally.problems.append(RowProblem(index, row.number, None, "change", text_, now.name))
        mine.update(changes)
        tally.changed[noun.record] += 1
        for name, value in changes.items():
            if name in lists:
                label = lists[name].label
                was, becomes = (contactrows.text(name, each) for each in (before[name], value))
            else:
                label = RECORDS[noun.record].field(name).label
                was = text(name, before[name], before.get("currency"), now)
                becomes = text(name, value, says.get("currency"), now)
            sentence = f"{label}: {was} → {becomes}."
            tally.problems.append(RowProblem(index, row.number, None, "change", sentence, now.name))
    return [noun.change(id=id_, **values) for id_, values in edits.items() if values]


def text(name: str, value: Any, currency: str | None, now: Any) -> str:
    if value is None:
        return "nothing"
    if name in ("revenue", "list_price"):
        return money.format_plain(value, currency or now.currency)
    if name == "company_id":
        return str(now.company_name if value == now.company_id else "another one")
    return str(value)[:80]
