"""The verbs of saved mappings: create, edit, archive, restore; and taking one for a file of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from headgate.core.fields.given import at, line, wrong
from headgate.core.journal.entries import Entry
from headgate.core.verbs import rows
from headgate.core.verbs.registry import verb
from headgate.core.verbs.undo import InTheWay, put_back, reverser, undoable
from headgate.core.verbs.work import Work
from headgate.flows.exchange import checkedplan
from headgate.flows.exchange.commands import NOTHING_WRITTEN, PERMISSION, locked, put
from headgate.flows.exchange.mappings import events
from headgate.flows.exchange.mappings.fields import MAPPING
from headgate.flows.exchange.mappings.keeping import fingerprint, kept, put_on, without_lost
from headgate.flows.exchange.mappings.queries import mappings_of
from headgate.flows.exchange.mappings.schemas import (
    EditMapping,
    KeptMapping,
    NameMapping,
    NewMapping,
    TakeMapping,
)
from headgate.flows.exchange.runs import run_of
from headgate.kit import ids
from headgate.kit.errors import conflict
from headgate.kit.text import fold
from headgate.records.custom_fields.queries import fields_of
from headgate.records.pipelines.queries import pipelines_of
from headgate.records.workspace.queries import lock

MOST = 500
LARGEST = 1 << 20
"""Bytes of a mapping with all that stands for values."""
TWICE = "There is a mapping of this name already."
undoable(MAPPING)


def of_import(work: Work, import_id: str, index: int, place: str) -> dict[str, Any]:
    """What the import's plan says of a file. Raises 404, 422."""
    run = run_of(work.tx, work.ws, import_id)
    own = next((each for each in run.plan.files if each.index == index), None)
    if own is None:
        raise wrong(f"{place}/file", "The import has no such file.")
    file = run.files[index].file
    mapping = msgspec.to_builtins(kept(file, own, run.plan.options))
    if len(msgspec.json.encode(mapping)) > LARGEST:
        raise wrong(f"{place}/import_id", "The mapping stands for too many values to be kept.")
    return {"fingerprint": fingerprint(file), "mapping": mapping}


def check_names(work: Work, places: Mapping[str, str]) -> None:
    """Raises 422 at the place of the first whose name another one in use has."""
    if twice := next((id_ for id_ in called_twice(work) if id_ in places), None):
        raise wrong(places[twice], TWICE)


def called_twice(work: Work) -> list[str]:
    named: dict[str, list[str]] = {}
    for each in mappings_of(work.tx, work.ws):
        if not each.archived:
            named.setdefault(fold(each.name), []).append(each.id)
    return [id_ for same in named.values() if len(same) > 1 for id_ in same]


@verb("import_mapping.create", permission=PERMISSION, payload=NewMapping)
def create(work: Work, batch: Sequence[NewMapping]) -> list[str]:
    """Gives the ids of the mappings kept. Raises 404, 422."""
    lock(work.tx, work.ws)
    if len(mappings_of(work.tx, work.ws)) + len(batch) > MOST:
        raise wrong("", f"A workspace keeps at most {MOST} mappings.")
    made: list[rows.Row] = []
    for place, new in at(batch):
        values = of_import(work, new.import_id, new.file, place)
        name = line(new.name, f"{place}/name", 120)
        fresh = {"standing": rows.LIVE, "created_at": work.at, "version": 1}
        made.append({"id": ids.new("map"), "name": name, **values, **fresh})
    rows.insert(work, MAPPING, events.CREATED, made)
    places = {str(row["id"]): f"{place}/name" for (place, _), row in zip(at(batch), made, strict=True)}
    check_names(work, places)
    return [str(row["id"]) for row in made]


