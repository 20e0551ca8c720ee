"""The API of the response to leads."""

from typing import Annotated

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from headgate.core.edge import AnyRequest, read
from headgate.core.listing.listing import given_filter
from headgate.insight.question import Asked
from headgate.insight.response.answer import response
from headgate.insight.response.schemas import LeadResponse
from headgate.insight.routes import TAGS, Filter, Period, options

Sla = Annotated[
    int, QueryParameter(description="In how many minutes of business time to answer.", ge=1, le=100_000)
]


@get(
    "/lead-response",
    operation_id="getLeadResponse",
    summary="How soon somebody turns to those who came, in business time and by the clock",
    description="Business time is counted by the workspace's calendar, in its time zone. Who is not answered "
    "yet counts as waiting on, and stays in every share.",
    tags=TAGS,
    opt=options(),
)
async def get_lead_response(
    request: AnyRequest,
    period: Period = "all",
    sla_minutes: Sla = 60,
    filter: Filter = None,
) -> LeadResponse:
    asked = Asked(period, None, given_filter(filter))
    return await read(
        request, "metric.read", lambda tx, actor: response(tx, actor, asked, sla_minutes), bounded=False
    )


routes: list[HTTPRouteHandler] = [get_lead_response]
