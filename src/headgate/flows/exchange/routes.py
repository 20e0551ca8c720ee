"""The API of imports."""

import asyncio
import hashlib
import shutil
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, act, read
from headgate.core.listing.pages import Cursor, Limit
from headgate.core.verbs.perform import Outcome
from headgate.flows.exchange import jobs, runs, tablefile, uploads
from headgate.flows.exchange.plans import Plan
from headgate.flows.exchange.schemas import (
    ChangePlan,
    Import,
    Imports,
    NameImport,
    Preview,
    PreviewRow,
    RowProblem,
    RowProblems,
    UndoImport,
)
from headgate.kit import ids, paging
from headgate.kit.errors import bad_input, bad_request, not_found
from headgate.store.engine import Tx

TAGS = ["Imports"]
RUN: dict[str, Any] = {"permission": "import.run"}
UPLOAD: dict[str, Any] = {**RUN, "upload": True}
COPY_BYTES = 1 << 20
SHOWN_ROWS = 20
NEWEST = "imp_7fffffffffffffff"
HANDLERS = (jobs,)
"""The module whose jobs these routes ask for, by name."""


class Files(msgspec.Struct):
    """One or several CSV or XLSX files, as a form's part `files`."""

    files: list[UploadFile]


def answer(tx: Tx, actor: Actor, outcome: Outcome) -> Import:
    return runs.answer(runs.run_of(tx, actor.workspace_id, outcome.results[0]))


