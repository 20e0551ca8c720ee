"""Uploaded files: where they lie, what they seem to be, and when they go."""

import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from headgate.core.listing.pages import Listing, page, wanted
from headgate.flows.exchange import activitystages, drafting, joining, workbooks
from headgate.flows.exchange.commands import UploadImport
from headgate.flows.exchange.guessing import guess, likely, names_in
from headgate.flows.exchange.matching import Names
from headgate.flows.exchange.profiling import SAMPLED, Profile, profile
from headgate.flows.exchange.runs import Stored
from headgate.flows.exchange.targets import RECORD_OF
from headgate.kit import clock, ids
from headgate.kit.errors import Problem, bad_input
from headgate.kit.text import clean
from headgate.records.companies.queries import COMPANIES
from headgate.records.custom_fields.queries import fields_of
from headgate.records.custom_fields.schemas import CustomField
from headgate.records.members.queries import MEMBERS
from headgate.records.pipelines.queries import pipelines_of, reasons_of
from headgate.records.pipelines.schemas import Pipeline
from headgate.records.products.queries import PRODUCTS
from headgate.records.workspace.queries import workspace_of
from headgate.store.engine import Tx

KEPT = timedelta(days=90)
"""Uploaded files go when the import is undone, or after this time."""
MOST_FILES = 20
KNOWN_NAMES = 2_000
"""Names of a kind of record that values are compared with for a guess."""
FOLDER = "imports"


class Surroundings(NamedTuple):
    """What the guess knows of the workspace."""

    names: dict[str, list[str]]
    pipelines: list[Pipeline]
    currency: str
    own: Sequence[CustomField] = ()


def surroundings(tx: Tx, ws: str) -> Surroundings:
    """Names known, pipelines, the base currency."""
    names = {how.record: some_names(tx, ws, how) for how in (MEMBERS, PRODUCTS, COMPANIES)}
    names["lost_reason"] = [reason.name for reason in reasons_of(tx, ws)]
    pipelines = pipelines_of(tx, ws)
    names["pipeline"] = [pipeline.name for pipeline in pipelines]
    return Surroundings(names, pipelines, workspace_of(tx, ws).base_currency, fields_of(tx, ws))


def some_names(tx: Tx, ws: str, how: Listing[Any]) -> list[str]:
    found: list[str] = []
    cursor: str | None = None
    while len(found) < KNOWN_NAMES:
        part = page(tx, ws, how, wanted(how.record, cursor=cursor, limit=200))
        found += [item.name for item in part.items]
        cursor = part.next
        if cursor is None:
            break
    return found


def new_folder(data: Path) -> tuple[str, Path]:
    """A fresh import's id and the folder for its files."""
    id_ = ids.new("imp")
    folder = data.resolve() / FOLDER / id_
    folder.mkdir(parents=True)
    return id_, folder


def safe_name(given: str | None, place: int) -> str:
    """A file's name to show: no folders, no signs that deceive."""
    bare = PurePath((given or "").replace("\\", "/")).name
    try:
        return clean(bare, 200) or f"file {place + 1}"
    except ValueError:
        return f"file {place + 1}"


def drafted(id_: str, folder: Path, names: Sequence[str], around: Surroundings) -> UploadImport:
    """Looks at the files `0.csv`, `1.csv`, … of the folder, and at the sheets of workbooks among them.
    Raises 422 that names the file."""
    names = workbooks.unpacked(folder, names)
    if len(names) > MOST_FILES:
        raise bad_input(f"These are {len(names)} files and sheets; send at most {MOST_FILES}.")
    profiles: list[Profile] = []
    for place, name in enumerate(names):
        try:
            profiles.append(profile(folder / f"{place}.csv"))
        except Problem as error:
            pointer = [{"pointer": f"/files/{place}", "message": error.detail}]
            raise bad_input(f"{name}: {error.detail}", pointer) from None
    known = {record: Names(given) for record, given in around.names.items()}
    kinds = [likely(each, known, own=around.own)[0] for each in profiles]
    joined = joining.shapes(profiles, names, kinds)
    for place, shape in joined.items():
        profiles[place] = profile(folder / f"{place}.csv", shape)
    for each in profiles:
        kind, found = likely(each, known, own=around.own)
        if RECORD_OF[kind] in known:
            for own in names_in(each, found)[:KNOWN_NAMES]:
                known[RECORD_OF[kind]].add(own)
    guesses = [guess(each, known, own=around.own) for each in profiles]
    files = [
        drafting.described(
            place, names[place], (folder / f"{place}.csv").stat().st_size, each, found, known, around.own
        )
        for place, (each, found) in enumerate(zip(profiles, guesses, strict=True))
    ]
    plan = drafting.drafted(files, profiles, guesses, around.pipelines, around.currency)
    for file in plan.files:
        nothing = all(column.field is None for column in file.columns)
        whole = profiles[file.index]
        if file.record == "events" and whole.rows > SAMPLED and plan.options.pipeline_id is None:
            at = {column.field: column.index for column in file.columns}
            path = folder / f"{file.index}.csv"
            stages = activitystages.of_file(path, whole.shape, at["case"], at["activity"])
            plan.options.stages = stages
        file.skip = nothing or joining.only_looked_up(file.index, joined, [f.record for f in plan.files])
    stored = [
        Stored(file, each.shape, f"{file.index}.csv", [column.plain for column in each.columns])
        for file, each in zip(files, profiles, strict=True)
    ]
    for one in stored:
        one.shape.sample_rows.clear()
    return UploadImport(id_, str(folder), stored, plan)


def clear_old(data: Path) -> None:
    """Removes the files of imports that are older than they are kept."""
    root = data.resolve() / FOLDER
    limit = clock.now() - KEPT
    for folder in root.iterdir() if root.is_dir() else ():
        try:
            old = ids.created_at(folder.name) < limit
        except ValueError:
            continue
        if old:
            shutil.rmtree(folder, ignore_errors=True)
