"""The API of an import's problems, to be worked through by the value."""

from litestar import get
from litestar.handlers import HTTPRouteHandler

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, read
from headgate.core.listing.pages import Cursor, Limit
from headgate.flows.exchange import problemgroups, runs
from headgate.flows.exchange.schemas import ProblemGroups
from headgate.store.engine import Tx


@get(
    "/imports/{import_id:str}/problem-groups",
    operation_id="listImportProblemGroups",
    summary="Problems by column and value, the most frequent first",
    tags=["Imports"],
    opt={"permission": "import.run"},
)
async def list_groups(
    request: AnyRequest, import_id: str, cursor: Cursor = None, limit: Limit = 50
) -> ProblemGroups:
    def work(tx: Tx, actor: Actor) -> ProblemGroups:
        run = runs.run_of(tx, actor.workspace_id, import_id)
        return problemgroups.groups(tx, actor.workspace_id, run, cursor, limit)

    return await read(request, "import.run", work)


routes: list[HTTPRouteHandler] = [list_groups]
