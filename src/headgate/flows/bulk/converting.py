"""Another kind for a field: one of that kind takes its place, and the values that fit go there; the former
field is put away with all that it had. Long because the trial and the work share how values are read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.core.access.actor import Actor
from headgate.core.fields.catalogue import RECORDS, Scope
from headgate.core.fields.given import at, wrong
from headgate.core.verbs import rows
from headgate.core.verbs.perform import perform
from headgate.core.verbs.registry import verb
from headgate.core.verbs.several import Sorted
from headgate.core.verbs.work import Work
from headgate.flows.bulk import events
from headgate.flows.bulk.commands import CONVERT, begun, note
from headgate.flows.bulk.runs import Run
from headgate.flows.bulk.schemas import Becoming, ConversionPreview, NewConversion, Result, Unfit
from headgate.flows.bulk.sorting import SHOWN, told
from headgate.kit.errors import Problem, conflict, forbidden, not_found
from headgate.kit.text import fold
from headgate.records.activities.schemas import EditActivity
from headgate.records.companies.schemas import EditCompany
from headgate.records.contacts.schemas import EditContact
from headgate.records.custom_fields.converting import fits, may_become, options_for
from headgate.records.custom_fields.declaring import HUES, of_row
from headgate.records.custom_fields.fields import CUSTOM_FIELD
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.saying import Names, names_in, said
from headgate.records.custom_fields.schemas import (
    CHOOSING,
    KINDS,
    MAY_BE_UNIQUE,
    MOST_OPTIONS,
    CustomField,
    EditCustomField,
    GivenOption,
    NameCustomField,
    NewCustomField,
    Option,
    OwnerName,
)
from headgate.records.deals.schemas import EditDeal
from headgate.records.products.schemas import EditProduct
from headgate.records.workspace.queries import workspace_of
from headgate.store.dialect import among
from headgate.store.engine import Clash, Tx
from headgate.store.statements import P, shape

EDITS: dict[OwnerName, Callable[..., Any]] = {
    "deal": EditDeal,
    "company": EditCompany,
    "contact": EditContact,
    "product": EditProduct,
    "activity": EditActivity,
}
AT_ONCE = 2_000
LABELS = dict(KINDS)


@shape()
def valued_after(record: str) -> sa.Select[Any]:
    """The custom values of the records in use or put away, after one, in the order of their ids."""
    kind = RECORDS[record]
    c = kind.table.c
    there = c.standing.in_([sa.literal_column("'live'"), sa.literal_column("'archived'")])
    found = sa.select(c.id, c.custom).where(c.workspace_id == P("ws"), c.id > P("after"), there)
    return found.order_by(c.id).limit(P("n", sa.Integer))


@shape()
def named_in(record: str) -> sa.Select[Any]:
    """(id, name, custom values) of records."""
    kind = RECORDS[record]
    c = kind.table.c
    title = kind.title(Scope(kind.table)).label("title")
    return sa.select(c.id, title, c.custom).where(c.workspace_id == P("ws"), among(c.id, "ids"))


def values_of(tx: Tx, ws: str, field: CustomField) -> Iterator[tuple[str, Any]]:
    """(record, value) of all that have one."""
    after = f"{RECORDS[field.record].prefix}_0"
    while found := tx.all(valued_after(field.record), ws=ws, after=after, n=AT_ONCE):
        after = found[-1][0]
        for id_, custom in found:
            value = msgspec.json.decode(custom).get(field.key)
            if value is not None:
                yield id_, value


def the_field(tx: Tx, actor: Actor, asked: NewConversion) -> CustomField:
    """The field in use that is to become another. Raises 403, 404, 409, 422."""
    field = next((f for f in fields_of(tx, actor.workspace_id) if f.id == asked.id), None)
    if field is None:
        raise not_found("custom field")
    if actor.owners is not None:
        raise forbidden("Another kind for a field is for who sees everybody's deals.")
    actor.require(f"{field.record}.edit")
    if field.archived:
        raise conflict(f"“{field.name}” is archived. Use it again first.")
    if not may_become(field.kind, asked.kind):
        raise wrong(
            "/kind", f"“{field.name}” is {LABELS[field.kind].lower()}; that does not become this kind."
        )
    if (asked.kind == "money") != (asked.currency is not None):
        raise wrong("/currency", "Money has a currency; nothing else does.")
    return field


def becoming(field: CustomField, asked: NewConversion, options: Sequence[GivenOption]) -> NewCustomField:
    """The field that is to take its place. Raises 422 where its options are none or too many."""
    if asked.kind in CHOOSING and not 0 < len(options) <= MOST_OPTIONS:
        raise wrong("/kind", f"A choice has 1 to {MOST_OPTIONS} options; the values make {len(options)}.")
    return NewCustomField(
        field.record,
        field.name,
        asked.kind,
        help=field.help,
        required=field.required,
        unique=field.unique and asked.kind in MAY_BE_UNIQUE,
        filterable=field.filterable,
        options=list(options) if asked.kind in CHOOSING else [],
        currency=asked.currency,
    )


def imagined(field: CustomField, new: NewCustomField) -> CustomField:
    """The new field before there is one."""
    options = [Option(o.value or str(i), o.label, HUES[0]) for i, o in enumerate(new.options)]
    kept = {"options": options, "kind": new.kind, "currency": new.currency, "links": None, "default": None}
    return msgspec.structs.replace(field, **kept)


def planned(
    tx: Tx, actor: Actor, asked: NewConversion
) -> tuple[CustomField, NewCustomField, dict[str, Any], Names]:
    """(the field, what takes its place, record -> value, names that values lead to). Raises 403, 404, 422."""
    field = the_field(tx, actor, asked)
    values = dict(values_of(tx, actor.workspace_id, field))
    names = names_in(tx, actor, [field], [{field.key: value} for value in values.values()])
    options = options_for(field, values.values(), names) if asked.kind in CHOOSING else []
    return field, becoming(field, asked, options), values, names


def preview(tx: Tx, actor: Actor, asked: NewConversion) -> ConversionPreview:
    """What would become of the values; nothing is written. Raises 403, 404, 422."""
    field, new, values, names = planned(tx, actor, asked)
    then = imagined(field, new)
    good, bad = fits(field, then, values, names, workspace_of(tx, actor.workspace_id).zone)
    shown = [*list(good)[:SHOWN], *list(bad)[:SHOWN]]
    titles = {row[0]: row[1] for row in tx.all(named_in(field.record), ws=actor.workspace_id, ids=shown)}
    becomes = [
        Becoming(i, titles[i], said(field, values[i], names), said(then, good[i], {}))
        for i in list(good)[:SHOWN]
    ]
    unfit = [Unfit(i, titles[i], said(field, values[i], names)) for i in list(bad)[:SHOWN]]
    options = [option.label for option in new.options]
    return ConversionPreview(len(values), len(good), len(bad), becomes, unfit, options)


@verb(
    "bulk.convert",
    permission="custom_field.edit",
    payload=NewConversion,
    inverse=None,
    because="bulk.undo takes it back, in parts that let others through",
)
def convert(work: Work, batch: Sequence[NewConversion]) -> list[str]:
    """Asks for another kind for a field, by a job. Raises 403, 404, 409, 422."""
    made = []
    for _, asked in at(batch):
        work.actor.require("deal.bulk")
        field, new, values, _ = planned(work.tx, work.actor, asked)
        row = rows.load(work.tx, work.ws, CUSTOM_FIELD, [field.id])[field.id]
        rows.check_version(row, asked.version)
        if asked.count not in (None, len(values)):
            raise conflict(f"It is {len(values):,} values now, not {asked.count:,}: look again.")
        payload = {"field": field.id, "kind": asked.kind, "new": msgspec.to_builtins(new)}
        run = begun(work, CONVERT, payload, list(values), whole=False)
        note(work, events.CONVERTING, run, name=field.name, becomes=LABELS[asked.kind])
        made.append(run.id)
    return made


def former_name(field: CustomField, names: set[str]) -> str:
    """How the former field is called from now on: “Budget (text)”, with a number where that is taken."""
    number, kind = 1, LABELS[field.kind].lower()
    while True:
        tail = f" ({kind})" if number == 1 else f" ({kind} {number})"
        name = field.name[: 80 - len(tail)].rstrip() + tail
        if fold(name) not in names:
            return name
        number += 1


def swap(tx: Tx, actor: Actor, run: Run) -> dict[str, Any]:
    """Puts the former field away and the new one in its place, once; gives what the run then says. Raises
    404, 409, 422."""
    if "into" in run.payload:
        return run.payload
    new = msgspec.convert(run.payload["new"], NewCustomField)
    every = fields_of(tx, actor.workspace_id, new.record)
    field = next((each for each in every if each.id == run.payload["field"] and not each.archived), None)
    if field is None:
        raise conflict("The field is in use no more.")
    place = [each.id for each in every if not each.archived].index(field.id)

    def do(name: str, payload: Any) -> Any:
        return perform(tx, actor, name, [payload], group=run.batch).results[0]

    name = former_name(field, {fold(each.name) for each in every})
    do("custom_field.edit", EditCustomField(field.id, name=name, required=False))
    do("custom_field.archive", NameCustomField(field.id))
    into = do("custom_field.add", new)
    do("custom_field.edit", EditCustomField(into, position=place))
    return {**run.payload, "into": into}


def carry(tx: Tx, actor: Actor, run: Run, part: Sequence[str]) -> Result:
    """The values of a part of the records, in the new field; those that do not fit stay where they were."""
    both = rows.load(tx, actor.workspace_id, CUSTOM_FIELD, [run.payload["field"], run.payload["into"]])
    old, new = of_row(both[run.payload["field"]]), of_row(both[run.payload["into"]])
    read = tx.all(named_in(old.record), ws=actor.workspace_id, ids=list(part))
    titles = {id_: title for id_, title, _ in read}
    customs = {id_: msgspec.json.decode(custom) for id_, _, custom in read}
    values = {id_: customs[id_][old.key] for id_ in part if customs.get(id_, {}).get(old.key) is not None}
    names = names_in(tx, actor, [old], customs.values())
    good, refused = fits(old, new, values, names, workspace_of(tx, actor.workspace_id).zone)
    edits = [EDITS[old.record](id=id_, custom={new.key: value}) for id_, value in good.items()]
    name = f"{old.record}.edit"
    try:
        with tx.attempt():
            perform(tx, actor, name, edits, group=run.batch)
    except (Problem, Clash):
        for each in edits:
            try:
                with tx.attempt():
                    perform(tx, actor, name, [each], group=run.batch)
            except Problem as problem:
                refused[each.id] = problem
            except Clash:
                refused[each.id] = conflict("It has changed meanwhile.")
    return told(part, titles, Sorted(frozenset(good.keys() - refused.keys()), refused))
