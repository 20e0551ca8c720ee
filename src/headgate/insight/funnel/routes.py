"""The API of the way through a pipeline."""

from typing import Annotated

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from headgate.core.edge import AnyRequest, read
from headgate.core.listing.listing import given_filter
from headgate.core.listing.pages import Cursor, Limit, Page
from headgate.insight.funnel.answer import funnel
from headgate.insight.funnel.behind import Part, behind
from headgate.insight.funnel.schemas import Funnel, Mode
from headgate.insight.question import Asked
from headgate.insight.routes import TAGS, AsOf, Filter, KnownAt, Period, options
from headgate.records.deals.schemas import Deal

ModeOf = Annotated[
    Mode,
    QueryParameter(
        description="`reached`: a deal that skipped a stage counts in it; `touched`: it does not."
    ),
]
StageId = Annotated[str, QueryParameter(description="The stage whose deals are asked for.", max_length=40)]
PartOf = Annotated[
    Part,
    QueryParameter(description="All that entered, or those that then went on, were lost, are open, moved."),
]
Age = Annotated[int, QueryParameter(description="At which age months are compared, in days.", ge=1, le=3_650)]


@get(
    "/pipelines/{pipeline_id:str}/funnel",
    operation_id="getFunnel",
    summary="Conversion, time in stage, drop-off and monthly cohorts of a pipeline's stages",
    response_description="The stages in order, the whole, the months.",
    tags=TAGS,
    opt=options(),
)
async def get_funnel(
    request: AnyRequest,
    pipeline_id: FromPath[str],
    period: Period = "all",
    mode: ModeOf = "reached",
    age_days: Age = 30,
    filter: Filter = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> Funnel:
    asked = Asked(period, pipeline_id, given_filter(filter), None, as_of, known_at)
    return await read(
        request, "metric.read", lambda tx, actor: funnel(tx, actor, asked, mode, age_days), bounded=False
    )


@get(
    "/pipelines/{pipeline_id:str}/funnel/deals",
    operation_id="listFunnelDeals",
    summary="The deals behind a stage's conversion, the last to enter it first",
    response_description="A page of them, as they are now.",
    tags=TAGS,
    opt=options(),
)
async def list_deals(
    request: AnyRequest,
    pipeline_id: FromPath[str],
    stage_id: StageId,
    part: PartOf = "entered",
    period: Period = "all",
    mode: ModeOf = "reached",
    filter: Filter = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[Deal]:
    asked = Asked(period, pipeline_id, given_filter(filter), None, as_of, known_at)
    return await read(
        request,
        "metric.read",
        lambda tx, actor: behind(tx, actor, asked, mode, stage_id, part, cursor, limit),
        bounded=False,
    )


routes: list[HTTPRouteHandler] = [get_funnel, list_deals]