@post(
    "/imports",
    operation_id="uploadImport",
    summary="Upload CSV or XLSX files and see what they seem to be",
    tags=TAGS,
    opt=UPLOAD,
)
async def upload(
    request: AnyRequest, data: Annotated[Files, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Import:
    around = await read(
        request, "import.run", lambda tx, actor: uploads.surroundings(tx, actor.workspace_id), bounded=False
    )
    if not 1 <= len(data.files) <= uploads.MOST_FILES:
        raise bad_input(f"Send one to {uploads.MOST_FILES} files.")
    folder_of_data = Path(request.app.state.settings.data)
    uploads.clear_old(folder_of_data)
    id_, folder = uploads.new_folder(folder_of_data)
    try:
        names, seen, kept = [], hashlib.sha256(), []
        for place, file in enumerate(data.files):
            names.append(uploads.safe_name(file.filename, place))
            seen.update(f"{len(names[-1])} {names[-1]}".encode() + await save(file, folder / f"{place}.csv"))
        new = await asyncio.to_thread(uploads.drafted, id_, folder, names, around)

        def uploaded(tx: Tx, actor: Actor, outcome: Outcome) -> Import:
            kept.append(id_)
            return answer(tx, actor, outcome)

        found = await act(request, "import.upload", new, uploaded, sent=seen.digest())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not kept:  # the answer to an earlier upload with the same Idempotency-Key, whose files are there
        shutil.rmtree(folder, ignore_errors=True)
    return found


async def save(file: UploadFile, path: Path) -> bytes:
    """Copies the upload, which lies in a temporary file where it is large, in parts; gives its digest."""
    seen = hashlib.sha256()
    with path.open("wb") as target:
        while part := await file.read(COPY_BYTES):
            seen.update(part)
            await asyncio.to_thread(target.write, part)
    return seen.digest()


@get("/imports", operation_id="listImports", summary="Imports, newest first", tags=TAGS, opt=RUN)
async def list_imports(request: AnyRequest, cursor: Cursor = None, limit: Limit = 50) -> Imports:
    before = str(place(cursor, "imports")) if cursor else NEWEST

    def work(tx: Tx, actor: Actor) -> Imports:
        found = runs.runs_before(tx, actor.workspace_id, before, limit + 1)
        more = len(found) > limit
        items = [runs.summary(run) for run in found[:limit]]
        return Imports(items, paging.encode((items[-1].id,), "imports") if more else None)

    return await read(request, "import.run", work)


def place(cursor: str, tag: str) -> Any:
    """Where the last page ended. Raises 400."""
    try:
        (last,) = paging.decode(cursor, tag)
        return ids.to_text("imp", ids.to_int("imp", last)) if tag == "imports" else int(last)
    except (ValueError, TypeError, AttributeError):
        raise bad_request("The cursor is damaged.", "bad_cursor") from None


@get("/imports/{import_id:str}", operation_id="getImport", summary="An import", tags=TAGS, opt=RUN)
async def get_import(request: AnyRequest, import_id: str) -> Import:
    return await read(
        request, "import.run", lambda tx, actor: runs.answer(runs.run_of(tx, actor.workspace_id, import_id))
    )


@put(
    "/imports/{import_id:str}/plan",
    operation_id="planImport",
    summary="Say which column and value is what",
    tags=TAGS,
    opt=RUN,
)
async def plan_import(request: AnyRequest, import_id: str, data: Plan, version: int | None = None) -> Import:
    return await act(request, "import.plan", ChangePlan(import_id, data, version), answer)


@get(
    "/imports/{import_id:str}/problems",
    operation_id="listImportProblems",
    summary="What is wrong with which row and column",
    tags=TAGS,
    opt=RUN,
)
async def list_problems(
    request: AnyRequest, import_id: str, cursor: Cursor = None, limit: Limit = 50
) -> RowProblems:
    after = place(cursor, "problems") if cursor else 0

    def work(tx: Tx, actor: Actor) -> RowProblems:
        run = runs.run_of(tx, actor.workspace_id, import_id)
        found = tx.all(runs.problems_after(), ws=actor.workspace_id, id=run.id, after=after, limit=limit + 1)
        items = [RowProblem(*row[1:]) for row in found[:limit]]
        more = paging.encode((found[limit - 1][0],), "problems") if len(found) > limit else None
        return RowProblems(items, more, run.problems)

    return await read(request, "import.run", work)


@get(
    "/imports/{import_id:str}/preview",
    operation_id="previewImport",
    summary="The first rows of a file",
    tags=TAGS,
    opt=RUN,
)
async def preview(request: AnyRequest, import_id: str, file: int = 0) -> Preview:
    run = await read(request, "import.run", lambda tx, actor: runs.run_of(tx, actor.workspace_id, import_id))
    if not 0 <= file < len(run.files):
        raise not_found("file")
    return await asyncio.to_thread(first_rows, run.path(file), run.files[file].shape)


def first_rows(path: Path, shape: tablefile.FileShape) -> Preview:
    found: list[PreviewRow] = []
    try:
        for row in tablefile.rows(path, shape):
            if not isinstance(row, tablefile.RowProblem):
                found.append(PreviewRow(row[0], row[1]))
            if len(found) >= SHOWN_ROWS:
                break
    except OSError:
        raise not_found("file") from None
    return Preview(shape.header, found)


def verb_route(word: str, summary: str, status: int = 202) -> HTTPRouteHandler:
    """`POST /imports/{id}/{word}`: asks for it; a job does it."""

    async def handle(request: AnyRequest, import_id: str) -> Import:
        return await act(request, f"import.{word}", NameImport(import_id), answer)

    handle.__name__ = f"{word}_import"
    return post(
        f"/imports/{{import_id:str}}/{word}",
        operation_id=f"{word}Import",
        summary=summary,
        tags=TAGS,
        opt=RUN,
        status_code=status,
    )(handle)


@post(
    "/imports/{import_id:str}/undo",
    operation_id="undoImport",
    summary="Undo the whole import",
    tags=TAGS,
    opt=RUN,
    status_code=202,
)
async def undo_import(request: AnyRequest, import_id: str, data: UndoImport | None = None) -> Import:
    payload = UndoImport(import_id, data.skip_changed if data else False)
    return await act(request, "import.undo", payload, answer)


routes: list[HTTPRouteHandler] = [
    upload,
    list_imports,
    get_import,
    plan_import,
    list_problems,
    preview,
    verb_route("check", "Try the import without writing anything"),
    verb_route("apply", "Import; one that was stopped goes on"),
    verb_route("cancel", "Stop a check or an import; what is imported stays", 200),
    undo_import,
]
