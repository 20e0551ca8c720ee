"""The API of figures: their definitions, one figure, and the summary of a pipeline."""

from typing import Annotated, Any

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from headgate.core.edge import AnyRequest, read
from headgate.core.listing.listing import given_filter
from headgate.insight import answers
from headgate.insight.metrics.registry import FIGURES
from headgate.insight.question import Asked
from headgate.insight.schemas import Figure, Metrics, Summary

TAGS = ["Figures"]
Period = Annotated[
    str,
    QueryParameter(
        description="`all`, `2025`, `2025-Q2`, `2025-03`, `2025-03-01..2025-04-01` (the end left out), "
        "`last-90-days`, `this-quarter`, …, in the workspace's time zone and fiscal year.",
        max_length=60,
    ),
]
PipelineId = Annotated[
    str | None, QueryParameter(description="One pipeline; without it, all.", max_length=40)
]
Filter = Annotated[
    str | None,
    QueryParameter(
        description="A condition as JSON. Fields of the owner mean the owner at close, for closed deals.",
        max_length=20_000,
    ),
]
SegmentBy = Annotated[
    str | None, QueryParameter(description="A field of deals to split by, such as owner_id.", max_length=80)
]
AsOf = Annotated[
    str | None,
    QueryParameter(description="A date (to its end) or an instant: what held then.", max_length=40),
]
KnownAt = Annotated[
    str | None,
    QueryParameter(
        description="A date or an instant: what was known then; alone, both clocks.", max_length=40
    ),
]
RatesOn = Annotated[
    str | None,
    QueryParameter(
        description="A date whose exchange rates hold for every deal (constant currency); without it a "
        "closed deal goes by the rate of its close, an open one by that of the snapshot.",
        max_length=10,
    ),
]


def options() -> dict[str, Any]:
    return {"permission": "metric.read"}


@get(
    "/metrics",
    operation_id="listMetrics",
    summary="The figures that there are",
    tags=TAGS,
    opt=options(),
)
async def list_metrics(request: AnyRequest) -> Metrics:
    found = Metrics([definition.metric for definition in FIGURES.values()])
    return await read(request, "metric.read", lambda tx, actor: found)


@get(
    "/metrics/summary",
    operation_id="getMetricsSummary",
    summary="Every figure of the pipeline, and its stages",
    tags=TAGS,
    opt=options(),
)
async def get_summary(
    request: AnyRequest,
    period: Period = "all",
    pipeline_id: PipelineId = None,
    segment: SegmentBy = None,
    filter: Filter = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rates_on: RatesOn = None,
) -> Summary:
    asked = Asked(period, pipeline_id, given_filter(filter), segment, as_of, known_at, rates_on)
    return await read(
        request, "metric.read", lambda tx, actor: answers.summary(tx, actor, asked), bounded=False
    )


@get(
    "/metrics/{metric_id:str}",
    operation_id="getMetric",
    summary="A figure, with its interval, sample, exclusions and rows",
    tags=TAGS,
    opt=options(),
)
async def get_metric(
    request: AnyRequest,
    metric_id: FromPath[str],
    period: Period = "all",
    pipeline_id: PipelineId = None,
    segment: SegmentBy = None,
    filter: Filter = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rates_on: RatesOn = None,
) -> Figure:
    asked = Asked(period, pipeline_id, given_filter(filter), segment, as_of, known_at, rates_on)
    return await read(
        request, "metric.read", lambda tx, actor: answers.figure(tx, actor, metric_id, asked), bounded=False
    )


routes: list[HTTPRouteHandler] = [list_metrics, get_summary, get_metric]
