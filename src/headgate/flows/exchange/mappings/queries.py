"""Reading saved mappings."""

from typing import Any

import msgspec
import sqlalchemy as sa

from headgate.flows.exchange.mappings.keeping import fingerprint
from headgate.flows.exchange.mappings.schemas import ImportMapping, KeptMapping, Proposal
from headgate.flows.exchange.mappings.tables import import_mappings
from headgate.flows.exchange.runs import Run
from headgate.store.dialect import among
from headgate.store.engine import Tx
from headgate.store.statements import P, shape

M = import_mappings.c
SHOWN = (M.id, M.name, M.mapping, M.created_at, M.standing, M.version)


@shape()
def all_mappings() -> sa.Select[Any]:
    own = (M.workspace_id == P("ws"), M.standing != "removed")
    return sa.select(*SHOWN).where(*own).order_by(M.name, M.id)


@shape()
def by_fingerprint() -> sa.Select[Any]:
    own = (M.workspace_id == P("ws"), M.standing == "live", among(M.fingerprint, "fingerprints"))
    return sa.select(M.fingerprint, *SHOWN).where(*own).order_by(M.id.desc())


def told(row: Any) -> ImportMapping:
    id_, name, mapping, created_at, standing, version = row
    held = msgspec.json.decode(mapping, type=KeptMapping)
    used = [column for column in held.columns if column.plan.field is not None]
    mended = sum(len(column.plan.values) for column in used)
    titles = [column.title for column in held.columns]
    archived = standing != "live"
    return ImportMapping(id_, name, held.record, titles, len(used), mended, created_at, archived, version)


def mappings_of(tx: Tx, ws: str) -> list[ImportMapping]:
    """By name, archived ones marked."""
    return [told(row) for row in tx.all(all_mappings(), ws=ws)]


def proposed(tx: Tx, ws: str, run: Run) -> list[Proposal]:
    """The mappings in use of the headers that an import's files have, the latest first."""
    files: dict[str, list[int]] = {}
    for stored in run.files:
        files.setdefault(fingerprint(stored.file), []).append(stored.file.index)
    found = tx.all(by_fingerprint(), ws=ws, fingerprints=list(files))
    return [Proposal(file, told(row)) for mark, *row in found for file in files[mark]]