@verb("import_mapping.edit", permission=PERMISSION, payload=EditMapping)
def edit(work: Work, batch: Sequence[EditMapping]) -> list[str]:
    """Renames mappings, or takes their rules from an import. Raises 404, 409 for a stale version, 422."""
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, MAPPING, [change.id for change in batch])
    changes: list[tuple[rows.Row, dict[str, Any]]] = []
    for row, (place, change) in zip(found, at(batch), strict=True):
        rows.check_version(row, change.version)
        values: dict[str, Any] = {}
        if change.name is not UNSET:
            values["name"] = line(change.name, f"{place}/name", 120)
        if change.import_id is not UNSET:
            values |= of_import(work, change.import_id, change.file, place)
            if values["fingerprint"] != row["fingerprint"]:
                raise wrong(f"{place}/file", "The file has another header: keep another mapping of it.")
        changes.append((row, values))
    rows.edit_many(work, MAPPING, events.EDITED, changes)
    check_names(work, {change.id: f"{place}/name" for place, change in at(batch)})
    return [change.id for change in batch]


def stand(work: Work, batch: Sequence[NameMapping], kind: str, standing: str) -> list[str]:
    lock(work.tx, work.ws)
    found = rows.load_each(work.tx, work.ws, MAPPING, [change.id for change in batch])
    for row, change in zip(found, batch, strict=True):
        rows.check_version(row, change.version)
    rows.edit_many(work, MAPPING, kind, [(row, {"standing": standing}) for row in found])
    return [change.id for change in batch]


@verb("import_mapping.archive", permission=PERMISSION, payload=NameMapping, inverse="import_mapping.restore")
def archive(work: Work, batch: Sequence[NameMapping]) -> list[str]:
    """Mappings that are proposed no more."""
    return stand(work, batch, events.ARCHIVED, rows.ARCHIVED)


@verb("import_mapping.restore", permission=PERMISSION, payload=NameMapping, inverse="import_mapping.archive")
def restore(work: Work, batch: Sequence[NameMapping]) -> list[str]:
    """Brings mappings back. Raises 422 where another has taken their name."""
    done = stand(work, batch, events.RESTORED, rows.LIVE)
    check_names(work, {change.id: place for place, change in at(batch)})
    return done


@reverser(MAPPING, PERMISSION)
def undo_mapping(work: Work, record: str, subjects: Sequence[tuple[str, list[Entry]]]) -> None:
    """As for plain records, where that leaves each name to one."""
    lock(work.tx, work.ws)
    put_back(work, record, subjects)
    if called_twice(work):
        raise InTheWay("There is another mapping of this name by now.")


@verb("import.map", permission=PERMISSION, payload=TakeMapping, inverse=None, because=NOTHING_WRITTEN)
def take(work: Work, batch: Sequence[TakeMapping]) -> list[str]:
    """Plans a file of an import as a mapping says. Raises 404, 409, 422."""
    for change in batch:
        run = locked(work, change.id, "draft", "checked", "failed", "cancelled")
        if run.place is not None:
            raise conflict("A part of it is imported already. Undo that, or import what is left as it is.")
        if change.version is not None and change.version != run.version:
            raise conflict("Somebody changed this import meanwhile.", current=run.version)
        (row,) = rows.load_each(work.tx, work.ws, MAPPING, [change.mapping_id])
        if change.file >= len(run.files):
            raise wrong("/file", "The import has no such file.")
        file = run.files[change.file].file
        if fingerprint(file) != row["fingerprint"]:
            raise wrong("/mapping_id", "The mapping is of files with another header.")
        pipelines = pipelines_of(work.tx, work.ws)
        mapping = msgspec.convert(row["mapping"], KeptMapping)
        own = fields_of(work.tx, work.ws)
        mapping = without_lost(mapping, own)
        made = put_on(run.plan, file, mapping, pipelines)
        checkedplan.check(made, [stored.file for stored in run.files], pipelines, own)
        put(work, run, plan=made, status="draft", result=None, error=None)
        work.note(events.USED, run.id, name=row["name"], file=file.name)
    return [change.id for change in batch]
