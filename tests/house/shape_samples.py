"""Arguments for the shapes that take some: enough of them that every text they can make is seen once."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from headgate.app import nouns
from headgate.app.backup.lines import columns, tables
from headgate.core.access.seeing import NARROWED
from headgate.core.conditions.clauses import OPPOSITE
from headgate.core.conditions.tree import EMPTY, OPERATORS
from headgate.core.fields.catalogue import RECORDS, Field
from headgate.core.listing.pages import LISTINGS
from headgate.core.search.rebuild import TABLES
from headgate.core.search.registry import SEARCHED
from headgate.flows.bulk.schemas import OWNED
from headgate.records.custom_fields.schemas import OWNERS
from headgate.records.deals.holding import LINKS
from headgate.records.lines.fields import LINE
from headgate.records.people.fields import PARTICIPANT

nouns.load()

Samples = list[tuple[Any, ...]]
NOTHING = ("all",)
WHO = ("all", "owners", "owners+", "owner", "owner+")
REACHES = ("all", "owned", "shared")
BOTH = (False, True)
SOUGHT: Samples = [(name,) for name in SEARCHED]
SPANS: Samples = [("deal_version",), ("stage_visit",)]


def clauses(field: Field) -> tuple[Any, ...]:
    """A condition that asks a field in every way there is."""
    asked: list[tuple[Any, ...]] = []
    for number, op in enumerate(OPERATORS[field.type]):
        names = () if op in EMPTY else (f"v{number}",) if op != "between" else (f"v{number}", f"w{number}")
        asked.append(("is", field.name, op, *names))
    return ("any", ("not", asked[0]), *asked)


def conditions(record: str) -> Iterator[tuple[Any, ...]]:
    yield NOTHING
    yield from (clauses(field) for field in RECORDS[record].fields.values() if "filter" in field.abilities)


def having(*columns: str) -> Samples:
    """The records whose tables have those columns."""
    return [(name,) for name, record in RECORDS.items() if set(columns) <= set(record.table.c.keys())]


def editable(table: sa.Table) -> tuple[str, ...]:
    """All columns that an edit may change."""
    return tuple(sorted(set(table.c.keys()) - {"workspace_id", "id", "version"}))


def pages() -> Samples:
    """Every field of every list as a filter, and as a sort in both directions, with and without a place."""
    found: Samples = []
    for record in LISTINGS:
        sorts = [field.name for field in RECORDS[record].fields.values() if "sort" in field.abilities]
        found += [(record, (shape, sorts[0], False, False)) for shape in conditions(record)]
        found += [(record, (shape, sorts[0], False, False)) for shape in kept_conditions()]
        found += [(record, (NOTHING, sort, down, on)) for sort in sorts for down in BOTH for on in BOTH]
    return found


def past() -> list[tuple[Any, ...]]:
    """Conditions on deals as they were."""
    fields = RECORDS["deal"].fields.values()
    return [NOTHING, *(clauses(field) for field in fields if field.tracked and "filter" in field.abilities)]


def figures() -> Samples:
    """Facts of now under every filter and by every group; of the past by what has one."""
    fields = RECORDS["deal"].fields.values()
    groups = [None, *(field.name for field in fields if "group" in field.abilities)]
    return [
        *((True, shape, None, 0) for shape in conditions("deal")),
        *((True, NOTHING, group, 2) for group in groups),
        *((False, shape, None, 1) for shape in past()),
    ]


RECORD_TABLES: Samples = [(record,) for record in RECORDS]
STANDING = having("id", "standing")
NAMED = having("id", "name")


def kept_conditions() -> Iterator[tuple[Any, ...]]:
    """Values of custom fields asked in every way, along the records and from the values."""
    for column in ("text", "number", "instant"):
        every = [*ops(column)]
        yield ("any", *(("kept", column, False, op, "f0", *names) for op, names in every))
        yield from (("led", column, False, op, "f0", *names) for op, names in every if op not in OPPOSITE)


def ops(column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, op in enumerate(OPERATORS[column]):
        names = () if op in EMPTY else (f"v{number}",) if op != "between" else (f"v{number}", f"w{number}")
        yield op, names


SAMPLES: dict[str, Samples] = {
    "app.backup.filling.insert_cells": [(table.name, columns(table)) for table in tables()],
    "app.backup.lines.rows_after": [(table.name, columns(table), on) for table in tables() for on in BOTH],
    "core.conditions.kept.count_few": [
        (column, op, len(names))
        for column in ("text", "number", "instant")
        for op, names in ops(column)
        if op not in OPPOSITE
    ],
    "core.listing.pages.filled_page": [
        (record, (shape, column, down, on))
        for record in ("deal", "company")
        for shape, column in [
            *((each, "number") for each in kept_conditions()),
            (NOTHING, "text"),
            (NOTHING, "instant"),
        ]
        for down in BOTH
        for on in BOTH
    ],
    "core.listing.pages.empty_page": [
        (record, (shape, on))
        for record in OWNERS
        for shape in (NOTHING, next(kept_conditions()))
        for on in BOTH
    ],
    "core.fields.given.standing_ones": STANDING,
    "core.jobs.kept.update_run": [(name, editable(RECORDS[name].table)) for name in ("bulk", "import")],
    "core.listing.pages.count_of": [(record, shape) for record in LISTINGS for shape in conditions(record)],
    "core.listing.pages.page_of": pages(),
    "core.listing.pages.row_of": [(record,) for record in LISTINGS],
    "core.verbs.rows.insert_row": RECORD_TABLES,
    "core.verbs.rows.locked": having("id"),
    "core.search.index.sources": SOUGHT,
    "core.search.reading.begun": [(others, reach) for others in (0, 1, 7) for reach in REACHES],
    "core.search.reading.exactly": [(reach,) for reach in REACHES],
    "core.search.reading.of_word": [(others, reach) for others in (0, 1, 7) for reach in REACHES],
    "core.search.reading.newest": [(others, of_all) for others in (1, 8) for of_all in BOTH],
    "core.search.reading.newest_shared": [(1,), (8,)],
    "core.search.reading.newest_of": [(1,), (8,)],
    "core.search.reading.standing": [(reach,) for reach in REACHES],
    "core.search.rebuild.drop_until": [(name, whole) for name in TABLES for whole in BOTH],
    "core.search.rebuild.records_after": SOUGHT,
    "core.search.rebuild.some": [(name,) for name in TABLES],
    "core.verbs.rows.update_row": [
        (name, editable(record.table))
        for name, record in RECORDS.items()
        if {"id", "version"} <= set(record.table.c.keys())
    ],
    "flows.bulk.choosing.found_by": [(shape,) for shape in conditions("deal")],
    "flows.bulk.choosing.named": [(how,) for how in NARROWED],
    **{f"flows.bulk.handing.{name}": [(what,) for what in OWNED] for name in ("keys", "owned_by", "titles")},
    **{
        f"flows.bulk.converting.{name}": [(what,) for what in OWNERS] for name in ("valued_after", "named_in")
    },
    "flows.bulk.runs.by_id": [(False,), (True,)],
    "flows.bulk.runs.latest": [(False,), (True,)],
    "flows.exchange.exporting.rows_after": [
        (record, shape) for record in ("deal", "company", "product", "member") for shape in conditions(record)
    ],
    "flows.exchange.runs.by_id": [(False,), (True,)],
    "flows.exchange.unmaking.count_subjects": [(False,), (True,)],
    "flows.lookup.audit.newest": [(of, narrowed) for of in BOTH for narrowed in NARROWED],
    "flows.lookup.trail.trail_before": [(by, of, on) for by in BOTH for of in BOTH for on in BOTH],
    "flows.lookup.trail.currencies": having("id", "currency"),
    "insight.coverage.before.open_then": [(shape, 1) for shape in past()],
    "insight.funnel.stays.stays_in": [(0,), (2,)],
    "insight.facts.rows_of": figures(),
    "insight.lookups.titles": NAMED,
    "records.activities.queries.by_id": [(how,) for how in NARROWED],
    "records.activities.queries.done_before": [
        (kinds, on) for kinds in ((), ("call", "note")) for on in BOTH
    ],
    "records.activities.timeline.entries_before": [
        (on, there) for on in BOTH for there in ((), (PARTICIPANT,), (PARTICIPANT, LINE))
    ],
    "records.activities.timeline.titles": NAMED,
    "records.custom_fields.queries.all_fields": [(False,), (True,)],
    "records.custom_fields.queries.customs_after": [(record,) for record in OWNERS],
    "records.custom_fields.queries.titled": [(record,) for record in ("company", "deal", "member")],
    "records.deals.alike.of_company": [(named, how) for named in BOTH for how in NARROWED],
    "records.deals.board.by_ids": [(who, NOTHING) for who in WHO[:3]]
    + [("all", shape) for shape in conditions("deal")],
    "records.deals.board.counted": [(who, NOTHING) for who in WHO[:3]]
    + [("all", shape) for shape in conditions("deal")],
    "records.deals.board.first_cards": [(columns, who, NOTHING) for columns in (1, 6) for who in WHO]
    + [(2, "all", shape) for shape in conditions("deal")],
    "records.deals.board.more_cards": [
        (who, NOTHING, closed, on) for who in WHO for closed in BOTH for on in BOTH
    ],
    "records.deals.commands.existing": [("company",), ("product",), ("member",)],
    "records.deals.gates.answers": [
        (tuple(("field_filled", field.name) for field in RECORDS["deal"].fields.values()),)
    ],
    "records.deals.holding.pointing": [(link,) for link in LINKS.values()],
    "records.deals.placing.rank_of": [(how,) for how in NARROWED],
    "records.deals.stored.drop_span": SPANS,
    "records.deals.stored.end_span": SPANS,
    "records.deals.stored.end_knowledge": SPANS,
    "records.deals.stored.insert_span": SPANS,
    "records.deals.stored.of_deal": SPANS,
    "records.deals.stored.written_at": SPANS,
    "records.deals.totals.by_stage": [(False,), (True,)],
    "records.workspace.commands.update_workspace": [(("name", "zone"),)],
}
