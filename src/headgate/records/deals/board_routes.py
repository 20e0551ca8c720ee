"""The API of the board."""

from typing import Annotated, Any

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from headgate.core.access.actor import Actor
from headgate.core.edge import AnyRequest, read
from headgate.core.listing.listing import given_filter
from headgate.core.listing.pages import Cursor, Filter
from headgate.kit.errors import not_found
from headgate.records.deals import answers, board
from headgate.records.deals.schemas import Board, BoardChanges, Cards
from headgate.records.deals.sight import sight
from headgate.records.pipelines.queries import stages_by_id
from headgate.store.engine import Tx

TAGS = ["Board"]
OPTIONS: dict[str, Any] = {"permission": "deal.read"}
Owner = Annotated[
    str | None, Parameter(description="Only this member's deals; “me” for your own.", max_length=40)
]
Team = Annotated[str | None, Parameter(description="Only the deals of this team's members.", max_length=40)]
Limit = Annotated[int, Parameter(ge=1, le=200, description="Cards a column.")]
LAST = (1 << 63) - 1


def owners_of(tx: Tx, actor: Actor, owner: str | None, team: str | None) -> list[str] | None:
    """The owners asked for; None where no owner or team was named."""
    if owner is not None:
        return [actor.member_id or ""] if owner == "me" else [owner]
    return tx.all(board.ids_in_team(), ws=actor.workspace_id, team=team) if team is not None else None


@get(
    "/pipelines/{pipeline_id:str}/board",
    operation_id="getBoard",
    summary="The board: sums of every column, first cards of the open ones",
    tags=TAGS,
    opt=OPTIONS,
)
async def get_board(
    request: AnyRequest,
    pipeline_id: str,
    limit: Limit = 30,
    owner: Owner = None,
    team: Team = None,
    filter: Filter = None,
) -> Board:
    asked = given_filter(filter)

    def work(tx: Tx, actor: Actor) -> Board:
        owners = owners_of(tx, actor, owner, team)
        return answers.board_of(
            tx,
            actor,
            pipeline_id,
            owners=owners,
            condition=answers.condition_of(tx, actor, asked),
            limit=limit,
            in_json=True,
        )

    return await read(request, "deal.read", work, bounded=filter is None)


@get(
    "/pipelines/{pipeline_id:str}/board/cards",
    operation_id="getBoardCards",
    summary="Further cards of a column",
    tags=TAGS,
    opt=OPTIONS,
)
async def get_cards(
    request: AnyRequest,
    pipeline_id: str,
    stage_id: Annotated[str, Parameter(max_length=40)],
    cursor: Cursor = None,
    limit: Limit = 50,
    owner: Owner = None,
    team: Team = None,
    filter: Filter = None,
) -> Cards:
    asked = given_filter(filter)

    def work(tx: Tx, actor: Actor) -> Cards:
        stage = stages_by_id(tx, actor.workspace_id).get(stage_id)
        if stage is None or stage.pipeline_id != pipeline_id:
            raise not_found("stage")
        seen = sight(tx, actor, owners_of(tx, actor, owner, team))
        condition = answers.condition_of(tx, actor, asked)
        cards, more = board.further_cards(tx, actor.workspace_id, stage, seen, condition, cursor, limit)
        return Cards(cards, more)

    return await read(request, "deal.read", work, bounded=filter is None)


@get(
    "/pipelines/{pipeline_id:str}/board/changes",
    operation_id="getBoardChanges",
    summary="What changed on the board since a number",
    tags=TAGS,
    opt=OPTIONS,
)
async def get_changes(
    request: AnyRequest,
    pipeline_id: str,
    since: Annotated[int, Parameter(ge=0, le=LAST)],
    owner: Owner = None,
    team: Team = None,
    filter: Filter = None,
) -> BoardChanges:
    asked = given_filter(filter)

    def work(tx: Tx, actor: Actor) -> BoardChanges:
        owners = owners_of(tx, actor, owner, team)
        return answers.changes_of(
            tx, actor, pipeline_id, since, owners=owners, condition=answers.condition_of(tx, actor, asked)
        )

    return await read(request, "deal.read", work, bounded=filter is None)


routes: list[HTTPRouteHandler] = [get_board, get_cards, get_changes]
